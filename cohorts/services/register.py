"""Taking the register: what it says is the record, and being there is evidence for the session's module."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cohorts.models import Attendance, Membership, Session
from cohorts.services.attending import complete_by_attendance, counts
from jobs.services import enqueue_many
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from learning.services.completion import keep_as_grant, withdraw_module
from learning.services.snapshot import snapshot
from people.models import User

Mark = Attendance.Mark
KEEP, WITHDRAW = "KEEP", "WITHDRAW"
IN_THE_ROOM = frozenset({Mark.HERE, Mark.PART, Mark.CATCH_UP})


class TooEarly(Exception):  # noqa: N818  an answer, not an error
    """The day of this session has not come: there is nothing to record."""


class CalledOff(Exception):  # noqa: N818  an answer, not an error
    """This session was called off, or its cohort is closed: its register can only be read."""


class SavedMeanwhile(Exception):  # noqa: N818  an answer, not an error
    """Somebody saved this register since the page was made. The session bears who, when and the new version."""

    def __init__(self, session: Session) -> None:
        super().__init__(f"version {session.register_version}")
        self.session = session


class CorrectionsNeeded(Exception):  # noqa: N818  an answer, not an error
    """Completions rest on marks that are about to change, by membership: each wants a reason, and keep or withdraw."""

    def __init__(self, resting: dict[int, ModuleCompletion]) -> None:
        super().__init__(f"{len(resting)} completions rest on this register")
        self.resting = resting


@dataclass(frozen=True)
class Marking:
    """What the trainer says of one member. Minutes only for somebody who was there for a part."""

    mark: str
    minutes: int | None = None


@dataclass(frozen=True)
class Correction:
    """Why a mark that a completion rests on changes, and what becomes of the completion: KEEP or WITHDRAW."""

    reason: str
    outcome: str


@dataclass(frozen=True)
class RegisterSaved:
    """What a save left behind: people in each state, and what it completed or withdrew."""

    here: int
    away: int
    unmarked: int
    modules: int = 0
    courses: int = 0
    withdrawn: int = 0
    changed: int = 0


@dataclass
class _Save:
    """One save in the making: the locked session and what was found under the lock."""

    session: Session
    members: dict[int, Membership]
    stored: dict[int, Attendance]
    enrolments: dict[int, Enrolment]
    by: User
    resting: dict[int, ModuleCompletion] = field(default_factory=dict)


@transaction.atomic
def take_register(
    *,
    session: Session,
    marks: Mapping[int, Marking],
    corrections: Mapping[int, Correction],
    version: int,
    by: User,
) -> RegisterSaved:
    """The register says exactly these marks, by membership; members without a mark stay as they were.

    Whoever was there has the session's module, with its evidence; a mark that a completion rests on changes only
    with a correction. What is the same already changes nothing, so a second save is harmless. HR hears of each
    changed mark by job. Raises TooEarly, CalledOff, SavedMeanwhile for a version that is no longer the newest, and
    CorrectionsNeeded; then nothing is saved.
    """
    held = (
        Session.objects.select_for_update(of=("self",), no_key=True)
        .select_related("cohort", "module")
        .get(pk=session.pk)
    )
    _check_open(held)
    save = _under_lock(held, marks, by)
    changed = {pk: marking for pk, marking in marks.items() if pk in save.members and _differs(save, pk, marking)}
    if not changed:
        return _result(save)
    if version != held.register_version:
        raise SavedMeanwhile(held)
    save.resting = _resting_on(save, changed)
    unanswered = {pk: completion for pk, completion in save.resting.items() if pk not in corrections}
    if unanswered:
        raise CorrectionsNeeded(unanswered)
    return _write(save, changed, corrections)


def _check_open(session: Session) -> None:
    if session.cancelled_at or session.cohort.is_closed:
        raise CalledOff
    if session.day > timezone.localdate():
        raise TooEarly


def _under_lock(session: Session, marks: Iterable[int], by: User) -> _Save:
    members = Membership.objects.filter(cohort=session.cohort, pk__in=list(marks))
    by_key = {member.pk: member for member in members}
    wanted = [member.enrolment_id for member in by_key.values()]
    enrolments = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related("person", "route")
    stored = Attendance.objects.filter(session=session, membership__in=by_key)
    return _Save(
        session=session,
        members=by_key,
        stored={row.membership_id: row for row in stored},
        enrolments={enrolment.pk: enrolment for enrolment in enrolments.filter(pk__in=wanted).order_by("pk")},
        by=by,
    )


def _minutes(session: Session, marking: Marking) -> int | None:
    if marking.mark == Mark.HERE:
        return session.minutes
    return marking.minutes if marking.mark == Mark.PART else None


def _differs(save: _Save, member: int, marking: Marking) -> bool:
    row = save.stored.get(member)
    return row is None or (row.mark, row.minutes) != (marking.mark, _minutes(save.session, marking))


def _resting_on(save: _Save, changed: Mapping[int, Marking]) -> dict[int, ModuleCompletion]:
    """The standing completions that rest on rows which will no longer be enough, by membership."""
    losing = {
        save.stored[pk].evidence_key: pk
        for pk, marking in changed.items()
        if pk in save.stored and not _enough(save.session, marking)
    }
    found = ModuleCompletion.objects.standing().filter(
        evidence_key__in=losing, evidence="ATTENDANCE", enrolment__in=save.enrolments
    )
    return {losing[completion.evidence_key]: completion for completion in found.select_related("enrolment__person")}


def _enough(session: Session, marking: Marking) -> bool:
    return counts(session, marking.mark, _minutes(session, marking))


def _write(save: _Save, changed: Mapping[int, Marking], corrections: Mapping[int, Correction]) -> RegisterSaved:
    session, by, now = save.session, save.by, timezone.now()
    before = _completed(save)
    session.register_version += 1
    session.register_saved_at, session.register_saved_by = now, by
    session.save(update_fields=["register_version", "register_saved_at", "register_saved_by"])
    rows = []
    for pk in sorted(changed, key=lambda key: save.members[key].enrolment_id):
        marking = changed[pk]
        facts = {"mark": marking.mark, "minutes": _minutes(session, marking), "marked_by": by, "marked_at": now}
        row = _row(save, pk, facts)
        rows.append(row)
        if pk in save.resting:
            _correct(save.resting[pk], corrections[pk], by)
        elif _enough(session, marking):
            complete_by_attendance(attendance=row, enrolment=save.enrolments[save.members[pk].enrolment_id], by=by)
    _publish(session, rows)
    return _tell(save, before, changed=len(rows))


def _row(save: _Save, member: int, facts: dict[str, Any]) -> Attendance:
    """The line of one member, as it stands now. Who they were that day is written with the first save, and stays."""
    membership, known = save.members[member], save.stored.get(member)
    person = save.enrolments[membership.enrolment_id].person
    first = {} if known else snapshot(person=person, day=save.session.day)
    row, _new = Attendance.objects.update_or_create(
        session=save.session, membership=membership, defaults=facts, create_defaults=facts | first
    )
    return row


def _correct(completion: ModuleCompletion, correction: Correction, by: User) -> None:
    if correction.outcome == KEEP:
        keep_as_grant(completion=completion, reason=correction.reason, by=by)
    else:
        withdraw_module(completion=completion, why=correction.reason, by=by)


def _publish(session: Session, rows: list[Attendance]) -> None:
    enqueue_many(
        "records.publish_record",
        asks={
            f"publish:session:{row.uuid}:{session.register_version}": {"kind": "session", "source": str(row.uuid)}
            for row in rows
        },
    )


def _completed(save: _Save) -> tuple[set[int], set[int]]:
    """The enrolments, of those who were marked, that have this session's module, and that have the course."""
    modules = ModuleCompletion.objects.standing().filter(enrolment__in=save.enrolments, module=save.session.module_id)
    courses = CourseCompletion.objects.standing().filter(enrolment__in=save.enrolments)
    return set(modules.values_list("enrolment", flat=True)), set(courses.values_list("enrolment", flat=True))


def _tell(save: _Save, before: tuple[set[int], set[int]], *, changed: int) -> RegisterSaved:
    modules, courses = _completed(save)
    result = _result(
        save,
        modules=len(modules - before[0]),
        courses=len(courses - before[1]),
        withdrawn=len(before[0] - modules),
        changed=changed,
    )
    told = {"here": result.here, "away": result.away, "changed": changed, "version": save.session.register_version}
    log(save.session, "cohorts.take_register", user=save.by, data=told | {"corrected": len(save.resting)})
    return result


def _result(save: _Save, **completed: int) -> RegisterSaved:
    marks = list(Attendance.objects.filter(session=save.session).values_list("mark", flat=True))
    here = sum(1 for mark in marks if mark in IN_THE_ROOM)
    unmarked = (
        Membership.objects.present().filter(cohort=save.session.cohort).exclude(attendances__session=save.session)
    ).count()
    return RegisterSaved(here=here, away=len(marks) - here, unmarked=unmarked, **completed)
