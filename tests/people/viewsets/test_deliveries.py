"""Which messages went out, and sending a refused one again."""

from jobs.models import Job
from people import emails
from people.models import Message


def test_deliveries_are_read_only_and_never_say_what_was_said(admin, officer):
    message = emails.sign_in_details_changed(person=officer, what="A kettle was boiled.")
    shown = admin.get(f"/cms/deliveries/inspect/{message.pk}/").content.decode()
    assert "people/emails/details_changed" in shown
    assert "kettle" not in shown
    assert admin.post("/cms/deliveries/new/", {"status": "SENT"}).status_code == 302
    assert admin.post(f"/cms/deliveries/edit/{message.pk}/", {"status": "SENT"}).status_code == 302
    message.refresh_from_db()
    assert (message.status, Message.objects.count()) == ("QUEUED", 1)


def refused(person):
    message = emails.sign_in_details_changed(person=person, what="A kettle was boiled.")
    Message.objects.filter(pk=message.pk).update(status="REFUSED", note="The mail server refused it (550).")
    return message


def test_a_refused_message_is_sent_again_once(admin, officer):
    message = refused(officer)
    jobs = Job.objects.filter(kind="people.send_message").count()
    assert "Send again" in admin.get(f"/cms/deliveries/inspect/{message.pk}/").content.decode()
    for _time in range(2):
        assert admin.post(f"/cms/deliveries/send-again/{message.pk}/").status_code == 302
    message.refresh_from_db()
    assert (message.status, message.note) == ("QUEUED", "")
    assert Job.objects.filter(kind="people.send_message").count() == jobs + 1
    assert "Send again" not in admin.get(f"/cms/deliveries/inspect/{message.pk}/").content.decode()


def test_a_letter_whose_code_is_gone_is_not_sent_again(admin, officer):
    message = emails.sign_in_code(address=officer.email, person=officer, digits="123456")
    Message.objects.filter(pk=message.pk).update(status="REFUSED", secret="")
    admin.post(f"/cms/deliveries/send-again/{message.pk}/")
    message.refresh_from_db()
    assert message.status == "REFUSED"


def test_nobody_else_sends_again(client, editor, officer, hr):
    message = refused(officer)
    for person in (editor, officer, hr):
        client.force_login(person)
        assert client.post(f"/cms/deliveries/send-again/{message.pk}/").status_code in (302, 403)
    message.refresh_from_db()
    assert message.status == "REFUSED"
