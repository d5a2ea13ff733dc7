import pytest
from django.utils import timezone

from cohorts.models import CheckIn, Invitation
from cohorts.services.check_in import Scan, tell_trainer
from people.registry import holdings
from tests.factories.cohorts import make_cohort, make_invitation, make_session

pytestmark = pytest.mark.django_db


def test_an_invitation_is_told_to_whoever_it_names_and_forgotten_with_them(officer, resident):
    holding = next(each for each in holdings() if each.model is Invitation)
    make_invitation(make_cohort(), name="Omar Diaz", email=officer.email)
    assert [row["name"] for row in holding.collect(officer)] == ["Omar Diaz"]
    assert holding.collect(resident) == []
    assert holding.erase(officer) == "Names and addresses of invitations were removed."
    invitation = Invitation.objects.get()
    assert (invitation.name, invitation.email, invitation.is_open) == ("Somebody", "erased@invalid.example", False)


def test_a_name_told_to_the_trainer_is_told_to_its_person_and_forgotten_with_them(officer, resident):
    holding = next(each for each in holdings() if each.model is CheckIn)
    session = make_session(make_cohort(), starts_at=timezone.now())
    for person in (officer, resident):
        tell_trainer(scan=Scan(session, timezone.now()), person=person)
    assert [row["name_given"] for row in holding.collect(officer)] == [str(officer)]
    holding.erase(officer)
    assert [row.name_given for row in CheckIn.objects.all()] == [str(resident)]
