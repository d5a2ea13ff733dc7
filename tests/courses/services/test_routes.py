import pytest

from courses.models import ModulePage, RouteModule
from courses.services import copy_routes, route_modules
from tests.factories.courses import make_course, make_route

pytestmark = pytest.mark.django_db


def test_route_modules_stand_in_the_editors_order():
    course = make_course(modules=3, lessons=0)
    first, second, third = ModulePage.objects.child_of(course).order_by("path")
    assert route_modules(make_route(course, modules=[third, first])) == [third, first]
    assert route_modules(make_route(course)) == [first, second, third]


def test_copy_routes_brings_drafts_on_the_copied_modules_and_doubles_nothing():
    course = make_course(modules=2, lessons=0)
    make_route(course, code="staff", validity_months=36)
    copy = course.copy(recursive=True, update_attrs={"slug": "copy", "code": "copy"})
    made = copy_routes(source=course, copy=copy)
    assert copy_routes(source=course, copy=copy) == made
    assert [(route.code, route.validity_months, route.live) for route in made] == [("staff", 36, False)]
    assert [row.module.get_parent().pk for row in RouteModule.objects.filter(route=made[0])] == [copy.pk, copy.pk]
