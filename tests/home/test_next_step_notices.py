"""A letter that no e-mail could carry, as it stands on a page."""

import pytest
from django.utils import timezone

from home.next_step.notices import as_notice
from people.mail import post
from people.models import Message

pytestmark = pytest.mark.django_db


def test_the_words_stand_without_head_greeting_and_foot_and_the_address_is_a_link(caretaker):
    words = {"what": "Your password was changed.", "when": timezone.now(), "settings_url": "https://a.test/settings/"}
    post(key="notice:1", person=caretaker, template="people/emails/details_changed", context=words)
    message = Message.objects.get(person=caretaker)
    assert message.text.startswith("Relationships Academy\n\nHello ")
    found = as_notice(message)
    assert (found.pk, found.subject) == (message.pk, message.subject)
    assert found.text.startswith("Your password was changed.")
    for paper in ("Relationships Academy", "Hello", "-- ", "https://"):
        assert paper not in found.text
    assert found.label
    assert found.url.endswith("/settings/")


def test_a_letter_without_a_button_or_greeting_keeps_its_words(caretaker):
    found = as_notice(Message(person=caretaker, subject="News", text="Come along.\n\nBring a friend.\n\n-- \nWhy: x"))
    assert (found.text, found.label, found.url) == ("Come along.\n\nBring a friend.", "", "")
