"""Keeping one answer to one block; saving whole screens is in test_progress.py."""

import uuid

import pytest

from courses.blocks.lesson import ACTIVITIES
from learning.models import QuizAttempt
from learning.services.answers import KEEPERS, Sending, keep
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment, single, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def sending():
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course), blocks=[single(), text("t2")])
    return Sending(make_enrolment(route=make_route(course)), lesson, lesson.live_revision, uuid.uuid4())


def test_every_activity_has_somebody_who_keeps_its_answer():
    assert set(KEEPERS) == set(ACTIVITIES)


def test_keep_twice_with_one_key_is_one_row_and_the_same_outcome(sending):
    block = sending.lesson.body[0]
    first = keep(sending=sending, block=block, value=["i2"])
    assert keep(sending=sending, block=block, value=["i1"]) == first
    assert QuizAttempt.objects.get().answers == ["i2"]


def test_a_block_that_takes_no_answer_is_refused(sending):
    with pytest.raises(KeyError):
        keep(sending=sending, block=sending.lesson.body[1], value=["i1"])
