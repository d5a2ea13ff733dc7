import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cohorts.models import Pairing
from people.services.merging import merge_people
from tests.factories.cohorts import make_member
from tests.factories.learning import make_enrolment
from tests.factories.pairings import make_pairing
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_a_pairing_goes_on_with_the_person_who_is_kept(mentor, officer, trainer, administrator):
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer)
    kept = make_person(given_name="Minna", organisation=mentor.organisation)
    merge_people(gone=mentor, kept=kept, by=administrator)
    found = Pairing.objects.get()
    assert (found.mentor.enrolment.person, found.state) == (kept, "MEETING")
    assert found.pk == pairing.pk


def test_a_place_that_was_given_up_takes_its_pairing_to_the_one_that_stands(mentor, officer, trainer, administrator):
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer)
    kept = make_person(given_name="Minna", organisation=mentor.organisation)
    stands = make_member(pairing.cohort, enrolment=make_enrolment(kept, pairing.cohort.route))
    merge_people(gone=mentor, kept=kept, by=administrator)
    pairing.refresh_from_db()
    assert pairing.mentor.left_at is None
    assert pairing.mentor.enrolment.person == kept
    assert stands.cohort == pairing.cohort


def test_who_turns_out_to_be_both_halves_is_in_no_pairing(mentor, officer, trainer, administrator):
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer)
    merge_people(gone=mentor, kept=officer, by=administrator)
    pairing.refresh_from_db()
    assert (pairing.state, pairing.ended_at <= timezone.now()) == ("ENDED", True)


def test_a_pair_that_never_met_and_turns_out_to_be_one_person_is_declined(mentor, officer, trainer, administrator):
    facts = {"state": "MENTOR_AGREED", "started_at": None}
    pairing = make_pairing(mentor=mentor, mentee=officer, trainer=trainer, **facts)
    merge_people(gone=mentor, kept=officer, by=administrator)
    pairing.refresh_from_db()
    assert pairing.state == "DECLINED"
    assert ModelLogEntry.objects.filter(action="cohorts.end_pairing").count() == 1
