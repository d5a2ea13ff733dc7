"""What other apps may know of cohorts: attendance as facts for records, sessions to come for home and for courses."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from cohorts.models import Attendance, Cohort, Session
from cohorts.services.joining import ENDING
from cohorts.services.my_sessions import my_sessions
from courses.models import CompletedBy, CoursePage
from courses.services import current_edition
from learning.models import Enrolment
from learning.services.published import Fact
from people.models import User

MOST_OPEN = 8
THERE = frozenset({Attendance.Mark.HERE, Attendance.Mark.PART, Attendance.Mark.CATCH_UP})


def attendance_fact(uuid: UUID | str) -> Fact | None:
    """The fact of one mark in a saved register, as the register says it now, or None if there is none."""
    rows = Attendance.objects.select_related(
        "session__cohort__course", "session__module", "membership__enrolment__person", "membership__enrolment__route"
    ).select_related("organisation", "assignment", "staff_role", "marked_by")
    row = rows.filter(uuid=uuid).first()
    if row is None:
        return None
    session, enrolment = row.session, row.membership.enrolment
    edition = current_edition(session.module or session.cohort.course)
    return Fact(
        uuid=row.uuid,
        kind="session",
        status="attended" if row.mark in THERE else "did_not_attend",
        person=enrolment.person,
        organisation=row.organisation,
        assignment=row.assignment,
        department_path=row.department_path,
        staff_role_code=row.staff_role.code if row.staff_role else "",
        staff_role_name=row.staff_role_name,
        job_title=row.job_title,
        cost_centre=row.cost_centre,
        route_code=enrolment.route.code,
        route_audience=enrolment.route.audience,
        item_code=session.module.code if session.module else f"{session.cohort.course.code[:20]}-{session.kind}"[:30],
        item_title=session.module.title if session.module else session.cohort.course.title,
        edition_number=edition.number if edition else None,
        attempt=_attempt(enrolment),
        started_on=session.day,
        completed_on=session.day,
        completed_at=row.marked_at,
        expires_on=None,
        evidence=CompletedBy.ATTENDANCE,
        minutes=row.minutes,
        language=session.language,
        cohort_code=session.cohort.code,
        recorded_by=row.marked_by,
        revoked=False,
    )


def _attempt(enrolment: Enrolment) -> int:
    earlier = Enrolment.objects.filter(person=enrolment.person_id, course=enrolment.course_id).filter(
        Q(opened_at__lt=enrolment.opened_at) | Q(opened_at=enrolment.opened_at, pk__lt=enrolment.pk)
    )
    return earlier.count() + 1


def fact_sources() -> Iterator[tuple[str, UUID]]:
    """The kind and the UUID of every mark in every saved register."""
    return (("session", uuid) for uuid in Attendance.objects.order_by("pk").values_list("uuid", flat=True).iterator())


def next_sessions(person: User) -> list[Session]:
    """The sessions still to come, or going on now, of the cohorts this person has a place in, soonest first.

    Each has its cohort, course, module and place at hand; ``session.where`` is where it is, ``session.my_booking`` what
    they have said (or None) and ``session.mine`` how they stand to it. Two queries.
    """
    found = my_sessions(person)
    for row in found:
        row.session.mine = row
    return [row.session for row in found]


def open_sessions(*, course: CoursePage | None = None) -> list[Session]:
    """The sessions still to come of cohorts that a newcomer with the code can join today, soonest first. One query.

    A full cohort is left out, and so is one that only its trainer adds people to. Each has its cohort, course, module
    and place at hand. The join code is the trainer's to give: whoever shows these sessions does not show it.
    """
    joinable = (
        Cohort.objects.counted()
        .exclude(state__in=[*ENDING, Cohort.State.PLANNED])
        .filter(Q(join_until__isnull=True) | Q(join_until__gte=timezone.localdate()))
        .filter(Q(capacity__isnull=True) | Q(people__lt=F("capacity")))
        .filter(join_policy=Cohort.JoinPolicy.CODE, course__live=True)
    )
    if course is not None:
        joinable = joinable.filter(course=course)
    coming = Session.objects.held().filter(cohort__in=joinable.values("pk"), starts_at__gt=timezone.now())
    return list(coming.with_places().select_related("cohort__course").order_by("starts_at", "pk")[:MOST_OPEN])
