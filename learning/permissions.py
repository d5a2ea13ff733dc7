"""Who may do what to a person's learning. A learner is anyone signed in, with their own rows."""

from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.models import Page

from courses.models import CompletedBy, LessonPage, Route
from learning.models import Enrolment, RequiredModule
from people.models import Assignment, User
from people.permissions import is_administrator, is_hr, is_trainer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

ALONE = {CompletedBy.LESSONS, CompletedBy.PRACTICE}


def can_open_lesson(user: "User | AnonymousUser", enrolment: Enrolment, lesson: LessonPage) -> bool:
    """One's own enrolment, and a live lesson of its course or of a module it needs."""
    if enrolment.person_id != user.pk or not lesson.live:
        return False
    module_path = lesson.path[: -lesson.steplen]
    if module_path.startswith(enrolment.course.path):
        return True
    return RequiredModule.objects.filter(enrolment=enrolment, module__path=module_path).exists()


def can_save(user: "User | AnonymousUser", enrolment: Enrolment) -> bool:
    """One's own open enrolment. A complete or left one may be read."""
    return enrolment.person_id == user.pk and enrolment.status == Enrolment.Status.OPEN


def can_leave(user: "User | AnonymousUser", enrolment: Enrolment) -> bool:
    """One's own open enrolment."""
    return can_save(user, enrolment)


def can_move_people(user: "User | AnonymousUser") -> bool:
    """Editors and administrators: whoever may change a route."""
    return user.has_perm("courses.change_route")


def can_see_insight(user: "User | AnonymousUser", page: Page) -> bool:
    """Whoever may edit the page: how it goes is told in counts alone."""
    return page.permissions_for_user(user).can_edit()


def can_start(user: "User | AnonymousUser", route: Route) -> bool:
    """An open route of a live course that one can finish alone; a staff route for those with a post today."""
    if not user.is_authenticated or route.closed_on is not None or not route.live or not route.course.live:
        return False
    kinds = set(route.route_modules.values_list("module__completed_by", flat=True))
    return bool(kinds) and kinds <= ALONE and is_for(user, route)


def is_for(user: "User | AnonymousUser", route: Route) -> bool:
    """A staff route is for those with a post today, any other for everybody."""
    staff = route.audience == Route.Audience.STAFF
    return not staff or Assignment.objects.on(timezone.localdate()).filter(person=user.pk).exists()


def can_vouch(user: "User | AnonymousUser") -> bool:
    """Trainers, HR and administrators: who may speak for somebody else's learning at all.

    Which questions each may answer is said by services.questions, which names they may agree by certificates.
    """
    return is_trainer(user) or is_hr(user) or is_administrator(user)
