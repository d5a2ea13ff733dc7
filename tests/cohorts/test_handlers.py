from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.handlers import forget_invitations, forget_needs, hand_on_places
from cohorts.models import Booking
from tests.factories.cohorts import make_cohort, make_invitation, make_member, make_session

pytestmark = pytest.mark.django_db


def test_old_invitations_are_forgotten_and_a_second_run_finds_none():
    make_invitation(make_cohort(), expires_at=timezone.now() - timedelta(days=31))
    assert [forget_invitations(), forget_invitations()] == [
        "1 old invitations forgotten.",
        "0 old invitations forgotten.",
    ]


def test_a_free_place_is_offered_and_a_second_run_offers_none():
    cohort = make_cohort()
    session = make_session(cohort, starts_at=timezone.now() + timedelta(days=1), capacity=1)
    Booking.objects.create(session=session, membership=make_member(cohort), state="WAITING")
    assert [hand_on_places(), hand_on_places()] == ["1 places offered.", "0 places offered."]


def test_old_needs_are_forgotten_and_a_second_run_finds_none():
    cohort = make_cohort()
    session = make_session(cohort, starts_at=timezone.now() - timedelta(days=31, hours=3))
    Booking.objects.create(session=session, membership=make_member(cohort), needs="Step-free")
    assert [forget_needs(), forget_needs()] == ["1 notes forgotten.", "0 notes forgotten."]
