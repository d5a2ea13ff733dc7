"""How one person stands to one course."""

import pytest

from learning.services.enrolment import enrol, leave_course
from learning.services.own_way import OwnWay, own_way
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_course_completion, make_enrolment
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_whoever_is_under_way_has_that_and_nothing_to_begin(officer):
    enrolment = make_enrolment(officer, make_route(make_course()))
    assert own_way(course=enrolment.course, person=officer) == OwnWay(under_way=enrolment)


def test_a_newcomer_begins_what_can_be_done_alone_but_no_refresh(officer):
    course = make_course()
    refresh = make_route(course, name="Refresh")
    staff = make_route(course, name="Staff", renewed_by=refresh)
    assert own_way(course=course, person=officer) == OwnWay(open_to_them=[staff])
    meeting = make_route(make_course(completed_by="ATTENDANCE", lessons=0))
    assert own_way(course=meeting.course, person=officer) == OwnWay()


def test_whoever_has_been_before_may_take_the_refresh_too(officer):
    course = make_course()
    refresh = make_route(course, name="Refresh")
    staff = make_route(course, name="Staff", renewed_by=refresh)
    enrolment = make_course_completion(make_enrolment(officer, staff)).enrolment
    assert own_way(course=course, person=officer) == OwnWay(behind=enrolment, open_to_them=[refresh, staff])


def test_a_staff_route_is_for_those_with_a_post_and_a_left_course_is_not_behind_anybody():
    nobody = make_person()
    course = make_course()
    make_route(course, audience="STAFF")
    anyone = make_route(course, audience="ANY")
    leave_course(enrolment=enrol(person=nobody, route=anyone, by=None), by=nobody)
    assert own_way(course=course, person=nobody) == OwnWay(open_to_them=[anyone])
