"""What the house forgets by itself."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from people import handlers, limits
from people.models import Message, TokenBucket
from people.services import email_code, upkeep


def test_tidy_forgets_what_has_run_out_and_nothing_else(client, officer):
    client.force_login(officer)
    email_code.begin(address="one@example.org")
    Message.objects.update(useful_until=timezone.now())
    email_code.begin(address="two@example.org")
    limits.allow("join", "a", times=1, seconds=60)
    TokenBucket.objects.update(filled_at=timezone.now() - timedelta(days=2))
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    assert [upkeep.tidy(), upkeep.tidy()] == [{"secrets": 1, "buckets": 3}, {"secrets": 0, "buckets": 0}]
    assert Session.objects.count() == 1
    assert handlers.tidy() == "0 codes, 0 limits forgotten."
