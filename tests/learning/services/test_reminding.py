"""What learners are reminded of, as the facts stand: practice, a promise, four questions some weeks on."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import CompletedBy
from learning.models import CourseCompletion, Enrolment, FollowUp, PracticeEntry, Promise
from learning.services import reminding
from people import emails
from people.models import Reminder
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import (
    make_course_completion,
    make_enrolment,
    make_entry,
    make_module_completion,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def days_ago(days):
    return timezone.now() - days * DAY


def opened(enrolment, days):
    Enrolment.objects.filter(pk=enrolment.pk).update(opened_at=days_ago(days))
    return Enrolment.objects.get(pk=enrolment.pk)


def noted(entry, days):
    """The entry as it would be, had it been noted so long ago."""
    day = timezone.localdate() - days * DAY  # by the calendar: late in the evening summer time makes it another one
    PracticeEntry.objects.filter(pk=entry.pk).update(noted_at=days_ago(days), happened_on=day)


def keys(source, now=None):
    return [due.key for due in source(now or timezone.now())]


@pytest.fixture
def practising(officer):
    """A course of practice alone, begun twenty days ago."""
    course = make_course(modules=1, completed_by=CompletedBy.PRACTICE, title="Community Connector")
    return opened(make_enrolment(officer, make_route(course)), 20)


def test_practice_is_asked_after_once_nothing_was_noted_for_a_fortnight(practising, officer):
    (due,) = reminding.practice(timezone.now())
    assert (due.person, due.kind, str(due.subject)) == (officer, "practice", "How did it go?")
    assert "Community Connector" in str(due.text)
    assert due.url == "/learn/log/new/"
    opened(practising, 13)
    assert keys(reminding.practice) == []


def test_an_entry_starts_the_fortnight_anew_and_each_fortnight_has_its_own_key(practising):
    first = keys(reminding.practice)
    entry = make_entry(practising)
    assert keys(reminding.practice) == []
    noted(entry, 15)
    second = keys(reminding.practice)
    noted(entry, 29)
    opened(practising, 40)
    assert len({*first, *second, *keys(reminding.practice)}) == 3


def test_practice_is_asked_after_once_a_fortnight_at_most_whatever_the_window(practising, officer):
    (due,) = reminding.practice(timezone.now())
    message = emails.reminder(person=officer, due=due, day=timezone.localdate())
    facts = {"person": officer, "kind": "practice", "message": message}
    row = Reminder.objects.create(key="practice:before", sent_at=days_ago(13), **facts)
    assert keys(reminding.practice) == []
    Reminder.objects.filter(pk=row.pk).update(sent_at=days_ago(15))
    assert keys(reminding.practice) == [due.key]


def test_practice_is_not_asked_after_once_complete_left_or_over(practising):
    assert keys(reminding.practice, timezone.now() + 64 * DAY)  # day 84 of its 84
    assert keys(reminding.practice, timezone.now() + 65 * DAY) == []
    for ahead in range(3):
        make_entry(practising, days_ago=ahead)
    assert keys(reminding.practice, timezone.now() + 20 * DAY) == []


def test_a_window_that_has_closed_is_not_asked_after(practising):
    opened(practising, 120)
    noted(make_entry(practising), 85)
    assert keys(reminding.practice) == []
    noted(PracticeEntry.objects.get(), 84)
    assert len(keys(reminding.practice)) == 1


def test_practice_waits_for_what_comes_before_it(officer):
    course = make_course(modules=1, completed_by=CompletedBy.ATTENDANCE)
    make_module(course, completed_by=CompletedBy.PRACTICE)
    enrolment = opened(make_enrolment(officer, make_route(course)), 20)
    assert keys(reminding.practice) == []  # the session first
    make_module_completion(enrolment)
    assert keys(reminding.practice) == []  # it was today
    assert len(keys(reminding.practice, timezone.now() + 14 * DAY)) == 1


def test_two_courses_of_practice_make_one_question_and_many_people_no_more_queries(
    practising, officer, django_assert_num_queries
):
    course = make_course(modules=1, completed_by=CompletedBy.PRACTICE)
    opened(make_enrolment(officer, make_route(course)), 19)
    opened(make_enrolment(make_person(), make_route(course)), 19)
    with django_assert_num_queries(4):
        assert len(keys(reminding.practice)) == 2


def make_promise(enrolment, *, days=0, **fields):
    """A promise whose day was so many days ago."""
    lesson = enrolment.required_modules.first().module.get_children().first().specific
    facts = {"text": "quiet words", "remind": True, "ask_on": timezone.localdate() - days * DAY} | fields
    facts |= {"written_at": days_ago(days + 7)}
    return Promise.objects.create(enrolment=enrolment, lesson=lesson, block_id=str(uuid.uuid4()), **facts)


def test_a_promise_is_asked_after_from_its_day_on_for_three_days(officer):
    enrolment = make_enrolment(officer)
    promise = make_promise(enrolment)
    assert keys(reminding.promise) == [f"promise:{promise.pk}:{promise.ask_on}"]
    assert keys(reminding.promise, timezone.now() - DAY) == []
    assert len(keys(reminding.promise, timezone.now() + 2 * DAY)) == 1
    assert keys(reminding.promise, timezone.now() + 3 * DAY) == []


def test_a_promise_says_nothing_of_what_was_promised(officer):
    make_promise(make_enrolment(officer))
    (due,) = reminding.promise(timezone.now())
    asked = "Did it happen? Yes, partly or not yet: all three are fine."
    assert str(due.text) == f"A week ago you made yourself a promise. {asked}"
    assert "quiet" not in f"{due.subject} {due.text} {due.key}"
    assert reminding._promise_text(30).startswith("30 days ago you made")


@pytest.mark.parametrize(
    "fields",
    [
        {"remind": False},
        {"skipped": True, "text": ""},
        {"kept": "YES", "answered_at": timezone.now()},
        {"ask_on": None},
    ],
)
def test_a_promise_that_is_answered_skipped_or_not_to_be_asked_after_is_left_alone(officer, fields):
    make_promise(make_enrolment(officer), **fields)
    assert keys(reminding.promise) == []


def test_a_promise_in_a_course_that_was_left_is_left_alone(officer):
    enrolment = make_enrolment(officer)
    make_promise(enrolment)
    Enrolment.objects.filter(pk=enrolment.pk).update(status=Enrolment.Status.LEFT, closed_at=timezone.now())
    assert keys(reminding.promise) == []


@pytest.fixture
def completion(officer):
    return make_course_completion(make_enrolment(officer))


def on_day(completion, number):
    """The moment that lies so many days after the completion."""
    noon = datetime.datetime.combine(completion.completed_on, datetime.time(12), tzinfo=datetime.UTC)
    return noon + number * DAY


@pytest.mark.parametrize(
    ("number", "offset"), [(83, None), (84, 84), (90, 84), (91, None), (97, None), (98, 98), (104, 98), (105, None)]
)
def test_four_questions_come_twelve_weeks_on_and_once_more(completion, number, offset):
    expected = [f"follow_up:{completion.enrolment_id}:{offset}"] if offset else []
    assert keys(reminding.follow_up, on_day(completion, number)) == expected


def test_four_questions_are_not_asked_once_answered_withdrawn_or_of_a_renewal(completion, officer):
    now = on_day(completion, 84)
    (due,) = reminding.follow_up(now)
    assert (due.url, due.person) == (reverse("learning:follow_up", args=[completion.enrolment.uuid]), officer)
    Enrolment.objects.filter(pk=completion.enrolment_id).update(renews=completion)
    assert keys(reminding.follow_up, now) == []
    Enrolment.objects.filter(pk=completion.enrolment_id).update(renews=None)
    answers = FollowUp.objects.create(enrolment=completion.enrolment, form_key=uuid.uuid4())
    assert keys(reminding.follow_up, now) == []
    answers.delete()
    facts = {"revoked_at": now, "revoked_by": officer, "revoked_why": "Wrong person."}
    CourseCompletion.objects.filter(pk=completion.pk).update(**facts)
    assert keys(reminding.follow_up, now) == []
