import pytest

from courses.gates import Problem, shape_problems
from courses.models import LessonPage
from tests.factories.courses import make_block, make_course, make_lesson, make_module, with_ids

OPTION = {"text": "Ask.", "right": True, "feedback": "<p>You asked.</p>"}
WAIT = {"text": "Wait.", "feedback": "<p>It may help.</p>"}
QUIZ = {"question": "What first?", "options": [OPTION, WAIT]}


def test_a_block_in_order_has_no_fault():
    assert shape_problems([make_block("quiz_single", QUIZ)], known=[]) == []


def test_a_field_that_a_draft_left_empty_is_named_with_its_place():
    quiz = make_block("quiz_single", QUIZ | {"options": [OPTION | {"text": ""}, WAIT]})
    found = shape_problems([make_block("safety_panel", key="first"), quiz], known=[])
    assert [(problem.words, problem.block_id, problem.path) for problem in found] == [
        ("Answer: Write the answer.", "block-1", (1, "options", 0, "text"))
    ]


def test_what_a_gate_has_said_is_not_said_twice():
    quiz = make_block("quiz_single", QUIZ | {"options": [OPTION | {"text": ""}, WAIT]})
    known = Problem("Give each answer its words.", "block-1", "body", (0, "options", 0, "text"))
    assert shape_problems([quiz], known=[known]) == []


@pytest.mark.django_db
def test_a_lesson_asks_the_fields_of_its_blocks_without_a_form():
    block = LessonPage._meta.get_field("body").stream_block.child_blocks["quiz_single"]
    raw = {"type": "quiz_single", "id": "q", "value": with_ids(block, QUIZ | {"question": ""})}
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[raw])
    assert [str(problem) for problem in lesson.problems()] == ["Question: Write the question."]
