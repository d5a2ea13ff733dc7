"""Facts of learning become learning records: staff only, version by version, without gaps."""

import hashlib
import json
import uuid
from itertools import chain
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F
from django.utils import timezone

import certificates.services.published as certificate_facts
import cohorts.services.published as cohort_facts
import learning.services.published as learning_facts
from courses.models import CompletedBy, Route
from learning.services.published import Fact
from people.models import Assignment, Organisation, User
from records.models import FeedPosition, LearningRecord

STAFF_ROUTES = frozenset({Route.Audience.STAFF, Route.Audience.ANY})
EVIDENCE: dict[str, str] = {
    CompletedBy.OBSERVATION: LearningRecord.Evidence.ASSESSED,
    CompletedBy.ATTENDANCE: LearningRecord.Evidence.TRAINER_RECORDED,
    CompletedBy.MENTORING: LearningRecord.Evidence.TRAINER_RECORDED,
    CompletedBy.GRANT: LearningRecord.Evidence.TRAINER_RECORDED,
    CompletedBy.LESSONS: LearningRecord.Evidence.SELF_PACED,
    CompletedBy.PRACTICE: LearningRecord.Evidence.SELF_PACED,
}
DELIVERY: dict[str, str] = {
    CompletedBy.LESSONS: "elearning",
    CompletedBy.PRACTICE: "elearning",
    CompletedBy.ATTENDANCE: "classroom",
}


def fact_of(kind: str, source: uuid.UUID) -> Fact | None:
    """The fact as its own app tells it, or None where it is gone."""
    if kind == "module":
        return learning_facts.module_fact(source)
    if kind == "course":
        return learning_facts.course_fact(source)
    if kind == "session":
        return cohort_facts.attendance_fact(source)
    raise ValueError(f"No fact of kind {kind!r}.")


def may_be_published(fact: Fact) -> bool:
    """Only a staff or open route, and only of somebody who held a post that day."""
    return fact.route_audience in STAFF_ROUTES and fact.assignment is not None


def number_of(person: User | None, organisation: Organisation) -> str:
    """Somebody's payroll number with an employer, or nothing: another employer's number is not ours to tell."""
    if person is None:
        return ""
    post = (
        Assignment.objects.filter(person=person, organisation=organisation)
        .exclude(employee_number="")
        .order_by("-starts_on")
        .first()
    )
    return post.employee_number if post else ""


def values_of(fact: Fact, post: Assignment, source: uuid.UUID) -> dict[str, Any]:
    """The columns of one fact, as a LearningRecord holds them."""
    return {
        "action": LearningRecord.Action.VOID if fact.revoked else LearningRecord.Action.UPSERT,
        "organisation_id": fact.organisation.pk,
        "person_id": fact.person.pk,
        "assignment_id": post.pk,
        "employer_code": fact.organisation.code,
        "job_title": fact.job_title,
        "staff_role_code": fact.staff_role_code,
        "staff_role": fact.staff_role_name,
        "department": fact.department_path,
        "cost_centre": fact.cost_centre,
        "manager_employee_number": number_of(post.manager, fact.organisation),
        "item_code": fact.item_code,
        "item_version": fact.edition_number,
        "item_title": fact.item_title[:200],
        "item_type": fact.kind,
        "delivery_method": DELIVERY.get(fact.evidence, "") if fact.kind != "course" else "blended",
        "cohort_code": fact.cohort_code,
        "status": fact.status,
        "attempt": fact.attempt,
        "started_on": fact.started_on,
        "completed_on": fact.completed_on,
        "completed_at": fact.completed_at,
        "valid_from": fact.completed_on if fact.kind == "course" else None,
        "expires_on": fact.expires_on,
        "duration_minutes": fact.minutes,
        "evidence": EVIDENCE.get(fact.evidence, ""),
        "recorded_by_employee_number": number_of(fact.recorded_by, fact.organisation),
        "certificate_number": certificate_facts.number_for(source) if fact.kind == "course" else "",
        "route": fact.route_code,
        "delivery_language": fact.language,
    }


def publish(*, kind: str, source: uuid.UUID) -> LearningRecord | None:
    """The current record of a fact after this: a new version where anything changed, the same one otherwise.

    None where the fact is gone, or is one that no employer may see. Called twice, it changes nothing.
    """
    fact = fact_of(kind, source)
    if fact is None or fact.assignment is None or not may_be_published(fact):
        return None
    values = values_of(fact, fact.assignment, source)
    digest = hashlib.sha256(json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()
    FeedPosition.objects.get_or_create(organisation=fact.organisation)
    with transaction.atomic():
        position = FeedPosition.objects.select_for_update().get(organisation=fact.organisation)
        standing = LearningRecord.objects.current().filter(record_id=source).first()
        if standing is not None and standing.digest == digest:
            return standing
        FeedPosition.objects.filter(pk=position.pk).update(last_seq=F("last_seq") + 1)
        seq = position.last_seq + 1
        if standing is not None:
            LearningRecord.objects.filter(pk=standing.pk).update(superseded_seq=seq)
        return LearningRecord.objects.create(
            record_id=source,
            version=standing.version + 1 if standing else 1,
            change_seq=seq,
            digest=digest,
            updated_at=timezone.now(),
            **values,
        )


def reconcile() -> int:
    """Every fact has its current record after this. Returns how many were missing or behind; on a sound site, 0."""
    mended = 0
    for kind, source in chain(learning_facts.fact_sources(), cohort_facts.fact_sources()):
        before = LearningRecord.objects.current().filter(record_id=source).values_list("version", flat=True).first()
        after = publish(kind=kind, source=source)
        mended += after is not None and after.version != before
    return mended
