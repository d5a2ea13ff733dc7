"""What editors hear: who is affected, and why a page is kept."""

import pytest
from wagtail.log_actions import registry

from courses.registry import reasons_to_keep, who_is_affected
from learning.services.enrolment import leave_course
from learning.wagtail_hooks import ACTIONS
from tests.factories.courses import make_course
from tests.factories.learning import finish, make_course_completion, make_enrolment

pytestmark = pytest.mark.django_db


def test_a_page_nobody_has_used_may_go():
    course = make_course()
    assert (reasons_to_keep(course), who_is_affected(course)) == ([], [])


def test_completions_keep_the_page_and_every_page_above_and_below():
    completion = make_course_completion()
    module = completion.rests_on.get().module
    course = completion.enrolment.course
    words = "Kept: 2 completions rest on this. Unpublish it instead."
    assert words in reasons_to_keep(course)
    assert words in reasons_to_keep(course.get_parent())
    assert "Kept: one completion rests on this. Unpublish it instead." in reasons_to_keep(module)


def test_people_part_way_are_counted_and_keep_the_page():
    enrolment = make_enrolment(modules=2)
    module = enrolment.required_modules.first().module
    lesson = module.get_children().first().specific
    assert "One person is part-way." in who_is_affected(enrolment.course)
    assert "One person is part-way." in who_is_affected(lesson)
    assert "What they did will not change." in who_is_affected(lesson)
    finish(enrolment, lesson)
    assert any("Kept:" in words for words in reasons_to_keep(lesson))


def test_a_left_course_keeps_its_page_too():
    enrolment = make_enrolment()
    leave_course(enrolment=enrolment, by=None)
    assert "Kept: people have used this. Unpublish it instead." in reasons_to_keep(enrolment.course)


def test_every_act_has_its_words_in_the_log():
    assert [name for name in ACTIONS if not registry.action_exists(f"learning.{name}")] == []
