"""The work of this app that is done later."""

import pytest

from jobs import registry, services
from jobs.models import Job
from people import emails, handlers
from people.models import Message
from people.services import reminding
from people.services.reminding import Sent


def test_a_message_is_sent_by_its_job_once(officer, mailoutbox):
    emails.sign_in_code(address=officer.email, person=officer, digits="482913")
    job = Job.objects.get()
    assert [services.run(job.pk), services.run(job.pk)] == [True, False]
    assert [letter.subject for letter in mailoutbox] == ["Your code is 482 913"]
    assert Message.objects.get().status == "SENT"
    assert registry.label_of("people.send_message") == "Send an e-mail"


def test_tidying_up_is_an_hourly_duty(db):
    assert registry.duties()["people.tidy"].total_seconds() == 3600


def test_reminders_are_an_hourly_duty_that_goes_on_batch_by_batch(db, monkeypatch):
    answers = [Sent(200, after=412), Sent(200, after=412), Sent(3)]
    monkeypatch.setattr(reminding, "send_batch", lambda *, after: answers.pop(0))
    assert registry.duties()["people.send_reminders"].total_seconds() == 3600
    for _time in range(2):  # a second try asks for the next batch once
        assert handlers.send_reminders(hour="2026-12-09T12") == "200 letters."
    job = Job.objects.get()
    assert (job.kind, job.args) == ("people.send_reminders", {"after": 412, "hour": "2026-12-09T12"})
    assert services.run(job.pk)
    assert Job.objects.get().note == "3 letters."


def test_reminders_with_a_fault_are_parked_with_which_after_the_next_batch_was_asked_for(db, monkeypatch):
    done = Sent(2, after=9, faults=("refresh: KeyError", "person 4: ValueError"))
    monkeypatch.setattr(reminding, "send_batch", lambda *, after: done)
    with pytest.raises(RuntimeError, match="refresh: KeyError; person 4: ValueError"):
        handlers.send_reminders(hour="2026-12-09T12")
    assert Job.objects.count() == 1
