"""The mailbox of a development machine."""

from people import emails, mail
from people.models import Message

PAGE = "/accounts/mailbox/"


def test_there_is_no_mailbox_where_mail_is_really_sent(client, administrator):
    assert client.get(PAGE).status_code == 404
    client.force_login(administrator)
    assert client.get(PAGE).status_code == 404


def test_the_mailbox_shows_codes_and_links_to_anybody_at_the_machine(client, settings, officer):
    settings.SHOW_MAILBOX = True
    assert "Letters will appear here" in client.get(PAGE).content.decode()
    mail.deliver(message=emails.sign_in_code(address=officer.email, person=officer, digits="482913").pk)
    emails.sign_in_details_changed(person=officer, what="A <b>passkey</b> was added.")
    page = client.get(PAGE).content.decode()
    assert "Your code is 482 913" in page
    assert f'<a href="{settings.SITE_URL}/accounts/settings/">' in page
    assert "<b>passkey</b>" not in page
    assert client.post(PAGE).status_code == 405


def test_the_mailbox_asks_as_often_for_one_letter_as_for_three(client, settings, officer, django_assert_num_queries):
    settings.SHOW_MAILBOX = True
    for count in (1, 3):
        while Message.objects.count() < count:
            emails.sign_in_details_changed(person=officer, what="A passkey was added.")
        with django_assert_num_queries(2):
            client.get(PAGE)
