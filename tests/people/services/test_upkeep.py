"""What the house forgets by itself."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from people import handlers, limits
from people.models import HeldForm, Message, TokenBucket
from people.services import email_code, held_forms, upkeep
from people.services.held_forms import Typed


def test_tidy_forgets_what_has_run_out_and_nothing_else(client, officer):
    client.force_login(officer)
    email_code.begin(address="one@example.org")
    Message.objects.update(useful_until=timezone.now())
    email_code.begin(address="two@example.org")
    limits.Door("join", times=1, seconds=60).allow("a")
    TokenBucket.objects.update(filled_at=timezone.now() - timedelta(days=2))
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    for browser in ("old", "new"):
        held_forms.hold(person=officer, browser=browser, address="/", typed=Typed([("note", "a")], whole=True))
        if browser == "old":
            HeldForm.objects.update(held_at=timezone.now() - timedelta(hours=1))
    assert [upkeep.tidy(), upkeep.tidy()] == [
        {"secrets": 1, "buckets": 3, "forms": 1, "files": 0, "farewells": 0},
        {"secrets": 0, "buckets": 0, "forms": 0, "files": 0, "farewells": 0},
    ]
    assert (Session.objects.count(), HeldForm.objects.count()) == (1, 1)
    assert handlers.tidy() == "0 codes, 0 limits, 0 forms forgotten."
