"""The demonstration's learners do what the pages would let them do."""

import datetime

import pytest
from django.utils import timezone

from academy.demo.playing import finish_lessons, good_answer, good_path, practise
from courses.marking import mark, walk
from courses.models import CompletedBy, LessonPage
from learning.models import Enrolment, PracticeEntry
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment, scenario, single, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    course = make_course(modules=0)
    ready = make_module(course)
    make_lesson(ready, blocks=[single(must_be_right=True), scenario()])
    make_lesson(ready)
    make_module(course, completed_by=CompletedBy.PRACTICE, needed=2)
    return make_enrolment(route=make_route(course))


def test_the_good_answers_are_right_and_the_good_path_passes():
    question, story, words = LessonPage._meta.get_field("body").stream_block.to_python([single(), scenario(), text()])
    assert mark(question, good_answer(question)).right
    assert walk(story, good_path(story)).ending["kind"] == "pass"
    assert good_answer(words) is None


def test_some_lessons_or_all_are_finished(enrolment):
    finish_lessons(enrolment, most=1)
    assert enrolment.lesson_progress.filter(finished_at__isnull=False).count() == 1
    assert not enrolment.module_completions.exists()
    finish_lessons(enrolment)
    assert [part.evidence for part in enrolment.module_completions.all()] == [CompletedBy.LESSONS]


def test_practice_is_noted_on_different_days(enrolment):
    Enrolment.objects.update(opened_at=timezone.now() - datetime.timedelta(days=9))
    practise(enrolment, 2)
    assert len(set(PracticeEntry.objects.values_list("happened_on", flat=True))) == 2
    assert [part.evidence for part in enrolment.module_completions.all()] == [CompletedBy.PRACTICE]
