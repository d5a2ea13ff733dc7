"""The work of this app that is done later."""

from jobs import registry, services
from jobs.models import Job
from people import emails
from people.models import Message


def test_a_message_is_sent_by_its_job_once(officer, mailoutbox):
    emails.sign_in_code(address=officer.email, person=officer, digits="482913")
    job = Job.objects.get()
    assert [services.run(job.pk), services.run(job.pk)] == [True, False]
    assert [letter.subject for letter in mailoutbox] == ["Your code is 482 913"]
    assert Message.objects.get().status == "SENT"
    assert registry.label_of("people.send_message") == "Send an e-mail"


def test_tidying_up_is_an_hourly_duty(db):
    assert registry.duties()["people.tidy"].total_seconds() == 3600
