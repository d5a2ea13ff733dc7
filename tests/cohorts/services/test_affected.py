"""Sessions and cohorts that a change touches."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.services.affected import Using, is_used, sessions_soon
from tests.factories.cohorts import make_cohort, make_session
from tests.factories.courses import make_course, make_lesson, make_module, make_route

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    cohort = make_cohort()
    now = timezone.now()
    make_session(cohort, starts_at=now + timedelta(days=2))
    make_session(cohort, starts_at=now + timedelta(days=6))
    make_session(cohort, starts_at=now + timedelta(days=8))
    make_session(cohort, starts_at=now - timedelta(days=1))
    make_session(cohort, starts_at=now + timedelta(days=1), cancelled_at=now)
    return cohort


def test_the_sessions_of_the_next_seven_days_are_counted(cohort):
    module = cohort.route.route_modules.get().module
    assert sessions_soon(module) == Using(2, as_module=True)
    assert sessions_soon(make_lesson(module)) == Using(2, as_module=True)
    assert sessions_soon(cohort.course) == Using(2, as_module=False)
    assert sessions_soon(cohort.route) == Using(2, as_module=False)


def test_another_module_route_and_course_are_not_touched(cohort):
    other = make_course()
    others = [make_module(cohort.course), make_route(cohort.course), other, make_route(other)]
    assert [sessions_soon(thing).sessions for thing in others] == [0, 0, 0, 0]


def test_a_course_of_a_cohort_and_a_module_of_a_session_are_used(cohort):
    module = cohort.route.route_modules.get().module
    assert [is_used(page) for page in (module, cohort.course, cohort.course.get_parent())] == [True] * 3
    assert [is_used(page) for page in (make_module(cohort.course), make_course())] == [False, False]
