"""Taking up a course, taking it again, and leaving it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from courses.models import Route
from courses.services import route_modules
from jobs.services import enqueue
from learning.models import CourseCompletion, Enrolment, RequiredModule
from learning.services.completion import lock
from people.models import User


def enrol(*, person: User, route: Route, by: User | None) -> Enrolment:
    """Afterwards the person has exactly one open enrolment in the route's course, with its modules copied.

    An open one, whatever its route, is returned as it stands.
    """
    return _enrol(person=person, route=route, renews=None, by=by)


def start_renewal(*, completion: CourseCompletion, by: User | None) -> Enrolment:
    """Afterwards the person has an open enrolment that renews this completion, on the route that renews its route."""
    route = completion.route.renewed_by or completion.route
    return _enrol(person=completion.enrolment.person, route=route, renews=completion, by=by)


def leave_course(*, enrolment: Enrolment, by: User | None) -> Enrolment:
    """Afterwards the enrolment is no longer open; all that was done stays. A complete or left one is left alone.

    A place that it has in a cohort becomes free by job.
    """
    with transaction.atomic():
        locked = lock(enrolment)
        if locked.status == Enrolment.Status.OPEN:
            locked.status, locked.closed_at = Enrolment.Status.LEFT, timezone.now()
            locked.save(update_fields=["status", "closed_at"])
            log(locked, "learning.leave_course", user=by, data={"enrolment": locked.pk})
            enqueue("cohorts.free_place", key=f"free-place:{locked.uuid}", enrolment=locked.pk)
        return locked


def _enrol(*, person: User, route: Route, renews: CourseCompletion | None, by: User | None) -> Enrolment:
    with transaction.atomic():
        found = _open(person, route)
        if found is not None:
            return found
        try:
            with transaction.atomic():
                enrolment = Enrolment.objects.create(person=person, course=route.course, route=route, renews=renews)
        except IntegrityError:
            # Two doors at once: the other one's enrolment is the one.
            first = _open(person, route)
            if first is None:
                raise
            return first
        RequiredModule.objects.bulk_create(
            RequiredModule(enrolment=enrolment, module=module, order=order)
            for order, module in enumerate(route_modules(route))
        )
        log(enrolment, "learning.enrol", user=by, data={"enrolment": enrolment.pk, "route": route.pk})
        return enrolment


def _open(person: User, route: Route) -> Enrolment | None:
    return Enrolment.objects.open().filter(person=person, course=route.course_id).first()
