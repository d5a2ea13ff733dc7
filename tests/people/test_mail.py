"""A row first, a letter later."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.utils import timezone

from jobs.models import Job
from jobs.registry import Gone, Retry
from people import mail
from people.models import Message

TEMPLATE = "people/emails/details_changed"
CONTEXT = {"what": "A password was set.", "when": timezone.now(), "settings_url": "https://academy.example/a?b=1&c=2"}


def post(person, *, key="details:1", **kw):
    return mail.post(key=key, person=person, template=TEMPLATE, context=CONTEXT, **kw)


def secret_letter(person, text="482 913", minutes=15):
    return mail.post(
        key="code:1",
        person=person,
        template="people/emails/sign_in_code",
        context={},
        secret=mail.Secret(text, timezone.now() + timedelta(minutes=minutes)),
    )


@pytest.fixture
def smtp_says(monkeypatch):
    """Make the mail server answer with an error, or take the letter again (None)."""

    def say(error):
        def send(message, fail_silently=False):
            if error:
                raise error
            return 1

        monkeypatch.setattr(outgoing.EmailMultiAlternatives, "send", send)

    return say


def test_post_writes_one_message_and_one_job_however_often(officer):
    first, again = post(officer), post(officer)
    assert again == first
    assert (first.status, first.address, first.person) == ("QUEUED", officer.email, officer)
    job = Job.objects.get()
    assert (job.kind, job.args) == ("people.send_message", {"message": first.pk})


def test_post_says_the_same_in_text_and_html_and_escapes_only_there(officer):
    officer.known_as = "O'Malley & Co"
    message = post(officer)
    assert "Hello O'Malley & Co\n" in message.text
    assert "Hello O&#x27;Malley &amp; Co" in message.html
    assert "https://academy.example/a?b=1&c=2" in message.text
    assert "https://academy.example/a?b=1&amp;c=2" in message.html
    assert message.subject == "Your sign-in details changed"


def test_somebody_without_e_mail_is_told_by_hand_and_nothing_is_sent(caretaker):
    message = post(caretaker)
    assert (message.status, message.address) == ("BY_HAND", "")
    assert not Job.objects.exists()
    assert list(Message.objects.by_hand()) == [message]
    assert mail.deliver(message=message.pk) == "Nothing to do: To be told by hand."


def test_a_race_for_one_key_ends_in_one_message(officer, monkeypatch):
    rendered = mail._rendered

    def slowly(*args):
        message = rendered(*args)
        monkeypatch.setattr(mail, "_rendered", rendered)
        post(officer)  # the other one, meanwhile
        return message

    monkeypatch.setattr(mail, "_rendered", slowly)
    assert post(officer).pk == Message.objects.get().pk
    assert Job.objects.count() == 1


def test_deliver_sends_once_though_called_twice(officer, mailoutbox):
    message = post(officer)
    assert [mail.deliver(message=message.pk), mail.deliver(message=message.pk)] == ["Sent.", "Nothing to do: Sent."]
    (letter,) = mailoutbox
    message.refresh_from_db()
    assert (message.status, message.sent_at is not None) == ("SENT", True)
    assert (letter.to, letter.subject, letter.body) == ([officer.email], message.subject, message.text)
    assert letter.alternatives[0].mimetype == "text/html"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_second_copy_has_the_same_message_id(officer, mailoutbox):
    message = post(officer)
    mail.deliver(message=message.pk)
    Message.objects.update(status="QUEUED", sent_at=None)  # the crash before our commit
    mail.deliver(message=message.pk)
    ids = [letter.message()["Message-ID"] for letter in mailoutbox]
    assert ids[0] == ids[1] == mail.message_id(message)
    assert mail.message_id(post(officer, key="details:2")) != ids[0]


def test_answers_go_where_the_letter_says(officer, mailoutbox):
    context = CONTEXT | {"reply_to": "trainer@example.org"}
    message = mail.post(key="m", person=officer, template=TEMPLATE, context=context)
    mail.deliver(message=message.pk)
    assert mailoutbox[0].reply_to == ["trainer@example.org"]


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPServerDisconnected("gone"),
        smtplib.SMTPConnectError(421, b"busy"),
        smtplib.SMTPAuthenticationError(535, b"who are you"),
        smtplib.SMTPSenderRefused(550, b"not you", "academy@example.org"),
        smtplib.SMTPDataError(451, b"later"),
        smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"later")}),
    ],
)
def test_a_fault_on_the_way_is_tried_again(officer, smtp_says, error):
    message = post(officer)
    smtp_says(error)
    with pytest.raises(Retry):
        mail.deliver(message=message.pk)
    message.refresh_from_db()
    assert message.status == "QUEUED"
    smtp_says(None)
    assert mail.deliver(message=message.pk) == "Sent."


@pytest.mark.parametrize(
    "error",
    [smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such box")}), smtplib.SMTPDataError(554, b"spam")],
)
def test_a_refusal_for_good_ends_as_refused(officer, smtp_says, error):
    message = secret_letter(officer)
    smtp_says(error)
    note = mail.deliver(message=message.pk)
    message.refresh_from_db()
    assert (message.status, message.secret, message.note) == ("REFUSED", "", note)
    smtp_says(None)
    assert mail.deliver(message=message.pk) == "Nothing to do: Refused by the other side."


def test_later_is_not_for_ever(officer, smtp_says):
    message = post(officer)
    Message.objects.update(created_at=timezone.now() - timedelta(days=5))
    smtp_says(smtplib.SMTPDataError(451, b"later"))
    assert mail.deliver(message=message.pk) == "The mail server refused it (451)."


def test_deliver_of_a_message_that_is_gone_says_so(db):
    with pytest.raises(Gone):
        mail.deliver(message=404)


def test_a_secret_is_sealed_sent_and_then_dropped(officer, mailoutbox):
    message = secret_letter(officer)
    stored = f"{message.subject}{message.text}{message.html}{message.secret}"
    assert "482 913" not in stored
    mail.deliver(message=message.pk)
    message.refresh_from_db()
    assert mailoutbox[0].subject == "Your code is 482 913"
    assert "482 913" in mailoutbox[0].body
    assert "482 913" in mailoutbox[0].alternatives[0].content
    assert message.secret == ""
    assert mail.opened(message)[0] == "Your code is (no longer kept)"


def test_a_secret_that_has_run_out_is_never_sent(officer, mailoutbox):
    message = secret_letter(officer, minutes=-1)
    assert mail.deliver(message=message.pk) == "Not sent: its code had run out."
    message.refresh_from_db()
    assert (message.status, message.secret, mailoutbox) == ("REFUSED", "", [])


def test_a_secret_link_is_escaped_in_html_only(officer):
    message = secret_letter(officer, text="https://academy.example/?a=1&b=2")
    _subject, text, letter = mail.opened(message)
    assert "https://academy.example/?a=1&b=2" in text
    assert "https://academy.example/?a=1&amp;b=2" in letter


def test_stale_secrets_are_dropped(officer, settings):
    settings.SHOW_MAILBOX = True
    message = secret_letter(officer)
    mail.deliver(message=message.pk)
    message.refresh_from_db()
    assert mail.opened(message)[0] == "Your code is 482 913"  # the development mailbox shows it
    assert mail.drop_stale_secrets() == 0
    Message.objects.update(useful_until=timezone.now())
    assert [mail.drop_stale_secrets(), mail.drop_stale_secrets()] == [1, 0]


def test_a_broken_seal_shows_no_secret(officer):
    message = secret_letter(officer)
    message.secret = "not sealed by us"
    assert mail.opened(message)[0] == "Your code is (no longer kept)"


def test_a_subject_is_one_line(officer):
    officer.given_name = "A\r\nBcc: all@example.org"
    assert "\n" not in post(officer).subject
