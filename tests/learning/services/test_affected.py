"""Counts for editors."""

import pytest

from learning.services.affected import Affected, affected
from tests.factories.courses import make_course
from tests.factories.learning import make_course_completion, make_enrolment

pytestmark = pytest.mark.django_db


def test_nobody_is_affected_by_an_unused_page():
    assert affected(make_course()) == Affected(0, 0, False)


def test_a_course_counts_people_part_way_and_completions():
    completion = make_course_completion()
    make_enrolment(route=completion.route)
    assert affected(completion.enrolment.course) == Affected(1, 2, True)


def test_a_lesson_answers_for_its_module():
    completion = make_course_completion()
    lesson = completion.rests_on.get().module.get_children().first()
    assert affected(lesson) == Affected(0, 1, False)
