"""The e-mails about accounts."""

from people import emails, mail
from people.models import Message


def test_every_letter_says_who_we_are_and_why_it_came(officer):
    emails.sign_in_code(address=officer.email, person=officer, digits="482913")
    emails.confirm_address(address="new@example.org", person=officer, digits="482913")
    emails.password_reset(address=officer.email, person=officer, link="https://academy.example/x/")
    emails.unknown_address(address="nobody@example.org")
    emails.sign_in_details_changed(person=officer, what="A passkey was added.")
    for message in Message.objects.all():
        subject, text, letter = mail.opened(message)
        assert 0 < len(subject) < 60
        assert "You get this letter" in text
        assert "You get this letter" in letter
        assert "<img" not in letter
        assert "{{" not in text + letter
        assert "&#x27;" not in text
    assert Message.objects.count() == 5


def test_each_request_is_a_letter_of_its_own(officer):
    keys = {emails.sign_in_code(address=officer.email, person=officer, digits="482913").key for _time in range(2)}
    assert len(keys) == 2


def test_the_address_and_the_words_of_a_change(officer):
    message = emails.sign_in_details_changed(person=officer, what="A passkey was added.", address="old@example.org")
    assert message.address == "old@example.org"
    assert "A passkey was added." in message.text
    assert "/accounts/settings/" in message.text
