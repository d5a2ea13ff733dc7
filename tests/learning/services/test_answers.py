"""Keeping one answer to one block; saving whole screens is in test_progress.py."""

import datetime
import uuid
from dataclasses import replace

import pytest
from django.utils import timezone

from courses.blocks.lesson import ACTIVITIES
from learning.models import ConfidenceAnswer, Promise, QuizAttempt
from learning.services.answers import KEEPERS, Sending, keep
from learning.services.player import written
from tests.factories.courses import make_course, make_lesson, make_module, make_route, make_scale
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


def about(sending, kind, **value):
    """A sending for a lesson with one activity of this kind."""
    lesson = make_lesson(sending.lesson.get_parent().specific, blocks=[{"type": kind, "id": "x", "value": value}])
    return replace(sending, lesson=lesson)


def test_a_promise_is_asked_about_after_its_days_if_that_was_wanted(sending):
    now = about(sending, "promise", prompt="", days=7, remind=True)
    block, day = now.lesson.body[0], timezone.localdate() + datetime.timedelta(days=7)
    keep(sending=now, block=block, value={"text": "Ring her", "remind": False})
    assert Promise.objects.get().ask_on is None
    keep(sending=now, block=block, value={"text": "Ring her", "remind": True})
    assert Promise.objects.get().ask_on == day


def test_the_same_promise_sent_again_keeps_its_day_and_its_answer_and_another_is_asked_anew(sending):
    now = about(sending, "promise", prompt="", days=7, remind=True)
    block, before = now.lesson.body[0], timezone.localdate() - datetime.timedelta(days=2)
    keep(sending=now, block=block, value={"text": "Ring her", "remind": True})
    Promise.objects.update(ask_on=before, kept="PARTLY", answered_at=timezone.now())
    keep(sending=now, block=block, value={"text": "Ring her", "remind": True})
    assert list(Promise.objects.values_list("ask_on", "kept")) == [(before, "PARTLY")]
    keep(sending=now, block=block, value={"text": "Visit her", "remind": True})
    assert list(Promise.objects.values_list("kept", "answered_at")) == [("", None)]
    assert Promise.objects.get().ask_on > before


def test_a_row_that_was_asked_some_weeks_later_stays_beside_the_one_of_the_lesson(sending):
    make_scale(rows={"notice": "I notice."})
    now = about(sending, "confidence", items="relational-five", moment="AFTER")
    place = {"enrolment": now.enrolment, "lesson": now.lesson, "block_id": "x", "item": "notice"}
    ConfidenceAnswer.objects.create(**place, moment="LATER", value=9)
    for value in (3, 4):
        keep(sending=now, block=now.lesson.body[0], value={"notice": value})
    assert set(ConfidenceAnswer.objects.values_list("moment", "value")) == {("LATER", 9), ("AFTER", 4)}
    assert written(enrolment=now.enrolment, lesson=now.lesson, block=now.lesson.body[0]) == {"notice": 4}
