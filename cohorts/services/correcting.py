"""A meeting that was noted by mistake is put right: another day, or not held at all. What rests on it follows."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from cohorts.models import Meeting
from cohorts.models.pairing import COORDINATOR, MENTEE, MENTOR
from cohorts.services.meeting import check_day, count, days_that_count, evidence_of, note_first
from cohorts.services.pairing import NotNow, held
from courses.models import CompletedBy
from learning.models import ModuleCompletion
from learning.services.completion import complete_module, lock, withdraw_module
from people.models import User

NOT_HELD, OVER, MENTOR_SAID, COUNTS = "not_held", "over", "mentor_said", "counts"


class CountsByNow(Exception):  # noqa: N818  an answer, not an error
    """A completion rests on this meeting: the coordinator puts it right, with a reason."""


def resting_on(meeting: Meeting) -> QuerySet[ModuleCompletion]:
    """The standing completions that this meeting counted for, in the order in which enrolments are always held."""
    found = ModuleCompletion.objects.standing().filter(
        enrolment__person__in=[meeting.pairing.half(side).enrolment.person_id for side in (MENTOR, MENTEE)],
        evidence=CompletedBy.MENTORING,
        evidence_key=meeting.pairing.evidence_key,
    )
    if meeting.held_on is None or meeting.mentor_said_at is None:
        return found.none()
    found = found.filter(started_on__lte=meeting.held_on, happened_on__gte=meeting.held_on)
    return found.select_related("enrolment__person", "module").order_by("enrolment_id")


def problem_with(meeting: Meeting, who: str) -> str:
    """Why the mentor, the mentee or the coordinator cannot put it right now; nothing where they can.

    The mentor steers: once the mentor has said that they met, a mentee asks the mentor. Once it counts, both ask the
    coordinator.
    """
    if meeting.held_on is None:
        return NOT_HELD
    if who == COORDINATOR:
        return ""
    if meeting.pairing.is_over:
        return OVER
    if resting_on(meeting).exists():
        return COUNTS
    return MENTOR_SAID if who == MENTEE and meeting.mentor_said_at else ""


@transaction.atomic
def put_right(*, meeting: Meeting, held_on: datetime.date | None, changes: int, why: str = "", by: User) -> Meeting:
    """The meeting was held on this day, or, without a day, was not held. The same form again changes nothing more.

    What the other half said of the wrong day is forgotten, and they may say so again. Where a completion rests on it,
    only the coordinator comes here, with a reason: it is withdrawn, and made anew from the days that are left, if they
    are enough. Raises CountsByNow, NotThatDay, NotNow where it has changed meanwhile, and ValueError without a reason.
    """
    now = held(meeting.pairing)
    meeting = Meeting.objects.get(pk=meeting.pk, pairing=now)
    meeting.pairing = now
    who = now.side_of(by) or COORDINATOR
    if (meeting.changes, meeting.changed_by, meeting.held_on) == (changes + 1, who, held_on):
        return meeting  # the same form, sent again
    problem = problem_with(meeting, who)
    if problem == COUNTS:
        raise CountsByNow
    if problem or meeting.changes != changes:
        raise NotNow
    if meeting.held_on == held_on:
        return meeting
    resting = list(resting_on(meeting))
    _check(meeting, held_on, needs_why=bool(resting), why=why)
    mentor_says_first = who == MENTOR and held_on is not None and meeting.mentor_said_at is None
    _write(meeting, held_on, who, why.strip() if resting else "")
    note_first(now)
    log(now, "cohorts.correct_meeting", user=by, data={"number": meeting.number})
    for completion in resting:
        _follow(completion, meeting, why, by)
    if mentor_says_first:  # another day alone is nothing newer than what was withdrawn
        count(now)
    return meeting


def _check(meeting: Meeting, held_on: datetime.date | None, *, needs_why: bool, why: str) -> None:
    if held_on is not None:
        check_day(meeting.pairing, meeting.number, held_on)
    if needs_why and not why.strip():
        raise ValueError("A correction of what has counted has a reason.")


def _write(meeting: Meeting, held_on: datetime.date | None, who: str, why: str) -> None:
    """What each half said was said of the other day. The coordinator puts a day right in the name of both."""
    at = timezone.now()
    meeting.day_before, meeting.held_on = meeting.held_on, held_on
    meeting.changes, meeting.changed_at, meeting.changed_by, meeting.changed_why = meeting.changes + 1, at, who, why
    if held_on is None or who != COORDINATOR:
        meeting.mentor_said_at = at if held_on and who == MENTOR else None
        meeting.mentee_said_at = at if held_on and who == MENTEE else None
    if held_on is None and meeting.planned_at and meeting.planned_at < at:  # nobody is to go there any more
        meeting.planned_at, meeting.place, meeting.travel = None, "", ""
    meeting.save()


def _follow(completion: ModuleCompletion, meeting: Meeting, why: str, by: User) -> None:
    """The completion rests on the days as they are now: as it was, made anew, or withdrawn.

    A day that moved takes nothing away, whatever the module asks for today. What a trainer has withdrawn in this moment
    stays withdrawn.
    """
    lock(completion.enrolment)
    if not ModuleCompletion.objects.standing().filter(pk=completion.pk).exists():
        return
    pairing = meeting.pairing
    days = _days_for(completion, meeting)
    facts = (min(days), max(days)) if days else None
    if meeting.held_on is not None and facts == (completion.started_on, completion.happened_on):
        return  # a day in the middle: nothing that it says has changed
    withdraw_module(completion=completion, why=why.strip(), by=by)
    if meeting.held_on is not None or len(days) >= (completion.module.needed or 1):
        module, enrolment = completion.module, completion.enrolment
        evidence = evidence_of(pairing=pairing, module=module, person=enrolment.person, days=days)
        complete_module(enrolment=enrolment, module=module, evidence=evidence, by=by)


def _days_for(completion: ModuleCompletion, meeting: Meeting) -> list[datetime.date]:
    """The days it rested on, put right; and as many later ones as it takes to be enough again."""
    every = days_that_count(meeting.pairing)
    right = {meeting.held_on} if meeting.held_on else set()
    counted = [day for day in every if day in right or completion.started_on <= day <= completion.happened_on]
    later = [day for day in every if day not in counted and day > completion.happened_on]
    missing = max(0, (completion.module.needed or 1) - len(counted))
    return counted + later[:missing]
