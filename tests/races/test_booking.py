"""Everybody at once: the last places at a session, an offer, two dates of one module. On both databases."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from cohorts.models import Booking
from cohorts.services.booking import Clash, book, give_up, hand_on_all, has_room
from people.models import Message
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.races.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
PLACES, PEOPLE = 5, 12
SOON = timedelta(days=9)


def a_session(**facts):
    return make_session(make_cohort(), starts_at=timezone.now() + SOON, **facts)


def states(session) -> dict[str, int]:
    found = [booking.state for booking in session.bookings.all()]
    return {state: found.count(state) for state in set(found)}


def test_twelve_people_without_the_lock_take_more_than_five_places():
    session = a_session(capacity=PLACES)
    members = [make_member(session.cohort) for _number in range(PEOPLE)]
    counted = threading.Barrier(PEOPLE)

    def count_then_insert(member):
        free = has_room(session)
        counted.wait(30)
        return Booking.objects.create(session=session, membership=member) if free else None

    at_once([partial(count_then_insert, member) for member in members])
    assert session.bookings.count() > PLACES


def test_twelve_people_take_exactly_five_places_and_the_others_wait():
    session = a_session(capacity=PLACES)
    members = [make_member(session.cohort) for _number in range(PEOPLE)]
    at_once([partial(book, session=session, membership=member) for member in members] * 2)
    assert states(session) == {"BOOKED": PLACES, "WAITING": PEOPLE - PLACES}


def test_one_place_given_up_ten_times_at_once_is_offered_once():
    session = a_session(capacity=1)
    members = [make_member(session.cohort) for _number in range(3)]
    for member in members:
        book(session=session, membership=member)
    acts = [partial(give_up, session=session, membership=members[0])] * 8 + [hand_on_all] * 2
    at_once(acts)
    assert states(session) == {"GIVEN_UP": 1, "OFFERED": 1, "WAITING": 1}
    assert Message.objects.filter(template="cohorts/emails/place_offered").count() == 1


def test_two_dates_of_one_module_booked_at_once_are_one_place():
    session = a_session()
    member = make_member(session.cohort)
    other = make_session(session.cohort, starts_at=session.starts_at + SOON)
    acts = [partial(book, session=each, membership=member) for each in (session, other)] * 4
    answers = at_once(acts)
    assert [Booking.objects.get(state="BOOKED")] * 4 == [each for each in answers if isinstance(each, Booking)]
    assert sum(isinstance(each, Clash) for each in answers) == 4
