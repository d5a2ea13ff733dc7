"""Meetings of a pairing: planned by its mentor, said to be held by either, and what enough of them complete."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override
from wagtail.log_actions import log

from cohorts.models import Meeting, Pairing
from cohorts.models.pairing import MENTOR, SIDES, half_is
from cohorts.services.pairing import NotNow, held
from courses.models import CompletedBy, ModulePage
from learning import registry
from learning.models import Enrolment, ModuleCompletion
from learning.services.completion import Evidence, complete_module
from people.models import User

ONE_DAY = datetime.timedelta(days=1)


class NotThatDay(Exception):  # noqa: N818  an answer, not an error
    """A meeting cannot have been held on that day."""


class OfferOpen(Exception):  # noqa: N818  an answer, not an error
    """The offer has no answer yet, so no meeting can be recorded."""


@dataclass(frozen=True)
class MeetingPlan:
    """When and where: the mentor's choice. Who pays the way there stands in words."""

    planned_at: datetime.datetime
    place: str
    travel: str = ""


def module_of(enrolment: Enrolment) -> ModulePage | None:
    """The module of this enrolment that meetings complete, if it has one."""
    needed = enrolment.required_modules.filter(module__completed_by=CompletedBy.MENTORING)
    row = needed.select_related("module").first()
    return row.module if row else None


def next_number(pairing: Pairing) -> int:
    """The number of the meeting that comes next."""
    last = pairing.meetings.held().values_list("number", flat=True).last()
    return (last or 0) + 1


