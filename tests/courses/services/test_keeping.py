import pytest
from django.db.models import ProtectedError

from courses.models import Edition, ModulePage
from courses.services.keeping import forget_editions, routes_of_courses_in, routes_that_need
from tests.factories.courses import make_course, make_route

pytestmark = pytest.mark.django_db


def test_routes_that_need_a_module_are_found_for_it_and_for_the_pages_above_it():
    course = make_course(modules=2, lessons=1)
    needed, other = ModulePage.objects.child_of(course).order_by("path")
    route = make_route(course, modules=[needed])
    assert routes_that_need(needed) == [route]
    assert routes_that_need(course) == [route]
    assert routes_that_need(course, below=False) == []
    assert routes_that_need(other) == []
    assert routes_of_courses_in(course) == [route]
    assert routes_of_courses_in(needed) == []


def test_a_closed_route_holds_nothing_open():
    course = make_course(lessons=0)
    make_route(course, closed_on="2026-01-01")
    assert routes_that_need(course, open_only=True) == []


def test_forget_editions_takes_those_of_the_page_and_of_all_below():
    course, kept = make_course(lessons=1), make_course(lessons=0)
    forget_editions(pages=[course])
    assert not Edition.objects.filter(page__path__startswith=course.path).exists()
    assert Edition.objects.filter(page=kept).count() == 1
    assert forget_editions(pages=[course]) == 0


def test_a_page_with_editions_is_not_deleted_behind_our_back():
    course = make_course(modules=0)
    with pytest.raises(ProtectedError):
        course.delete()
