"""Totals of a cohort: shown from five people on, and never about anybody else's cohort."""

import pytest

from cohorts.services.together import together
from courses.models import CompletedBy
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_session
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(organisation):
    return make_cohort(route=practice(), organisation=organisation)


def practice():
    """A route with one module of nine conversations."""
    course = make_course(modules=0)
    make_module(course, completed_by=CompletedBy.PRACTICE, needed=9)
    return make_route(course, audience="ANY")


def fill(cohort, person, *, came=0, noted=0):
    """The person's place, and so many others who came, and who noted a conversation each."""
    members = [make_member(cohort, person), *(make_member(cohort) for _number in range(max(came, noted)))]
    session = make_session(cohort, module=None)
    for member in members[1 : came + 1]:
        make_attendance(session, member)
        make_attendance(make_session(cohort, module=None), member)  # twice is still one person
    for member in members[1 : noted + 1]:
        make_entry(member.enrolment)


def test_five_are_told_and_four_are_not(cohort, organisation, resident):
    other = make_cohort(route=cohort.route, organisation=organisation)
    fill(cohort, resident, came=5, noted=4)
    assert [(row.cohort, row.came, row.noted) for row in together(resident)] == [(cohort, 5, None)]
    fill(other, None, came=6, noted=6)  # nobody hears of a cohort that is not theirs
    assert [row.cohort for row in together(resident)] == [cohort]


def test_conversations_of_five_people_are_told_together(cohort, resident):
    fill(cohort, resident, noted=5)
    (row,) = together(resident)
    make_entry(resident_place(cohort, resident))
    (more,) = together(resident)
    assert (row.came, row.noted, more.noted) == (None, 5, 6)


def resident_place(cohort, person):
    return cohort.memberships.get(enrolment__person=person).enrolment


def test_a_cohort_with_nothing_to_tell_says_nothing(cohort, resident, mentor):
    fill(cohort, resident, came=4, noted=4)
    assert together(resident) == []
    assert together(mentor) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_questions_asked_do_not_grow(cohort, organisation, resident, count, django_assert_num_queries):
    for _number in range(count):
        fill(make_cohort(route=practice(), organisation=organisation), resident, came=5, noted=5)
    with django_assert_num_queries(4):
        assert len(together(resident)) == count
