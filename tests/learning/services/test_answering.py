"""What was asked is answered once: a question with a letter, an obstacle without saying whose it is."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from courses.models import CompletedBy
from learning.models import Question
from learning.services.answering import AnsweredBefore, answer
from learning.services.obstacles import report
from people.models import Message
from tests.factories.learning import make_enrolment, make_entry

pytestmark = pytest.mark.django_db
SAID = "It is listed now."


def question(person):
    facts = {"text": "A day is missing.", "to": Question.To.OFFICE, "form_key": uuid.uuid4()}
    return Question.objects.create(person=person, **facts)


def obstacle(person):
    enrolment = make_enrolment(person, completed_by=CompletedBy.PRACTICE, lessons=0)
    return report(entry=make_entry(enrolment, in_the_way="No bus"), pass_on=True)


@pytest.mark.parametrize(
    ("make", "action"), [(question, "learning.answer_question"), (obstacle, "learning.answer_obstacle")]
)
def test_the_first_answer_stays_and_is_logged_once(make, action, officer, administrator, trainer):
    asked = make(officer)
    with pytest.raises(ValidationError):
        answer(asked=asked, text=" ", by=administrator)
    first = answer(asked=asked, text=f" {SAID} ", by=administrator)
    with pytest.raises(AnsweredBefore):
        answer(asked=asked, text="No.", by=trainer)
    assert answer(asked=asked, text=SAID, by=trainer) == first
    asked.refresh_from_db()
    assert (asked.state, asked.answer, asked.answered_by) == ("ANSWERED", SAID, administrator)
    assert ModelLogEntry.objects.filter(action=action).count() == 1


def test_whoever_asked_is_written_to_once(officer, administrator):
    asked = question(officer)
    for _again in range(2):
        answer(asked=asked, text=SAID, by=administrator)
    letter = Message.objects.get()
    assert (letter.key, letter.address) == (f"question:{asked.uuid}", officer.email)
    assert letter.status == Message.Status.QUEUED
    assert SAID in letter.text


def test_somebody_without_e_mail_gets_the_answer_by_hand(mentor, administrator):
    answer(asked=question(mentor), text=SAID, by=administrator)
    letter = Message.objects.get(person=mentor)
    assert (letter.status, SAID in letter.text) == (Message.Status.BY_HAND, True)


def test_no_letter_and_no_log_says_whose_an_obstacle_is(officer, trainer):
    answer(asked=obstacle(officer), text=SAID, by=trainer)
    line = ModelLogEntry.objects.get(action="learning.answer_obstacle")
    assert (line.data, officer.get_full_name() in line.label, Message.objects.count()) == ({}, False, 0)
