"""All that records may know of learning: facts, without answers, entries or anything written."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Q

from courses.models import CompletedBy
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from people.models import Assignment, Organisation, User

STRONGEST_FIRST = [
    CompletedBy.OBSERVATION,
    CompletedBy.ATTENDANCE,
    CompletedBy.MENTORING,
    CompletedBy.GRANT,
    CompletedBy.PRACTICE,
    CompletedBy.LESSONS,
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing done by one person, as it was that day. Records decide who may see it; this only tells it."""

    uuid: UUID
    kind: str
    status: str
    person: User
    organisation: Organisation
    assignment: Assignment | None
    department_path: str
    staff_role_code: str
    staff_role_name: str
    job_title: str
    cost_centre: str
    route_code: str
    route_audience: str
    item_code: str
    item_title: str
    edition_number: int | None
    attempt: int
    started_on: datetime.date
    completed_on: datetime.date
    completed_at: datetime.datetime
    expires_on: datetime.date | None
    evidence: str
    minutes: int | None
    language: str
    cohort_code: str
    recorded_by: User | None
    revoked: bool


def module_fact(uuid: UUID | str) -> Fact | None:
    """The fact of one module completion, or None if there is none."""
    completion = _with_parts(ModuleCompletion).select_related("module", "recorded_by").filter(uuid=uuid).first()
    if completion is None:
        return None
    return Fact(
        kind="module",
        status=_status(completion.evidence),
        item_code=completion.module.code,
        item_title=completion.title,
        completed_on=completion.happened_on,
        expires_on=None,
        evidence=completion.evidence,
        minutes=completion.minutes,
        language=completion.language,
        cohort_code=completion.cohort_code,
        recorded_by=completion.recorded_by,
        **_common(completion),
    )


def course_fact(uuid: UUID | str) -> Fact | None:
    """The fact of one course completion, or None if there is none. Its evidence is the strongest it rests on."""
    completion = _with_parts(CourseCompletion).select_related("enrolment__course").filter(uuid=uuid).first()
    if completion is None:
        return None
    rests_on = sorted(
        completion.rests_on.select_related("recorded_by").order_by("pk"),
        key=lambda part: (part.revoked_at is not None, STRONGEST_FIRST.index(part.evidence)),
    )
    evidence = rests_on[0].evidence if rests_on else CompletedBy.GRANT
    counted = [part.minutes for part in rests_on if part.minutes is not None and part.revoked_at is None]
    return Fact(
        kind="course",
        status=_status(evidence),
        item_code=completion.enrolment.course.code,
        item_title=completion.title,
        completed_on=completion.completed_on,
        expires_on=completion.expires_on,
        evidence=evidence,
        minutes=sum(counted) if counted else None,
        language=rests_on[0].language if rests_on else "en-gb",
        cohort_code=next((part.cohort_code for part in rests_on if part.cohort_code), ""),
        recorded_by=rests_on[0].recorded_by if rests_on else None,
        **_common(completion),
    )


def fact_sources() -> Iterator[tuple[str, UUID]]:
    """The kind and the UUID of every fact there is, withdrawn ones too."""
    modules = ModuleCompletion.objects.order_by("pk").values_list("uuid", flat=True)
    courses = CourseCompletion.objects.order_by("pk").values_list("uuid", flat=True)
    return chain((("module", uuid) for uuid in modules.iterator()), (("course", uuid) for uuid in courses.iterator()))


def _with_parts(model: Any) -> Any:
    return model.objects.select_related(
        "enrolment__person", "enrolment__route", "organisation", "assignment", "staff_role", "edition"
    )


def _status(evidence: str) -> str:
    return "passed" if evidence == CompletedBy.OBSERVATION else "completed"


def _common(completion: ModuleCompletion | CourseCompletion) -> dict[str, Any]:
    enrolment = completion.enrolment
    earlier = Enrolment.objects.filter(person=enrolment.person_id, course=enrolment.course_id).filter(
        Q(opened_at__lt=enrolment.opened_at) | Q(opened_at=enrolment.opened_at, pk__lt=enrolment.pk)
    )
    return {
        "uuid": completion.uuid,
        "person": enrolment.person,
        "organisation": completion.organisation,
        "assignment": completion.assignment,
        "department_path": completion.department_path,
        "staff_role_code": completion.staff_role.code if completion.staff_role else "",
        "staff_role_name": completion.staff_role_name,
        "job_title": completion.job_title,
        "cost_centre": completion.cost_centre,
        "route_code": enrolment.route.code,
        "route_audience": enrolment.route.audience,
        "edition_number": completion.edition.number if completion.edition else None,
        "attempt": earlier.count() + 1,
        "started_on": completion.started_on,
        "completed_at": completion.completed_at,
        "revoked": completion.revoked_at is not None,
    }
