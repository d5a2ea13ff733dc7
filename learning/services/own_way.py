"""How one person stands to one course: on it, through it, or before it."""

from dataclasses import dataclass, field

from wagtail.models import Page

from courses.models import Route
from learning.models import Enrolment
from learning.permissions import can_start
from people.models import User


@dataclass(frozen=True, slots=True)
class OwnWay:
    """The enrolment under way; without one the newest that is behind them, and the routes they may begin alone."""

    under_way: Enrolment | None = None
    behind: Enrolment | None = None
    open_to_them: list[Route] = field(default_factory=list)


def own_way(*, course: Page, person: User) -> OwnWay:
    """What this person may do about this course. A refresh is only for those who have been on it before."""
    mine = list(Enrolment.objects.visible_to(person).filter(course=course.pk).exclude(status=Enrolment.Status.LEFT))
    under_way = next((enrolment for enrolment in mine if enrolment.status == Enrolment.Status.OPEN), None)
    if under_way is not None:
        return OwnWay(under_way=under_way)
    routes = Route.objects.open().with_refreshes().filter(course=course.pk).select_related("course")
    begin = [route for route in routes if (mine or not route.is_refresh) and can_start(person, route)]
    return OwnWay(behind=next(iter(mine), None), open_to_them=begin)
