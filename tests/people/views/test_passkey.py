"""The first passkey of somebody without e-mail. The browser's part is in tests/flows/test_passkey.py."""

import time

import pytest
from allauth.mfa.models import Authenticator

from people.models import PersonalCode
from people.services.accounts import issue_code

PAGE = "/accounts/first-passkey/"


def test_the_page_offers_a_passkey_and_a_slip_and_keeps_the_way_on(client, mentor):
    client.force_login(mentor)
    page = client.get(f"{PAGE}?next=/learn/").content.decode()
    assert ("Make a passkey on this phone" in page, "Give me a return slip" in page) == (True, True)
    assert page.count('name="next" value="/learn/"') == 2
    assert '"residentKey": "required"' in page


def test_nothing_from_the_browser_is_said_in_words(client, mentor):
    client.force_login(mentor)
    answer = client.post(PAGE, {"credential": "", "next": "/learn/"})
    assert answer.context["form"].errors["credential"] == ["Press the button, and follow your phone."]
    for nonsense in ('{"id": "x"}', "[]", "3", "{}", '{"id": "AA", "rawId": "AA", "response": 3}'):
        answer = client.post(PAGE, {"credential": nonsense})
        assert (answer.status_code, answer.context["form"].is_valid()) == (200, False)
    assert not Authenticator.objects.exists()


def test_whoever_has_e_mail_rights_or_a_passkey_goes_on(client, officer, mentor, editor):
    Authenticator.objects.create(user=mentor, type=Authenticator.Type.WEBAUTHN, data={})
    for person in (officer, mentor, editor):
        client.force_login(person)
        assert client.get(f"{PAGE}?next=/learn/").url == "/learn/"
        assert client.post(PAGE, {"next": "https://elsewhere.example/"}).url == "/"


def test_a_page_left_open_makes_nobody_a_way_in(client, mentor):
    issue_code(person=mentor, kind=PersonalCode.Kind.RETURN, by=mentor)
    client.force_login(mentor)
    session = client.session
    session["signed_in_at"] = int(time.time()) - 1000
    session.save()
    for answer in (client.get(PAGE), client.post(PAGE, {"credential": "{}"})):
        assert answer.url.startswith("/accounts/again/")
    assert not Authenticator.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get(PAGE).url == f"/accounts/login/?next={PAGE}"


@pytest.mark.parametrize(
    "nonsense", ["[]", "3", "{}", '{"id": "x"}', '{"response": {"userHandle": "_____"}}', "not json"]
)
def test_nonsense_at_the_door_lets_nobody_in_and_is_no_fault(client, mentor, nonsense):
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": nonsense})
    assert (answer.status_code, answer.url) == (302, "/accounts/login/")
    assert "_auth_user_id" not in client.session
