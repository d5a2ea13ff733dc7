"""Meetings of a pairing: planned by its mentor, said to be held by either, and what enough of them complete."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override
from wagtail.log_actions import log

from cohorts.models import Meeting, Pairing
from cohorts.models.pairing import MENTOR, SIDES
from cohorts.services.pairing import NotNow, held
from courses.models import CompletedBy, ModulePage
from learning import registry
from learning.models import Enrolment, ModuleCompletion
from learning.services.completion import Evidence, complete_module
from people.models import User


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


def first_day(pairing: Pairing) -> datetime.date:
    """The first day on which the next meeting can be held: since both said yes, and after the last one held."""
    last = pairing.meetings.held().values_list("held_on", flat=True).order_by("-held_on").first()
    began = timezone.localdate(pairing.started_at or pairing.proposed_at)
    return max(began, last + datetime.timedelta(days=1)) if last else began


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
def hold_meeting(*, pairing: Pairing, number: int, held_on: datetime.date, by: User) -> Meeting:
    """The meeting was held, as this half says; the other half sees it, and may say so too. Twice is once.

    Enough meetings that the mentor says were held complete the module of each half. Raises OfferOpen before the offer
    is answered, NotThatDay for a day that cannot be, and NotNow while they do not meet, for a meeting that is not the
    next, and for anybody else.
    """
    now = held(pairing)
    side = now.side_of(by)
    done = Meeting.objects.held().filter(pairing=now, number=number).first()
    if not side or (done is None and (now.state != Pairing.State.MEETING or number != next_number(now))):
        raise NotNow
    if not now.offer_answer:
        raise OfferOpen
    if done is None and not first_day(now) <= held_on <= timezone.localdate():
        raise NotThatDay
    meeting = done or Meeting.objects.get_or_create(pairing=now, number=number)[0]
    if getattr(meeting, f"{side}_said_at") is not None:
        return meeting
    setattr(meeting, f"{side}_said_at", timezone.now())
    meeting.held_on = meeting.held_on or held_on
    meeting.save()
    if done is None:
        _note_first(now, meeting, by)
    if side == MENTOR:  # the mentor steers: what the mentee says alone counts for nothing yet
        _count(now)
    return meeting


def _note_first(now: Pairing, meeting: Meeting, by: User) -> None:
    if now.first_held_on is None:
        now.first_held_on = meeting.held_on
        now.save(update_fields=["first_held_on"])
    log(now, "cohorts.hold_meeting", user=by, data={"number": meeting.number})


def _count(now: Pairing) -> None:
    for member in sorted((now.half(side) for side in SIDES), key=lambda member: member.enrolment_id):
        complete_by_meetings(pairing=now, enrolment=member.enrolment)


def complete_by_meetings(*, pairing: Pairing, enrolment: Enrolment) -> ModuleCompletion | None:
    """The enrolment has its module if the mentor says that enough meetings were held; None if not yet, or left."""
    module = module_of(enrolment)
    said = pairing.meetings.held().filter(mentor_said_at__isnull=False)
    days = [day for day in said.values_list("held_on", flat=True) if day is not None]
    if module is None or enrolment.status == Enrolment.Status.LEFT or len(days) < (module.needed or 1):
        return None
    with override(enrolment.person.language):
        words = ngettext("%(count)s meeting was held.", "%(count)s meetings were held.", len(days))
        line = words % {"count": len(days)}
    evidence = Evidence(
        kind=CompletedBy.MENTORING,
        key=pairing.evidence_key,
        line=line,
        happened_on=max(days),
        started_on=min(days),
        minutes=(module.minutes or 0) * len(days) or None,
        cohort_code=pairing.cohort.code,
    )
    return complete_module(enrolment=enrolment, module=module, evidence=evidence, by=None)


def coming_meetings(person: User) -> list[registry.ModuleDate]:
    """The planned meetings of somebody's own pairings, by the module that they count for. One query where none is."""
    planned = Meeting.objects.filter(held_on=None, planned_at__isnull=False, pairing__state=Pairing.State.MEETING)
    mine = Q(pairing__mentor__enrolment__person=person) | Q(pairing__mentee__enrolment__person=person)
    found = []
    for meeting in planned.filter(mine).select_related("pairing__mentor__enrolment", "pairing__mentee__enrolment"):
        module = module_of(meeting.pairing.half(meeting.pairing.side_of(person)).enrolment)
        if module is not None and meeting.planned_at is not None:
            page = reverse("cohorts:pairing", args=[meeting.pairing.uuid])
            found.append(registry.ModuleDate(module.pk, meeting.planned_at, meeting.place, page))
    return found
