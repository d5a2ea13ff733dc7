from datetime import timedelta

import icalendar
import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cohorts.models import Booking, CalendarFeed
from cohorts.services.calendar import (
    event_of,
    events_of,
    feed_of,
    file_of,
    person_for,
    renew_feed,
    stop_feed,
    token_of,
)
from tests.factories.cohorts import make_cohort, make_member, make_place, make_session

pytestmark = pytest.mark.django_db


def test_a_token_opens_one_s_feed_until_it_is_renewed_or_stopped(officer):
    first = token_of(renew_feed(person=officer))
    assert person_for(first) == officer
    second = token_of(renew_feed(person=officer))
    assert (person_for(first), person_for(second)) == (None, officer)
    for _twice in range(2):
        stop_feed(person=officer)
    assert (person_for(second), feed_of(officer)) == (None, None)
    third = token_of(renew_feed(person=officer))
    assert (third == second, person_for(third)) == (False, officer)
    assert [entry.data["on"] for entry in ModelLogEntry.objects.order_by("pk")] == [True, True, False, True]


def test_the_row_holds_nothing_that_opens_and_an_older_key_of_the_site_still_does(officer, monkeypatch):
    feed = renew_feed(person=officer)
    token = token_of(feed)
    digest = token.partition("-")[2]
    assert [digest in str(value) for value in CalendarFeed.objects.values().get().values()] == [False] * 4
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [settings.SECRET_KEY])
    monkeypatch.setattr(settings, "SECRET_KEY", "another key of this site, made for this test alone")
    assert (person_for(token), person_for(token_of(feed))) == (officer, officer)
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    assert person_for(token) is None


@pytest.mark.parametrize("token", ["", "x", "-", "1", "1-", "1-0", "²-0", f"{'9' * 30}-0", "999999-0"])
def test_any_other_token_opens_nothing(officer, token):
    renew_feed(person=officer)
    assert person_for(token) is None


def test_a_leaver_s_feed_opens_nothing(officer):
    token = token_of(renew_feed(person=officer))
    officer.is_active = False
    officer.save()
    assert person_for(token) is None


def test_the_feed_has_what_counts_on_the_person_and_what_was_called_off(officer):
    cohort, now = make_cohort(), timezone.now()
    member = make_member(cohort, officer)
    make_session(make_cohort(), starts_at=now + timedelta(days=1))  # another cohort's
    said = {"BOOKED": 1, "WAITING": 1, "GIVEN_UP": None}
    for number, (state, capacity) in enumerate(said.items()):
        session = make_session(cohort, starts_at=now + timedelta(days=20 + number), capacity=capacity, module=None)
        Booking.objects.create(session=session, membership=member, state=state)
    make_session(cohort, starts_at=now + timedelta(days=30), capacity=9, module=None)  # a place nobody took
    make_session(cohort, starts_at=now + timedelta(days=40), module=None)
    make_session(cohort, starts_at=now + timedelta(days=50), module=None, cancelled_at=now, sequence=2)
    make_session(cohort, starts_at=now - timedelta(days=30), module=None)
    make_session(cohort, starts_at=now - timedelta(days=100), module=None)
    days = [((event.starts_at - now).days, event.cancelled, event.sequence) for event in events_of(officer)]
    assert days == [(-30, False, 0), (20, False, 0), (40, False, 0), (50, True, 2)]


def test_an_event_says_what_is_good_to_know_and_names_nobody(trainer, officer):
    place = make_place(name="Low Mill Hub", address="1 Mill Lane", access="Step-free")
    cohort = make_cohort(trainers=[trainer], place=place)
    make_member(cohort, officer)
    session = make_session(cohort, food="Soup", costs="Bus fares, paid in cash")
    event = event_of(session)
    assert event.uid == f"{session.uuid}@{settings.SITE_URL.split('/')[2].split(':')[0]}"
    assert (event.location, event.summary) == ("Low Mill Hub, 1 Mill Lane", session.module.title)
    assert event.description.splitlines() == [
        "Getting in: Step-free",
        "Food and drink: Soup",
        "Travel and care costs: Bus fares, paid in cash",
        event.url,
    ]
    text = file_of([event]).decode()
    for person in (trainer, officer):
        assert person.given_name not in text
        assert str(person.email) not in text
    (found,) = icalendar.Calendar.from_ical(text).events
    assert found.start == session.starts_at.replace(microsecond=0)
    session.cancelled_at = timezone.now()
    assert event_of(session).description.startswith("This session is called off.")