def days_for(pairing: Pairing, number: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day on which the meeting of this number can have been held.

    Since both said yes, after the one before it and before the one after it, and not to come. One meeting a day.
    """
    rows = pairing.meetings.held().exclude(number=number).values_list("number", "held_on")
    others = [(other, day) for other, day in rows if day is not None]
    days = [timezone.localdate(pairing.started_at or pairing.proposed_at)]
    days += [day + ONE_DAY for other, day in others if other < number]
    ends = [timezone.localdate()] + [day - ONE_DAY for other, day in others if other > number]
    return max(days), min(ends)


@transaction.atomic
def plan_meeting(*, pairing: Pairing, number: int, plan: MeetingPlan, by: User) -> Meeting:
    """The meeting of this number has its time and place, said by the mentor. Said again, it has the newer ones.

    Raises NotNow for anybody else, for a meeting that was held or is not the next, and while they do not meet.
    """
    now = held(pairing)
    if now.state != Pairing.State.MEETING or now.side_of(by) != MENTOR or number != next_number(now):
        raise NotNow
    facts = {"planned_at": plan.planned_at, "place": plan.place.strip(), "travel": plan.travel.strip()}
    meeting, _made = Meeting.objects.update_or_create(pairing=now, number=number, defaults=facts)
    log(now, "cohorts.plan_meeting", user=by, data={"number": number})
    return meeting


@transaction.atomic
def hold_meeting(
    *, pairing: Pairing, number: int, held_on: datetime.date, by: User, changes: int | None = None
) -> Meeting:
    """The meeting was held, as this half says; the other half sees it, and may say so too. Twice is once.

    Enough meetings that the mentor says were held complete the module of each half. Raises OfferOpen before the offer
    is answered, NotThatDay for a day that cannot be, and NotNow while they do not meet, for a meeting that is neither
    the next nor one that was taken back, for a form made before it was put right, and for anybody else.
    """
    now = held(pairing)
    side = now.side_of(by)
    known = Meeting.objects.filter(pairing=now, number=number).first()
    if not side or (known is not None and changes not in {None, known.changes}):
        raise NotNow
    done = known is not None and known.held_on is not None
    if not done:
        _check_new(now, number, known, held_on)
    meeting = known or Meeting(pairing=now, number=number)
    if getattr(meeting, f"{side}_said_at") is not None:
        return meeting
    setattr(meeting, f"{side}_said_at", timezone.now())
    if not done:
        meeting.held_on = held_on
        meeting.changed_at, meeting.changed_by, meeting.changed_why, meeting.day_before = None, "", "", None
    meeting.save()
    if not done:
        note_first(now)
        log(now, "cohorts.hold_meeting", user=by, data={"number": meeting.number})
    if side == MENTOR:  # the mentor steers: what the mentee says alone counts for nothing yet
        count(now)
    return meeting


def _check_new(now: Pairing, number: int, known: Meeting | None, held_on: datetime.date) -> None:
    """While they meet, the next one may be noted, or one before it that was taken back; and the offer comes first."""
    following = next_number(now)
    taken_back = known is not None and number < following
    if now.state != Pairing.State.MEETING or not (number == following or taken_back):
        raise NotNow
    if not now.offer_answer:
        raise OfferOpen
    check_day(now, number, held_on)


def check_day(now: Pairing, number: int, held_on: datetime.date) -> None:
    """Raises NotThatDay for a day on which the meeting of this number cannot have been held."""
    first, last = days_for(now, number)
    if not first <= held_on <= last:
        raise NotThatDay


def note_first(now: Pairing) -> None:
    """The pairing knows the first day on which they met, or that there is none."""
    now.first_held_on = now.meetings.held().values_list("held_on", flat=True).first()
    now.save(update_fields=["first_held_on"])


def count(now: Pairing) -> None:
    """Each half has its module, if there are enough meetings. In the order in which enrolments are always held."""
    for member in sorted((now.half(side) for side in SIDES), key=lambda member: member.enrolment_id):
        complete_by_meetings(pairing=now, enrolment=member.enrolment)


def complete_by_meetings(*, pairing: Pairing, enrolment: Enrolment) -> ModuleCompletion | None:
    """The enrolment has its module if the mentor says that enough meetings were held; None if not yet, or left.

    What was withdrawn stays withdrawn until the mentor says so of another meeting.
    """
    module = module_of(enrolment)
    days = days_that_count(pairing)
    if module is None or enrolment.status == Enrolment.Status.LEFT or len(days) < (module.needed or 1):
        return None
    withdrawn = ModuleCompletion.objects.filter(enrolment=enrolment, module=module, revoked_at__isnull=False)
    last = withdrawn.filter(evidence_key=pairing.evidence_key).aggregate(last=Max("revoked_at"))["last"]
    if last is not None and not pairing.meetings.held().filter(mentor_said_at__gt=last).exists():
        return None
    evidence = evidence_of(pairing=pairing, module=module, person=enrolment.person, days=days)
    return complete_module(enrolment=enrolment, module=module, evidence=evidence, by=None)


def days_that_count(pairing: Pairing) -> list[datetime.date]:
    """The days of the meetings that the mentor says were held, in order."""
    said = pairing.meetings.held().filter(mentor_said_at__isnull=False)
    return sorted(day for day in said.values_list("held_on", flat=True) if day is not None)


def evidence_of(*, pairing: Pairing, module: ModulePage, person: User, days: list[datetime.date]) -> Evidence:
    """What a completion by these meetings rests on, in the language of the person."""
    with override(person.language):
        words = ngettext("%(count)s meeting was held.", "%(count)s meetings were held.", len(days))
        line = words % {"count": len(days)}
    return Evidence(
        kind=CompletedBy.MENTORING,
        key=pairing.evidence_key,
        line=line,
        happened_on=max(days),
        started_on=min(days),
        minutes=(module.minutes or 0) * len(days) or None,
        cohort_code=pairing.cohort.code,
    )


def coming_meetings(person: User) -> list[registry.ModuleDate]:
    """The planned meetings of somebody's own pairings, by the module that they count for. One query where none is."""
    planned = Meeting.objects.filter(held_on=None, planned_at__isnull=False, pairing__state=Pairing.State.MEETING)
    mine = half_is([person], "pairing__")
    found = []
    for meeting in planned.filter(mine).select_related("pairing__mentor__enrolment", "pairing__mentee__enrolment"):
        module = module_of(meeting.pairing.half(meeting.pairing.side_of(person)).enrolment)
        if module is not None and meeting.planned_at is not None:
            page = reverse("cohorts:pairing", args=[meeting.pairing.uuid])
            found.append(registry.ModuleDate(module.pk, meeting.planned_at, meeting.place, page))
    return found
