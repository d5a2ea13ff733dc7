"""Leaving for good: once, for residents alone, with a letter to an address that is then gone too."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.models import Certificate
from people import emails, handlers, mail
from people.models import Message, RightsRequest, User
from people.permissions import TRAINERS
from people.services import leaving, upkeep
from people.services.accounts import Refused
from tests.factories.certificates import make_certificate
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def go(person, *, keep=False):
    return leaving.forget_me(person=person, keep=keep, form_key=uuid.uuid4())


def test_somebody_is_forgotten_once_and_written_to_once(resident, mailoutbox):
    address = resident.email
    first = go(resident)
    assert go(resident) == first
    gone = User.objects.get(pk=resident.pk)
    assert (gone.is_active, gone.email, gone.given_name) == (False, None, "Somebody")
    letter = Message.objects.get(template="people/emails/forgotten")
    assert (letter.address, letter.person) == (address, None)
    assert "We have forgotten you, as you asked. Thank you for what you gave." in letter.text
    assert resident.given_name not in letter.text + letter.html
    mail.deliver(message=letter.pk)
    assert mailoutbox[0].to == [address]
    assert [upkeep.tidy()["farewells"] for _time in range(2)] == [1, 0]
    letter.refresh_from_db()
    assert (letter.address, letter.text) == ("erased@invalid.example", "")
    assert [line.label for line in ModelLogEntry.objects.filter(action="people.erase")] == ["Somebody"]


def test_letters_that_wait_go_nowhere_and_the_farewell_still_goes(resident):
    waiting = emails.sign_in_details_changed(person=resident, what="Something changed.")
    asked = emails.confirm_address(address=resident.email, person=None, digits="482913")
    go(resident)
    for letter in (waiting, asked):
        letter.refresh_from_db()
        assert (letter.status, letter.address, letter.text) == ("REFUSED", "erased@invalid.example", "")
    assert Message.objects.get(template="people/emails/forgotten").status == "QUEUED"


def test_somebody_without_an_address_is_forgotten_without_a_letter(mentor):
    go(mentor)
    assert Message.objects.count() == 0
    assert not User.objects.get(pk=mentor.pk).is_active


def test_every_browser_is_signed_out_and_its_session_is_gone(client, resident):
    client.force_login(resident)
    client.get("/accounts/settings/")
    assert resident.sign_ins.get().session_key == client.session.session_key
    go(resident)
    assert Session.objects.count() == 0
    assert client.get("/accounts/settings/").status_code == 302


@pytest.mark.parametrize("who", ["officer", "trainer", "leaver", "administrator"])
def test_whoever_holds_or_held_a_post_or_has_rights_needs_help(who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(Refused):
        go(person)
    assert RightsRequest.objects.count() == 0
    assert User.objects.get(pk=person.pk).given_name == person.given_name


def test_a_trainer_without_a_post_needs_help_too(organisation):
    with pytest.raises(Refused):
        go(make_person(organisation=organisation, groups=[TRAINERS]))


def test_a_certificate_that_is_kept_goes_after_its_day(resident):
    certificate = make_certificate(person=resident, route={"validity_months": 36})
    until = certificate.valid_until
    kept = go(resident, keep=True)
    certificate.refresh_from_db()
    assert (kept.kept_until, kept.ended_at, certificate.state) == (until, None, "ISSUED")
    assert leaving.end_keeping(today=until) == 0  # its last day is still its own
    assert [leaving.end_keeping(today=until + timedelta(days=1)) for _time in range(2)] == [1, 0]
    assert Certificate.objects.get(pk=certificate.pk).state == "ERASED"
    assert RightsRequest.objects.get().ended_at is not None
    assert handlers.end_keeping() == "0 ended."


def test_with_nothing_to_keep_asking_to_keep_ends_at_once(resident):
    done = go(resident, keep=True)
    assert done.kept_until is None
    assert timezone.now() - done.ended_at < timedelta(minutes=1)
