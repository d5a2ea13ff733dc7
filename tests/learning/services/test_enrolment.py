"""Enrolling, renewing, leaving."""

import pytest

from courses.models import RouteModule
from learning.models import Enrolment, RequiredModule
from learning.services.enrolment import enrol, leave_course, start_renewal
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import make_course_completion, make_enrolment

pytestmark = pytest.mark.django_db


def test_enrol_copies_the_modules_of_the_route_in_order(officer):
    route = make_route(make_course(modules=3))
    enrolment = enrol(person=officer, route=route, by=officer)
    wanted = [row.module_id for row in RouteModule.objects.filter(route=route).order_by("sort_order")]
    assert [row.module_id for row in enrolment.required_modules.all()] == wanted
    assert (enrolment.course, enrolment.status) == (route.course, "OPEN")


def test_enrol_twice_is_the_same_enrolment_whatever_the_route(officer):
    course = make_course()
    first = enrol(person=officer, route=make_route(course), by=officer)
    assert enrol(person=officer, route=make_route(course, audience="ANY"), by=None) == first
    assert RequiredModule.objects.count() == 1


def test_a_module_added_to_the_route_later_is_not_asked_for(officer):
    course = make_course()
    route = make_route(course)
    enrolment = enrol(person=officer, route=route, by=officer)
    RouteModule.objects.create(route=route, module=make_module(course), sort_order=9)
    assert enrolment.required_modules.count() == 1


def test_start_renewal_is_a_new_enrolment_on_the_refresh_route():
    course = make_course(modules=2)
    refresh = make_route(course, code="refresh", modules=[])
    completion = make_course_completion(make_enrolment(route=make_route(course, renewed_by=refresh)))
    again = start_renewal(completion=completion, by=None)
    assert (again.route, again.renews, again.person) == (refresh, completion, completion.enrolment.person)
    assert start_renewal(completion=completion, by=None) == again


def test_leave_course_keeps_the_row_and_twice_changes_nothing():
    enrolment = make_enrolment()
    first = leave_course(enrolment=enrolment, by=enrolment.person)
    second = leave_course(enrolment=enrolment, by=enrolment.person)
    assert (first.status, second.closed_at) == ("LEFT", first.closed_at)


def test_a_complete_course_cannot_be_left():
    completion = make_course_completion()
    assert leave_course(enrolment=completion.enrolment, by=None).status == "COMPLETED"


def test_after_leaving_one_may_start_again(officer):
    route = make_route(make_course())
    first = enrol(person=officer, route=route, by=officer)
    leave_course(enrolment=first, by=officer)
    assert enrol(person=officer, route=route, by=officer) != first
    assert Enrolment.objects.count() == 2
