"""Everything on the page of whoever is signed in, derived each time from what they have done."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from certificates.models import Certificate
from cohorts.models import Session
from cohorts.services.published import next_sessions, open_sessions
from cohorts.services.together import Together, together
from courses.models import CompletedBy, CoursePage, Route
from home.next_step.coming import Coming, coming
from home.next_step.continuing import Course, Step, first_step
from home.next_step.paired import Paired, paired
from home.next_step.waiting import Waiting, waiting
from learning.models import CourseCompletion, Enrolment, Obstacle
from learning.services.practice import LogLine
from learning.services.standing import standings
from people.models import Assignment, User
from people.permissions import groups_of

MOST_ANSWERS = 3
NEAR = 3


@dataclass(frozen=True)
class Home:
    """What the page shows. A resident's has what they did together, and nothing that counts days."""

    step: Step | None = None
    courses: list[Course] = field(default_factory=list)
    finished: list[Course] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    coming: Coming | None = None
    waiting: list[Waiting] = field(default_factory=list)
    practice: list[LogLine] = field(default_factory=list)
    pairings: list[Paired] = field(default_factory=list)
    certificate: Certificate | None = None
    suggestion: CoursePage | None = None
    is_resident: bool = False
    together: list[Together] = field(default_factory=list)
    changed: list[Obstacle] = field(default_factory=list)
    near: list[Session] = field(default_factory=list)

    @property
    def refresh_on(self) -> datetime.date | None:
        """The next day on which something is due a refresh."""
        days = [row.completion.expires_on for row in self.finished if row.completion and row.completion.expires_on]
        return min((day for day in days if day >= timezone.localdate()), default=None)


def home_of(person: User) -> Home:
    """What comes next, what waits, the courses under way and done, the sessions to come. Constant in queries."""
    mine = Enrolment.objects.visible_to(person).filter(person=person).exclude(status=Enrolment.Status.LEFT)
    enrolments = list(mine.select_related("course", "route"))
    standing = standings(enrolments)
    completions = {
        row.enrolment_id: row for row in CourseCompletion.objects.standing().filter(enrolment__in=enrolments)
    }
    courses = [Course(row, standing[row.pk], completions.get(row.pk)) for row in enrolments]
    under_way = [course for course in courses if course.enrolment.status == Enrolment.Status.OPEN]
    sessions = next_sessions(person)
    step = first_step(under_way, sessions)
    valid = Certificate.objects.living().filter(holder=person)
    is_resident = _is_resident(person, under_way)
    return Home(
        step=step,
        courses=under_way,
        finished=[course for course in courses if course.completion is not None],
        sessions=sessions,
        coming=coming(sessions),
        waiting=waiting(person, sessions),
        practice=_practice(under_way),
        pairings=paired(person),
        certificate=valid.newest_first().first(),
        is_resident=is_resident,
        **(_residents_own(person, sessions) if is_resident else _staffs_own(courses, under_way)),
    )


def _is_resident(person: User, under_way: Sequence[Course]) -> bool:
    """Nobody here employs them: no post today, no rights, and no course that is for staff."""
    if groups_of(person) or person.is_superuser or Assignment.objects.on(timezone.localdate()).filter(person=person):
        return False
    return all(course.enrolment.route.audience != Route.Audience.STAFF for course in under_way)


def _residents_own(person: User, sessions: Sequence[Session]) -> dict[str, Any]:
    answered = Obstacle.objects.visible_to(person).filter(state=Obstacle.State.ANSWERED).order_by("-answered_at")
    near = [] if sessions else [row for row in open_sessions() if row.cohort.organisation_id == person.organisation_id]
    return {"together": together(person), "changed": list(answered[:MOST_ANSWERS]), "near": near[:NEAR]}


def _staffs_own(courses: Sequence[Course], under_way: Sequence[Course]) -> dict[str, Any]:
    """One more course, for somebody who has done all there was to do."""
    if under_way or not courses:
        return {}
    taken = [course.enrolment.course_id for course in courses]
    return {"suggestion": CoursePage.objects.live().exclude(pk__in=taken).order_by("-first_published_at", "pk").first()}


def _practice(under_way: Sequence[Course]) -> list[LogLine]:
    """As learning.services.practice.log_lines, from what is at hand."""
    return [
        LogLine(course.enrolment, row)
        for course in under_way
        for row in course.modules
        if row.module.completed_by == CompletedBy.PRACTICE and not row.complete
    ]
