"""allauth's pages that change how somebody gets in."""

import time

import allauth.urls
import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages

from people.models import Message
from people.permissions import EDITORS
from people.urls import ways_in
from tests.factories.people import PASSWORD, make_person, make_second_factor

AGAIN = "/accounts/again/"
KEEP_ONE = "You need a second way of showing who you are. Add another first."
ADDRESSES = [f"/accounts/{way.pattern}".replace("<int:pk>", "1") for way in ways_in]
# allauth's other pages of a person who is signed in: they show, or ask for what is known already.
SHOWING = {"logout/", "reauthenticate/", "password/change/", "2fa/", "2fa/reauthenticate/", "2fa/webauthn/"}
SHOWING |= {"2fa/webauthn/reauthenticate/"}
# Open to anybody who comes in.
COMING_IN = (
    "login/",
    "signup/",
    "inactive/",
    "confirm-email/",
    "password/reset/",
    "2fa/authenticate/",
    "2fa/webauthn/login/",
)


def signed_in(client, person, minutes):
    """A sign-in this many minutes old, by nothing that allauth asks for again."""
    client.force_login(person)
    session = client.session
    session["signed_in_at"] = session["seen_at"] = int(time.time()) - minutes * 60
    session.save()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_with_an_e_mail_code_only_is_asked_again_too(client, officer, address, method):
    signed_in(client, officer, minutes=16)
    sent = {"password1": "a bench and a kettle", "email": "new@example.org"} if method == "post" else {}
    answer = getattr(client, method)(address, sent)
    assert (answer.status_code, answer.url) == (302, f"{AGAIN}?next={address.replace('/', '%2F')}")
    officer.refresh_from_db()
    assert (officer.has_usable_password(), Message.objects.count()) == (False, 0)
    assert "a bench" not in str(dict(client.session.items()))


@pytest.mark.parametrize("address", ADDRESSES)
def test_within_a_quarter_of_an_hour_nobody_is(client, officer, address):
    signed_in(client, officer, minutes=14)
    assert not client.get(address).headers.get("Location", "").startswith(AGAIN)


def test_every_page_of_allauths_stands_on_one_side():
    names = {path for path in all_paths(allauth.urls.urlpatterns) if not path.lstrip("^").startswith(COMING_IN)}
    assert names - SHOWING == {str(way.pattern) for way in ways_in}


def all_paths(patterns, before=""):
    for each in patterns:
        here = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from all_paths(each.url_patterns, here)
        else:
            yield here


def test_an_editor_without_a_factor_reaches_the_asking_on_the_way_to_their_first(client, organisation, settings):
    settings.MFA_REQUIRED = True
    editor = make_person(organisation=organisation, groups=[EDITORS], second_factor=False)
    signed_in(client, editor, minutes=16)
    asked = client.get("/accounts/2fa/totp/activate/").url
    assert asked.startswith(AGAIN)
    assert client.get(asked).status_code == 200


def passkey(person):
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})


def signed_in_by_password(client, person):
    person.set_password(PASSWORD)
    person.save()
    client.force_login(person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def remove(client, key):
    return client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")


def test_the_last_factor_of_whoever_must_have_one_stays_be_it_a_passkey(client, organisation):
    editor = make_person(organisation=organisation, groups=[EDITORS], second_factor=False)
    key = passkey(editor)
    signed_in_by_password(client, editor)
    for answer in (client.get(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/"), remove(client, key)):
        assert answer.url == "/accounts/2fa/webauthn/"
    assert {str(words) for words in get_messages(answer.wsgi_request)} == {KEEP_ONE}
    assert Authenticator.objects.get() == key
    make_second_factor(editor)
    assert remove(client, key).url == "/accounts/2fa/webauthn/"
    assert Authenticator.objects.get().type == Authenticator.Type.TOTP


def test_somebody_who_need_not_have_one_takes_their_last_away(client, officer):
    key = passkey(officer)
    signed_in_by_password(client, officer)
    assert remove(client, key).url == "/accounts/2fa/webauthn/"
    assert not Authenticator.objects.exists()


def test_nobody_takes_away_somebody_elses(client, officer, caretaker):
    key = passkey(caretaker)
    signed_in_by_password(client, officer)
    assert remove(client, key).status_code == 404
    assert Authenticator.objects.get() == key
