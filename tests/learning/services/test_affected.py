"""Counts for editors."""

import pytest

from courses.models import ModulePage
from learning.services.affected import Affected, affected, affected_by_route, is_used
from learning.services.enrolment import leave_course
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_course_completion, make_enrolment, make_module_completion

pytestmark = pytest.mark.django_db


def test_nobody_is_affected_by_an_unused_page():
    course = make_course()
    assert (affected(course), is_used(course)) == (Affected(0, 0, 0), False)


def test_whatever_somebody_did_here_is_a_use():
    enrolment = make_enrolment()
    leave_course(enrolment=enrolment, by=None)
    module = enrolment.required_modules.get().module
    assert [is_used(page) for page in (enrolment.course, module)] == [True, True]


def test_a_course_counts_people_part_way_and_completions():
    completion = make_course_completion()
    make_enrolment(route=completion.route)
    assert affected(completion.enrolment.course) == Affected(1, 1, 2)


def test_a_lesson_answers_for_its_module():
    completion = make_course_completion()
    lesson = completion.rests_on.get().module.get_children().first()
    assert affected(lesson) == Affected(0, 1, 1)


def test_of_a_module_those_who_have_it_complete_are_no_longer_part_way():
    route = make_route(make_course(modules=2))
    first, second = ModulePage.objects.child_of(route.course).order_by("path")
    make_module_completion(make_enrolment(route=route), first)
    make_enrolment(route=route)
    assert affected(first) == Affected(1, 1, 1)
    assert affected(second) == Affected(2, 0, 0)


def test_somebody_who_took_a_course_twice_is_one_person():
    completion = make_course_completion()
    make_course_completion(make_enrolment(completion.enrolment.person, completion.route))
    assert affected(completion.enrolment.course).completed == 1


def test_a_route_counts_those_on_it():
    completion = make_course_completion()
    make_enrolment(route=completion.route)
    make_enrolment(route=make_route(completion.route.course))
    assert affected_by_route(completion.route) == Affected(1, 1, 1)


@pytest.mark.parametrize("people", [1, 3])
def test_it_asks_as_often_for_three_people_as_for_one(people, django_assert_num_queries):
    route = make_route(make_course())
    for _one in range(people):
        make_enrolment(route=route)
    module = ModulePage.objects.child_of(route.course).get()
    with django_assert_num_queries(4):
        affected(module)
