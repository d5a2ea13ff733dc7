"""Reminders go out once each, by day, in one letter a person and day, as the facts stand at that moment."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import emails, reminders
from people.models import Message, Reminder, StoppedReminder, User
from people.reminders import Due
from people.services import reminding
from tests.factories.people import make_person

NOON = datetime.datetime(2026, 12, 9, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def due(monkeypatch):
    """What the sources of the kinds "tea" and "cake" find: a list that a test fills."""
    monkeypatch.setattr(reminders, "_kinds", {})
    found = []
    for kind in ("cake", "tea"):
        source = lambda now, kind=kind: iter([each for each in found if each.kind == kind])  # noqa: E731
        reminders.reminds(kind, label=f"When there is {kind}.")(source)
    return found


def thing(person, kind="tea", key=""):
    subject = f"There is {kind} & more"
    return Due(person, key or f"{kind}:{person.pk}", kind, subject, "It is hot.\n\nCome.", "/learn/", "Come in")


def send(now=NOON, **kw):
    return reminding.send_batch(now=now, **kw)


def test_one_thing_has_a_letter_of_its_own_in_its_own_words(due, officer):
    due.append(thing(officer))
    assert send().letters == 1
    message = Message.objects.get()
    assert (message.person, message.subject, message.status) == (officer, "There is tea & more", "QUEUED")
    assert "It is hot.\n\nCome.\n\nCome in:\nhttp" in message.text
    assert "<p>It is hot.</p>" in message.html
    row = Reminder.objects.get()
    assert (row.key, row.person, row.kind, row.message) == (f"tea:{officer.pk}", officer, "tea", message)


def test_several_things_make_one_letter_with_a_line_and_a_link_each(due, officer):
    due += [thing(officer), thing(officer, "cake"), thing(officer, "cake", key="another cake")]
    assert send().letters == 1
    message = Message.objects.get()
    assert message.subject == "3 things for you"
    assert message.text.count("There is cake & more\nhttp") == 2
    assert Reminder.objects.filter(message=message).count() == 3


def test_a_thing_goes_out_once_however_often_the_duty_runs(due, officer):
    due.append(thing(officer))
    assert [send().letters, send().letters, send(NOON + DAY).letters] == [1, 0, 0]


def test_what_is_done_by_now_is_not_reminded_of(due, officer):
    due.append(thing(officer))
    due.clear()  # completed meanwhile: the facts no longer say so
    assert send().letters == 0


def test_there_is_one_letter_a_day_and_the_rest_waits_for_the_next(due, officer):
    due.append(thing(officer))
    send()
    due.append(thing(officer, "cake"))
    assert send(NOON + datetime.timedelta(hours=3)).letters == 0
    assert send(NOON + DAY).letters == 1
    assert list(Message.objects.order_by("pk").values_list("subject", flat=True)) == [
        "There is tea & more",
        "There is cake & more",
    ]


@pytest.mark.parametrize("hour", [0, 7, 20, 23])
def test_nothing_is_even_asked_in_the_quiet_hours(due, officer, hour, django_assert_num_queries):
    due.append(thing(officer))
    with django_assert_num_queries(0):
        assert send(NOON.replace(hour=hour)).letters == 0


def test_a_stopped_kind_is_left_out_and_the_other_one_goes(due, officer, resident):
    due += [thing(officer), thing(officer, "cake"), thing(resident)]
    StoppedReminder.objects.create(person=officer, kind="tea")
    StoppedReminder.objects.create(person=resident, kind="tea")
    assert send().letters == 1
    assert Message.objects.get().subject == "There is cake & more"


def test_closed_and_merged_entries_get_nothing(due, leaver, officer, resident):
    User.objects.filter(pk=resident.pk).update(is_active=False, email=None, merged_into=officer)
    due += [thing(leaver), thing(resident)]
    assert send().letters == 0
    assert not Reminder.objects.exists()


def test_somebody_without_an_address_is_told_by_hand(due, caretaker):
    due.append(thing(caretaker))
    assert send().letters == 1
    assert list(Message.objects.by_hand()) == [Reminder.objects.get().message]


def test_a_source_with_a_fault_stops_no_other_and_is_named(due, officer):
    reminders.reminds("broken", label="")(lambda now: [1 / 0])
    due.append(thing(officer))
    done = send()
    assert (done.letters, done.faults) == (1, ("broken: ZeroDivisionError",))


def test_a_letter_with_a_fault_stops_no_other_and_leaves_nothing(due, officer, resident):
    def broken():
        raise LookupError

    bad = thing(officer)
    due += [Due(officer, bad.key, "tea", "Tea", reminders.in_words(broken), "/learn/", "Come"), thing(resident)]
    done = send()
    assert (done.letters, done.faults) == (1, (f"person {officer.pk}: LookupError",))
    assert Reminder.objects.get().person == resident
    assert Message.objects.get().person == resident


def test_letter_and_rows_are_written_together_or_not_at_all(due, officer, resident):
    due += [thing(officer), thing(officer, "cake")]
    message = emails.reminder(person=resident, due=thing(resident), day=NOON.date())
    due_then = reminding._wanted({officer.pk: list(due)}, NOON)
    Reminder.objects.create(key=f"cake:{officer.pk}", person=resident, kind="cake", message=message)  # in this moment
    ((person, things),) = due_then
    assert reminding._write(person, things, NOON) is False
    assert not Message.objects.filter(person=officer).exists()


def test_another_worker_in_the_same_moment_changes_nothing(due, officer):
    due.append(thing(officer))
    ((person, things),) = reminding._wanted({officer.pk: list(due)}, NOON)
    assert [reminding._write(person, things, NOON), reminding._write(person, things, NOON)] == [True, False]


def test_a_thing_found_twice_is_one_thing(due, officer):
    due += [thing(officer), thing(officer)]
    send()
    assert Message.objects.get().subject == "There is tea & more"


def test_many_people_take_batches_and_each_batch_the_same_questions(due, organisation, monkeypatch):
    monkeypatch.setattr(reminding, "BATCH", 2)
    people = [make_person(organisation=organisation, email=None) for _number in range(5)]
    due += [thing(person) for person in people]
    first = send()
    assert (first.letters, first.after) == (2, people[1].pk)
    second = send(after=first.after)
    last = send(after=second.after)
    assert (second.letters, last.letters, last.after) == (2, 1, None)
    counts = []
    for among in (people[:1], people):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reminding._wanted({person.pk: [thing(person, key=f"new:{person.pk}")] for person in among}, NOON + DAY)
        counts.append(len(queries))
    assert counts == [4, 4]


def test_a_letter_is_in_the_persons_language(due, officer, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    User.objects.filter(pk=officer.pk).update(language="cy")
    from django.utils.translation import get_language

    spoken = reminders.in_words(lambda: f"Iaith: {get_language()}")
    due.append(Due(officer, "k", "tea", spoken, spoken, "/learn/", "Come"))
    send()
    message = Message.objects.get()
    assert (message.subject, message.language) == ("Iaith: cy", "cy")


def test_where_nobody_is_due_anything_one_question_answers_for_every_kind(officer):
    assert len([kind for kind in reminders.kinds() if kind.candidates is not None]) == len(reminders.kinds()) > 5
    with CaptureQueriesContext(connection) as asked:
        assert send() == reminding.Sent()
    assert sum(query["sql"].startswith("SELECT") for query in asked) == 1


def test_a_source_without_candidates_of_its_own_is_always_asked(due, officer):
    due.append(thing(officer))
    reminders.reminds("milk", label="", candidates=lambda now: User.objects.none())(
        lambda now: [thing(officer, "milk")]
    )
    assert send().letters == 1
    assert Reminder.objects.get().kind == "tea"


def test_candidates_that_cannot_be_asked_stop_no_source(due, officer):
    due.append(thing(officer))
    reminders.reminds("broken", label="", candidates=lambda now: 1 / 0)(lambda now: [1 / 0])
    assert send() == reminding.Sent(letters=1, faults=("broken: ZeroDivisionError",))
