import pytest

from cohorts.models import Invitation
from people.registry import holdings
from tests.factories.cohorts import make_cohort, make_invitation

pytestmark = pytest.mark.django_db


def test_an_invitation_is_told_to_whoever_it_names_and_forgotten_with_them(officer, resident):
    holding = next(each for each in holdings() if each.model is Invitation)
    make_invitation(make_cohort(), name="Omar Diaz", email=officer.email)
    assert [row["name"] for row in holding.collect(officer)] == ["Omar Diaz"]
    assert holding.collect(resident) == []
    assert holding.erase(officer) == "Names and addresses of invitations were removed."
    invitation = Invitation.objects.get()
    assert (invitation.name, invitation.email, invitation.is_open) == ("Somebody", "erased@invalid.example", False)
