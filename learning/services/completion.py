"""Making, granting and withdrawing completions. One stands, at most, for a module or a course of an enrolment."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from courses.models import ModulePage
from courses.services import current_edition
from jobs.services import enqueue
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from learning.rules import standing as rules
from learning.services.evidence import Evidence, grant_evidence, is_due, own_evidence
from learning.services.snapshot import snapshot
from people.models import User


def lock(enrolment: Enrolment) -> Enrolment:
    """The enrolment as it is now, held until the transaction ends: all that changes its standing waits here.

    Without the key: rows that point at it may still be written by others meanwhile.
    """
    return Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)


def complete_module(
    *, enrolment: Enrolment, module: ModulePage, evidence: Evidence, by: User | None
) -> ModuleCompletion:
    """Afterwards one completion of the module stands, and the course's too once every required module has one.

    The one that stands already is returned unchanged. A person who left keeps the module; their course stays as it is.
    """
    with transaction.atomic():
        locked = lock(enrolment)
        standing = _standing(locked, module)
        if standing is None:
            standing = _make(locked, module, evidence, by)
        settle_course(enrolment=locked, by=by)
        return standing


def grant_module(*, enrolment: Enrolment, module: ModulePage, reason: str, by: User) -> ModuleCompletion:
    """Afterwards the module stands complete because a trainer says so; the learner sees the reason.

    Raises ValueError without a reason. A completion that stands already is returned unchanged.
    """
    evidence = grant_evidence(by=by, reason=reason, day=timezone.localdate())
    return complete_module(enrolment=enrolment, module=module, evidence=evidence, by=by)


def keep_as_grant(*, completion: ModuleCompletion, reason: str, by: User) -> ModuleCompletion:
    """Afterwards the module stands by a grant with this reason in place of evidence that proved wrong.

    The course completion stays and rests on the grant too. Called twice, the first grant is returned.
    Raises ValueError without a reason, or where the completion was withdrawn and nothing took its place.
    """
    grant = grant_evidence(by=by, reason=reason, day=completion.happened_on)
    with transaction.atomic():
        enrolment = lock(completion.enrolment)
        completion = ModuleCompletion.objects.get(pk=completion.pk)
        if completion.revoked_at is not None:
            standing = _standing(enrolment, completion.module)
            if standing is None:
                raise ValueError("The completion was withdrawn.")
            return standing
        _revoke(completion, reason, by)
        evidence = replace(
            grant,
            started_on=completion.started_on,
            place=completion.place,
            language=completion.language,
            cohort_code=completion.cohort_code,
        )
        granted = _make(enrolment, completion.module, evidence, by)
        for course in completion.course_completions.filter(revoked_at__isnull=True):
            course.rests_on.add(granted)
        return granted


def withdraw_module(*, completion: ModuleCompletion, why: str, by: User | None) -> None:
    """Afterwards neither it nor the course completion that rests on it stands, and the enrolment is open again.

    Both stay, with who, when and why. The certificate follows by job. Called twice, nothing more happens.
    Raises ValueError without a reason.
    """
    if not why.strip():
        raise ValueError("A withdrawal has a reason.")
    with transaction.atomic():
        enrolment = lock(completion.enrolment)
        completion = ModuleCompletion.objects.get(pk=completion.pk)
        if completion.revoked_at is not None:
            return
        _revoke(completion, why, by)
        for course in completion.course_completions.filter(revoked_at__isnull=True):
            _revoke(course, why, by)
            enqueue("certificates.revoke", key=f"revoke:{course.uuid}", completion=course.pk)
            _open_again(enrolment)


def settle_module(*, enrolment: Enrolment, module: ModulePage, by: User | None) -> ModuleCompletion | None:
    """Afterwards the module stands complete if its lessons or practice entries say so; None if they do not yet.

    What was withdrawn stays withdrawn until there is something newer than the withdrawal.
    """
    with transaction.atomic():
        locked = lock(enrolment)
        standing = _standing(locked, module)
        if standing is not None:
            return standing
        if locked.status == Enrolment.Status.LEFT or not is_due(enrolment=locked, module=module):
            return None
        evidence = own_evidence(enrolment=locked, module=module)
        return complete_module(enrolment=locked, module=module, evidence=evidence, by=by)


def settle_course(*, enrolment: Enrolment, by: User | None) -> CourseCompletion | None:
    """Afterwards the course stands complete if every module it needs does; the certificate is asked for by job.

    Returns the completion that stands, or None where something is missing or the person left.
    """
    with transaction.atomic():
        locked = lock(enrolment)
        standing = locked.course_completions.filter(revoked_at__isnull=True).first()
        if standing is not None or locked.status != Enrolment.Status.OPEN:
            return standing
        needed = set(locked.required_modules.values_list("module", flat=True))
        done = list(locked.module_completions.filter(revoked_at__isnull=True, module__in=needed))
        if not needed or {completion.module_id for completion in done} != needed:
            return None
        return _make_course(locked, done, by)


# --- Rows -----------------------------------------------------------------------------------------------------------
def _standing(enrolment: Enrolment, module: ModulePage) -> ModuleCompletion | None:
    return enrolment.module_completions.filter(module=module, revoked_at__isnull=True).first()


def _make(enrolment: Enrolment, module: ModulePage, evidence: Evidence, by: User | None) -> ModuleCompletion:
    completion = ModuleCompletion(
        enrolment=enrolment,
        module=module,
        edition=current_edition(module),
        rule=module.rule_in_words[:300],
        evidence=evidence.kind,
        evidence_key=evidence.key,
        evidence_line=evidence.line[:300],
        happened_on=evidence.happened_on,
        started_on=min(evidence.started_on or evidence.happened_on, evidence.happened_on),
        place=evidence.place,
        led_by=evidence.led_by[:300],
        minutes=evidence.minutes,
        language=evidence.language,
        cohort_code=evidence.cohort_code,
        title=module.title,
        recorded_by=by if by and by.pk != enrolment.person_id else None,
        reason=evidence.reason,
        **snapshot(person=enrolment.person, day=evidence.happened_on),
    )
    try:
        with transaction.atomic():
            completion.save(force_insert=True)
    except IntegrityError:
        # Somebody was first in spite of the lock: theirs is the one.
        first = _standing(enrolment, module)
        if first is None:
            raise
        return first
    log(completion, "learning.complete_module", user=by, data={"enrolment": enrolment.pk, "module": module.pk})
    _publish("module", completion)
    return completion


def _make_course(enrolment: Enrolment, done: list[ModuleCompletion], by: User | None) -> CourseCompletion:
    route = enrolment.route
    day = max(completion.happened_on for completion in done)
    begun = min([completion.started_on for completion in done] + [rules.london_day(enrolment.opened_at)])
    course = CourseCompletion.objects.create(
        enrolment=enrolment,
        route=route,
        edition=current_edition(enrolment.course),
        title=enrolment.course.title,
        completed_on=day,
        started_on=min(begun, day),
        expires_on=rules.add_months(day, route.validity_months) if route.validity_months else None,
        **snapshot(person=enrolment.person, day=day),
    )
    course.rests_on.set(done)
    enrolment.status, enrolment.closed_at = Enrolment.Status.COMPLETED, timezone.now()
    enrolment.save(update_fields=["status", "closed_at"])
    log(course, "learning.complete_course", user=by, data={"enrolment": enrolment.pk, "modules": len(done)})
    _publish("course", course)
    enqueue("certificates.award", key=f"award:{course.uuid}", completion=course.pk)
    return course


def _revoke(completion: ModuleCompletion | CourseCompletion, why: str, by: User | None) -> None:
    completion.revoked_at, completion.revoked_by, completion.revoked_why = timezone.now(), by, why[:300]
    completion.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
    kind = "module" if isinstance(completion, ModuleCompletion) else "course"
    log(completion, f"learning.withdraw_{kind}", user=by, data={"enrolment": completion.enrolment_id})
    _publish(kind, completion, ":withdrawn")


def _publish(kind: str, completion: ModuleCompletion | CourseCompletion, what: str = "") -> None:
    source = str(completion.uuid)
    enqueue("records.publish_record", key=f"publish:{kind}:{source}{what}", kind=kind, source=source)


def _open_again(enrolment: Enrolment) -> None:
    others = Enrolment.objects.open().filter(person=enrolment.person_id, course=enrolment.course_id)
    if enrolment.status == Enrolment.Status.COMPLETED and not others.exists():
        enrolment.status, enrolment.closed_at = Enrolment.Status.OPEN, None
        enrolment.save(update_fields=["status", "closed_at"])
