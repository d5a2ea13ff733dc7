"""Who may open, save, leave and start."""

import pytest

from courses.models import CompletedBy
from learning import permissions
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment

pytestmark = pytest.mark.django_db


def first_lesson(enrolment):
    return enrolment.required_modules.first().module.get_children().first().specific


def test_one_opens_lessons_of_ones_own_course(officer, outsider):
    enrolment = make_enrolment(officer)
    lesson = first_lesson(enrolment)
    assert permissions.can_open_lesson(officer, enrolment, lesson) is True
    assert permissions.can_open_lesson(outsider, enrolment, lesson) is False


def test_a_lesson_of_another_course_stays_shut_unless_it_is_needed(officer):
    elsewhere = make_module(make_course(modules=0))
    lesson = make_lesson(elsewhere)
    course = make_course()
    assert permissions.can_open_lesson(officer, make_enrolment(officer, make_route(course)), lesson) is False
    needs_it = make_enrolment(officer, make_route(make_course(), modules=[elsewhere]))
    assert permissions.can_open_lesson(officer, needs_it, lesson) is True


def test_a_lesson_taken_down_stays_shut(officer):
    enrolment = make_enrolment(officer)
    lesson = first_lesson(enrolment)
    lesson.unpublish()
    lesson.refresh_from_db()
    assert permissions.can_open_lesson(officer, enrolment, lesson) is False


@pytest.mark.parametrize(("status", "may"), [("OPEN", True), ("COMPLETED", False), ("LEFT", False)])
def test_one_saves_and_leaves_while_it_is_open(officer, outsider, status, may):
    enrolment = make_enrolment(officer)
    enrolment.status = status
    assert permissions.can_save(officer, enrolment) is may
    assert permissions.can_leave(officer, enrolment) is may
    assert permissions.can_save(outsider, enrolment) is False


def test_one_starts_alone_only_what_one_can_finish_alone(officer, resident):
    alone = make_route(make_course(completed_by=CompletedBy.PRACTICE, lessons=0), audience="RESIDENT")
    with_a_session = make_route(make_course(completed_by=CompletedBy.ATTENDANCE, lessons=0), audience="ANY")
    empty = make_route(make_course(), modules=[], audience="ANY")
    assert [permissions.can_start(resident, route) for route in (alone, with_a_session, empty)] == [True, False, False]


def test_a_staff_route_needs_a_post_today(officer, resident, leaver):
    route = make_route(make_course())
    assert [permissions.can_start(who, route) for who in (officer, resident, leaver)] == [True, False, False]


def test_how_a_lesson_goes_is_for_whoever_may_edit_it(officer, trainer, hr, editor, administrator):
    lesson = make_lesson(make_module(make_course(modules=0)))
    may = [permissions.can_see_insight(person, lesson) for person in (officer, trainer, hr, editor, administrator)]
    assert may == [False, False, False, True, True]
