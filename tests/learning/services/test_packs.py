"""What is in a pack: parts, answers last, cards for practice, and nothing about anybody."""

import pytest

from courses.models import CompletedBy
from learning.services import packs
from learning.services.packs import Paper
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment, single, text

pytestmark = pytest.mark.django_db
BREAK = {"type": "new_screen", "value": None, "id": "n"}


def test_a_lesson_has_its_parts_and_its_answers_apart(settings):
    settings.SITE_URL = "https://academy.example"
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[text(), BREAK, single()])
    pack = packs.lesson_pack(lesson, Paper())
    assert [[piece.kind for piece in sheet.pieces] for sheet in pack.sheets] == [["text"], ["quiz_choice"]]
    assert [(key.number, key.title, len(key.answers)) for key in pack.keys] == [(2, "What do you do?", 3)]
    assert pack.address == f"https://academy.example{lesson.url}"


def test_the_answers_of_a_quiz_that_must_be_right_are_not_printed():
    must = single() | {"id": "must"}
    must["value"] = must["value"] | {"must_be_right": True}
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[must, single()])
    pack = packs.lesson_pack(lesson, Paper())
    assert [key.number for key in pack.keys] == [2]


def test_a_question_that_is_not_printed_has_no_answers_on_the_last_page():
    left = single(print_as={"how": "leave_out", "text": ""})
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[text(), left])
    pack = packs.lesson_pack(lesson, Paper())
    assert [[piece.kind for piece in sheet.pieces] for sheet in pack.sheets] == [["text"]]
    assert pack.keys == []


def test_a_course_has_its_modules_in_order_with_cards_for_practice_and_lines_for_the_trainer():
    course = make_course(modules=0)
    ready = make_module(course, lessons=2, code="ready")
    make_lesson(ready, slug="draft").unpublish()
    session = make_module(course, completed_by=CompletedBy.ATTENDANCE, code="session")
    practice = make_module(course, completed_by=CompletedBy.PRACTICE, needed=9, code="try")
    enrolment = make_enrolment(route=make_route(course, modules=[session, ready, practice]))
    found = packs.course_pack(enrolment, Paper())
    assert [part.module.code for part in found] == ["session", "ready", "try"]
    assert [[pack.lesson.slug for pack in part.lessons] for part in found] == [[], ["lesson-1", "lesson-2"], []]
    assert [len(part.cards) for part in found] == [0, 0, packs.MOST_CARDS]
    assert [part.signed_by_trainer for part in found] == [True, False, False]


def test_what_pages_say_now_is_read_in_one_query(django_assert_num_queries):
    course = make_course(modules=3, lessons=2)
    modules = packs.modules_of(make_enrolment(route=make_route(course)))
    with django_assert_num_queries(1):
        assert len(packs.revisions_of(modules)) == 9
