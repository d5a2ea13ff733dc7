"""Standings: what we have and what is missing, in a constant number of queries."""

import pytest

from courses.models import CompletedBy
from learning.services.completion import withdraw_module
from learning.services.standing import standings
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import finish, make_enrolment, make_entry, make_module_completion
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
QUERIES = 5


@pytest.fixture
def route():
    course = make_course(modules=0)
    make_module(course, completed_by=CompletedBy.LESSONS, lessons=2)
    make_module(course, completed_by=CompletedBy.ATTENDANCE)
    make_module(course, completed_by=CompletedBy.PRACTICE)
    return make_route(course)


def test_a_new_enrolment_has_nothing_yet(route):
    enrolment = make_enrolment(route=route)
    rows = standings([enrolment])[enrolment.pk]
    assert [(row.status, row.have, row.needed) for row in rows] == [
        ("not_started", 0, 2),
        ("not_started", 0, 1),
        ("not_started", 0, 3),
    ]
    assert rows[0].missing == "2 lessons are left: Lesson 1; Lesson 2."


def test_it_counts_what_was_done(route):
    enrolment = make_enrolment(route=route)
    lessons, session, log = (row.module for row in standings([enrolment])[enrolment.pk])
    finish(enrolment, lessons.get_children().first().specific)
    completion = make_module_completion(enrolment, session)
    make_entry(enrolment, days_ago=0)
    rows = standings([enrolment])[enrolment.pk]
    assert [(row.status, row.have, row.needed) for row in rows] == [
        ("started", 1, 2),
        ("complete", 1, 1),
        ("started", 1, 3),
    ]
    assert [row.completion for row in rows] == [None, completion, None]
    assert rows[2].module == log


def test_an_optional_lesson_is_not_waited_for():
    course = make_course(modules=0)
    module = make_module(course, lessons=1)
    make_lesson(module, required=False, slug="extra")
    enrolment = make_enrolment(route=make_route(course))
    assert [row.needed for row in standings([enrolment])[enrolment.pk]] == [1]


def test_after_a_withdrawal_the_trainer_can_help(trainer):
    enrolment = make_enrolment(modules=1)
    module = enrolment.required_modules.get().module
    saved = finish(enrolment, module.get_children().first().specific)
    withdraw_module(completion=saved.module, why="Somebody else did it.", by=trainer)
    (row,) = standings([enrolment])[enrolment.pk]
    assert (row.complete, row.missing) == (False, "Your trainer needs to look at this.")


@pytest.mark.parametrize("people", [1, 3])
def test_the_number_of_queries_does_not_grow(route, people, django_assert_num_queries):
    enrolments = [make_enrolment(make_person(), route) for _person in range(people)]
    for enrolment in enrolments:
        make_entry(enrolment)
    with django_assert_num_queries(QUERIES):
        assert len(standings(enrolments)) == people


def test_nobody_needs_nothing():
    assert standings([]) == {}
