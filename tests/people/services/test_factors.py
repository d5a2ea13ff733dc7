"""A lost second factor is reset by somebody else, with a reason, and the person is told."""

import pytest
from allauth.mfa.models import Authenticator
from wagtail.models import ModelLogEntry

from people.models import Message
from people.services.accounts import Refused, set_groups
from people.services.factors import reset_second_factor


def resets(person):
    rows = ModelLogEntry.objects.filter(object_id=str(person.pk), action="people.reset_second_factor")
    return list(rows.values_list("data", flat=True))


def test_nothing_of_the_old_factor_works_and_the_person_is_told_once(hr, administrator):
    number = hr.sign_in_number
    for _time in range(2):
        reset_second_factor(person=hr, reason=" The phone is lost. ", by=administrator)
    hr.refresh_from_db()
    assert not Authenticator.objects.filter(user=hr).exists()
    assert hr.sign_in_number == number + 1
    assert resets(hr) == [{"kinds": ["totp"], "reason": "The phone is lost.", "seen": True}]
    letter = Message.objects.get(person=hr)
    assert (letter.template, letter.address) == ("people/emails/details_changed", hr.email)
    assert "reset your second step" in letter.text


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_happens(hr, administrator, reason):
    with pytest.raises(Refused):
        reset_second_factor(person=hr, reason=reason, by=administrator)
    assert Authenticator.objects.filter(user=hr).exists()


def test_nobody_resets_their_own_so_the_last_administrator_keeps_theirs(administrator):
    with pytest.raises(Refused, match="another administrator"):
        reset_second_factor(person=administrator, reason="Lost.", by=administrator)
    assert Authenticator.objects.filter(user=administrator).exists()


def test_whoever_is_no_administrator_any_more_is_refused(hr, administrator, admin_too):
    set_groups(person=administrator, groups=[], by=admin_too)
    with pytest.raises(Refused, match="Only an administrator"):
        reset_second_factor(person=hr, reason="Lost.", by=administrator)
    assert Authenticator.objects.filter(user=hr).exists()


@pytest.fixture
def admin_too(organisation):
    """A second administrator."""
    from people.permissions import ADMINISTRATORS
    from tests.factories.people import make_person

    return make_person(given_name="Ada", organisation=organisation, groups=[ADMINISTRATORS])
