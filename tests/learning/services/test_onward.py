"""The single next thing in a course."""

import pytest

from courses.models import CompletedBy
from learning.services.onward import next_lesson, next_step
from learning.services.standing import standings
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import finish, make_course_completion, make_enrolment, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    course = make_course(modules=0)
    make_module(course, completed_by=CompletedBy.ATTENDANCE, code="session")
    make_module(course, lessons=2, code="ready")
    make_module(course, completed_by=CompletedBy.PRACTICE, needed=1, code="try-it")
    return make_enrolment(route=make_route(course))


def step(enrolment):
    return next_step(enrolment=enrolment, rows=standings([enrolment])[enrolment.pk])


def test_what_one_can_do_alone_comes_first(enrolment):
    found = step(enrolment)
    assert (found.module.code, found.lesson.slug, found.number, found.begun) == ("ready", "lesson-1", 1, False)


def test_then_the_next_lesson_the_log_and_the_session(enrolment):
    module = step(enrolment).module
    first, second = (page.specific for page in module.get_children())
    finish(enrolment, first)
    assert next_lesson(enrolment=enrolment, module=module) == second
    assert step(enrolment).lesson == second
    finish(enrolment, second)
    assert next_lesson(enrolment=enrolment, module=module) is None
    assert (step(enrolment).module.code, step(enrolment).lesson) == ("try-it", None)
    make_entry(enrolment)
    assert step(enrolment).module.code == "session"


def test_a_complete_course_has_no_next_step():
    enrolment = make_course_completion().enrolment
    assert step(enrolment) is None
