"""Saving a screen: kept once, marked by what was seen, and never lost to an edit."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Revision

from courses.models import CompletedBy, LessonPage
from learning.models import (
    ConfidenceAnswer,
    LessonFeedback,
    LessonProgress,
    ModuleCompletion,
    Promise,
    QuizAttempt,
    Reflection,
    ScenarioRun,
    TaskDone,
)
from learning.services import progress
from tests.factories.courses import make_course, make_lesson, make_module, make_route, make_scale, publish
from tests.factories.learning import finish, make_enrolment, reflection, save, scenario, single, text

pytestmark = pytest.mark.django_db


def lesson_of(*blocks, **fields):
    """A lesson of these blocks in a course that has nothing else, and an enrolment in it."""
    course = make_course(modules=0)
    module = make_module(course, completed_by=CompletedBy.LESSONS)
    lesson = make_lesson(module, blocks=list(blocks), **fields)
    return make_enrolment(route=make_route(course)), lesson


def edit(lesson, *blocks):
    """An editor publishes the lesson with these blocks instead."""
    page = LessonPage.objects.get(pk=lesson.pk)
    page.body = LessonPage._meta.get_field("body").stream_block.to_python(list(blocks))
    return publish(page)


def test_reading_the_last_screen_finishes_the_lesson_and_the_module():
    enrolment, lesson = lesson_of(text("t1"), {"type": "new_screen", "value": None, "id": "n"}, text("t2"))
    first = save(enrolment, lesson, {"t1": None})
    assert (first.finished, first.module) == (False, None)
    second = save(enrolment, lesson, {"t2": None})
    assert (second.finished, second.module.evidence) == (True, "LESSONS")
    assert second.course.enrolment_id == enrolment.pk
    row = LessonProgress.objects.get()
    assert (row.last_block, row.done_blocks, row.finished_revision) == ("t2", ["t1", "t2"], lesson.live_revision)


def test_an_answer_is_kept_with_its_marks_and_the_revision():
    enrolment, lesson = lesson_of(single(), text("t2"))
    saved = save(enrolment, lesson, {"q-single": ["i1"]})
    attempt = QuizAttempt.objects.get()
    assert (attempt.answers, attempt.score, attempt.out_of, attempt.passed) == (["i1"], 0, 1, False)
    assert (attempt.revision, attempt.number) == (lesson.live_revision, 1)
    assert (saved.outcomes[0].done, saved.outcomes[0].marks.right) == (True, False)


def test_the_same_form_twice_is_the_same_answer():
    enrolment, lesson = lesson_of(single(), text("t2"))
    key = uuid.uuid4()
    for _time in range(2):
        saved = save(enrolment, lesson, {"q-single": ["i2"]}, form_key=key)
    assert saved.outcomes[0].marks.right is True
    assert QuizAttempt.objects.count() == 1


def test_two_tabs_are_two_answers_in_a_row():
    enrolment, lesson = lesson_of(single(), text("t2"))
    save(enrolment, lesson, {"q-single": ["i1"]})
    save(enrolment, lesson, {"q-single": ["i2"]})
    assert list(QuizAttempt.objects.values_list("number", "passed")) == [(1, False), (2, True)]


def test_a_form_key_of_somebody_else_is_refused():
    enrolment, lesson = lesson_of(single(), text("t2"))
    other = make_enrolment(route=enrolment.route)
    key = uuid.uuid4()
    save(enrolment, lesson, {"q-single": ["i1"]}, form_key=key)
    with pytest.raises(ValidationError):
        save(other, lesson, {"q-single": ["i1"]}, form_key=key)


def test_what_must_be_right_waits_for_the_right_answer():
    enrolment, lesson = lesson_of(single(must_be_right=True))
    assert save(enrolment, lesson, {"q-single": ["i1"]}).finished is False
    assert save(enrolment, lesson, {"q-single": ["i2"]}).finished is True


def test_once_done_stays_done():
    enrolment, lesson = lesson_of(single(must_be_right=True), text("t2"))
    save(enrolment, lesson, {"q-single": ["i2"]})
    save(enrolment, lesson, {"q-single": ["i1"]})
    assert save(enrolment, lesson, {"t2": None}).finished is True


def test_an_answer_that_an_edit_took_out_is_marked_by_what_was_seen():
    enrolment, lesson = lesson_of(single(), text("t2"))
    seen = lesson.live_revision
    only = single()
    only["value"]["options"] = only["value"]["options"][:2]
    edit(lesson, only, text("t2"))
    saved = save(enrolment, lesson, {"q-single": ["i3"]}, revision=seen)
    assert (saved.outcomes[0].stale, saved.outcomes[0].marks.right) == (False, False)
    assert QuizAttempt.objects.get().answers == ["i3"]


def test_an_answer_that_never_was_is_kept_and_said_to_be_stale():
    enrolment, lesson = lesson_of(single(), text("t2"))
    saved = save(enrolment, lesson, {"q-single": ["i9"]})
    assert (saved.outcomes[0].stale, saved.outcomes[0].done) == (True, False)
    assert list(QuizAttempt.objects.values_list("answers", "score", "out_of", "passed")) == [(["i9"], 0, 0, False)]


def test_an_answer_to_a_withdrawn_block_is_kept_and_said_to_be_gone():
    enrolment, lesson = lesson_of(single(), text("t2"))
    seen = lesson.live_revision
    edit(lesson, text("t2"))
    saved = save(enrolment, lesson, {"q-single": ["i2"]}, revision=seen)
    assert saved.gone == ["q-single"]
    assert QuizAttempt.objects.get().answers == ["i2"]


def test_a_made_up_block_changes_nothing():
    enrolment, lesson = lesson_of(single(), text("t2"))
    saved = save(enrolment, lesson, {"nothing": ["i2"]})
    assert (saved.gone, saved.outcomes, QuizAttempt.objects.count()) == (["nothing"], [], 0)


def test_without_a_revision_the_live_lesson_counts():
    enrolment, lesson = lesson_of(single(), text("t2"))
    assert save(enrolment, lesson, {"q-single": ["i2"]}, revision=None).outcomes[0].marks.right is True
    assert QuizAttempt.objects.get().revision is None


def test_a_revision_survives_while_an_attempt_rests_on_it():
    enrolment, lesson = lesson_of(single(), text("t2"))
    save(enrolment, lesson, {"q-single": ["i2"]})
    assert Revision.objects.filter(pk=QuizAttempt.objects.get().revision_id).exists()


def test_a_story_is_done_at_a_settled_ending():
    enrolment, lesson = lesson_of(scenario())
    assert save(enrolment, lesson, {"s-bus": [1]}).finished is False
    assert save(enrolment, lesson, {"s-bus": [0, 0]}).finished is True
    assert list(ScenarioRun.objects.values_list("ending", "kind", "path")) == [
        ("BQ", "not_settled", ["B1"]),
        ("BP", "pass", ["B1", "B2"]),
    ]


@pytest.mark.parametrize("path", [[], [0], [7], [0, 0, 0]])
def test_a_story_without_an_ending_keeps_nothing(path):
    enrolment, lesson = lesson_of(scenario())
    assert save(enrolment, lesson, {"s-bus": path}).outcomes[0].done is False
    assert ScenarioRun.objects.count() == 0


def test_a_reflection_is_one_row_that_its_writer_may_change():
    enrolment, lesson = lesson_of(reflection(), text("t2"))
    save(enrolment, lesson, {"r-who": {"text": "Mrs Ali", "thought": False}})
    save(enrolment, lesson, {"r-who": {"text": "", "thought": True}})
    assert list(Reflection.objects.values_list("text", "thought_about_it")) == [("", True)]


def test_a_promise_without_words_is_a_skip():
    enrolment, lesson = lesson_of({"type": "promise", "id": "p", "value": {"prompt": "", "days": 7, "remind": True}})
    saved = save(enrolment, lesson, {"p": {"text": " ", "remind": True}})
    assert saved.finished is True
    assert list(Promise.objects.values_list("text", "skipped", "remind")) == [("", True, False)]


def test_confidence_keeps_skips_too():
    make_scale(rows={"notice": "I notice.", "listen": "I listen.", "point": "I know where.", "safety": "I know what."})
    block = {"type": "confidence", "id": "c", "value": {"items": "relational-five", "moment": "BEFORE"}}
    enrolment, lesson = lesson_of(block)
    for _time in range(2):
        saved = save(enrolment, lesson, {"c": {"notice": 0, "listen": 10, "point": None}})
    found = dict(ConfidenceAnswer.objects.values_list("item", "value"))
    assert found == {"notice": 0, "listen": 10, "point": None, "safety": None}
    assert saved.finished is True


def test_a_task_waits_for_its_tick():
    block = {"type": "practice_task", "id": "k", "value": {"title": "Ask", "steps": [], "required": True}}
    enrolment, lesson = lesson_of(block)
    assert save(enrolment, lesson, {"k": False}).finished is False
    assert save(enrolment, lesson, {"k": True}).finished is True
    assert TaskDone.objects.count() == 1


def test_an_optional_question_may_stay_empty():
    enrolment, lesson = lesson_of(single(required=False))
    assert save(enrolment, lesson, {"q-single": None}).finished is True
    assert QuizAttempt.objects.count() == 0


def test_a_lesson_finished_twice_stays_finished_once():
    enrolment, lesson = lesson_of(text("t1"))
    first, second = finish(enrolment, lesson), finish(enrolment, lesson)
    assert first.progress.finished_at == second.progress.finished_at
    assert (second.outcomes, ModuleCompletion.objects.count()) == ([], 1)


def test_a_left_course_saves_nothing():
    enrolment, lesson = lesson_of(text("t1"), text("t2"))
    enrolment.status, enrolment.closed_at = "LEFT", enrolment.opened_at
    enrolment.save()
    with pytest.raises(progress.NotOpen):
        finish(enrolment, lesson)
    assert LessonProgress.objects.count() == 0


def test_feedback_on_a_lesson_is_what_was_said_last():
    enrolment, lesson = lesson_of(text("t1"))
    progress.give_feedback(enrolment=enrolment, lesson=lesson, useful="YES", unclear="")
    progress.give_feedback(enrolment=enrolment, lesson=lesson, useful="NO", unclear="Too long")
    assert list(LessonFeedback.objects.values_list("useful", "unclear")) == [("NO", "Too long")]
