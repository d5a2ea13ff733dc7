"""On the way out a reminder is still by day, still wanted and still fresh, and mail programs get their button."""

import datetime

import pytest
from django.utils import timezone

from jobs.registry import Retry
from people import emails, mail, reminders
from people.models import Message, Reminder, StoppedReminder
from people.reminders import Due

NOON = datetime.datetime(2026, 12, 9, 12, tzinfo=datetime.UTC)


@pytest.fixture
def clock(monkeypatch):
    """The time of day, as a list of one moment that a test may change."""
    moment = [NOON]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment


@pytest.fixture
def letter(officer, clock):
    """Two reminders in one letter, waiting to be sent."""
    due = [Due(officer, f"{kind}:1", kind, f"About {kind}", "", "/learn/", "Look") for kind in ("practice", "promise")]
    message = emails.reminders(person=officer, due=due, day=NOON.date())
    for each in due:
        Reminder.objects.create(key=each.key, person=officer, kind=each.kind, message=message)
    Message.objects.update(created_at=NOON)
    return message


def status(message):
    return Message.objects.get(pk=message.pk).status


def test_a_mail_program_finds_where_to_stop_them(letter, officer, settings, request):
    smtp = request.getfixturevalue("smtp")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", request.getfixturevalue("letterbox")[1]
    assert mail.deliver(message=letter.pk) == "Sent."
    (arrived,) = smtp.to(officer.email)
    address = mail.absolute(mail.stop_path(officer, ["practice", "promise"]))
    assert arrived["List-Unsubscribe"].strip() == f"<{address}>"
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"To stop letters like these: {address}" in letter.text  # the same one as in its foot
    assert reminders.read_token(address.rstrip("/").rpartition("/")[2]) == (officer.uuid, ["practice", "promise"])


def test_a_letter_that_is_no_reminder_has_no_such_button(officer, mailoutbox, clock):
    mail.deliver(message=emails.sign_in_code(address=officer.email, person=officer, digits="482913").pk)
    assert "List-Unsubscribe" not in mailoutbox[0].message()


def test_a_reminder_that_meets_the_night_waits_for_the_morning(letter, clock, mailoutbox):
    clock[0] = NOON.replace(hour=23)
    with pytest.raises(Retry) as later:
        mail.deliver(message=letter.pk)
    assert later.value.delay == datetime.timedelta(hours=9)
    clock[0] += later.value.delay
    assert mail.deliver(message=letter.pk) == "Sent."


def test_a_reminder_that_could_not_go_for_a_day_is_not_sent(letter, clock, mailoutbox):
    clock[0] = NOON + datetime.timedelta(hours=25)
    assert mail.deliver(message=letter.pk) == "Not sent: a reminder is of no use a day later."
    assert (status(letter), mailoutbox) == ("REFUSED", [])


def test_a_reminder_whose_kinds_were_all_stopped_meanwhile_is_not_sent(letter, officer, mailoutbox, clock):
    StoppedReminder.objects.create(person=officer, kind="practice")
    StoppedReminder.objects.create(person=officer, kind="promise")
    assert mail.deliver(message=letter.pk) == "Not sent: the person has stopped these letters."
    assert (status(letter), mailoutbox) == ("REFUSED", [])


def test_a_reminder_with_one_kind_still_wanted_goes(letter, officer, mailoutbox, clock):
    StoppedReminder.objects.create(person=officer, kind="practice")
    assert mail.deliver(message=letter.pk) == "Sent."
