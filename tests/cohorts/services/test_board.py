from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.models import Pairing
from cohorts.services.board import today_for
from cohorts.services.pairing import decline, end, have_called, pause
from tests.factories.pairings import make_mentoring_cohort, make_pairing

pytestmark = pytest.mark.django_db


def test_today_names_ends_pauses_and_offers_until_they_are_seen_to(trainer, other_trainer, administrator):
    cohort = make_mentoring_cohort(trainer=trainer)
    quiet = make_pairing(cohort=cohort)
    ended, paused, declined = (
        make_pairing(cohort=cohort),
        make_pairing(cohort=cohort),
        make_pairing(cohort=cohort, state="PROPOSED", agreed_at=None, started_at=None),
    )
    open_offer = make_pairing(cohort=cohort, offer_answer="", offer_answered_at=None)
    end(pairing=ended, call=False, another=True, by=ended.mentor.enrolment.person)
    pause(pairing=paused, call=False, by=paused.mentor.enrolment.person)
    decline(pairing=declined)
    assert set(today_for(trainer)) == {ended, paused, declined, open_offer}
    assert (today_for(other_trainer), today_for(administrator)) == ([], [])
    weeks_ago = timezone.now() - timedelta(days=30)
    Pairing.objects.filter(pk__in=[ended.pk, declined.pk]).update(ended_at=weeks_ago)
    assert set(today_for(trainer)) == {ended, paused, open_offer}  # a wish waits until it is seen to
    for pairing in (ended, paused, declined):
        have_called(pairing=pairing, by=trainer)
    assert today_for(trainer) == [open_offer]
    assert quiet not in today_for(trainer)
