"""The addresses themselves: Wagtail's own sign-in pages lead to ours."""

import pytest
from django.test import Client

from tests.factories.people import PASSWORD, make_person

SECOND_DOORS = ["/cms/login/", "/_util/login/"]


@pytest.fixture
def editor_with_password(db):
    """An editor who signs in with a password."""
    return make_person(given_name="Edie", groups=["Editors"], password=PASSWORD)


@pytest.mark.parametrize("door", SECOND_DOORS)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_wagtails_own_sign_in_pages_lead_to_ours(db, client, door, method):
    answer = getattr(client, method)(f"{door}?next=https://evil.example/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")


@pytest.mark.parametrize("door", SECOND_DOORS)
@pytest.mark.parametrize("field", ["login", "email", "username"])
def test_a_right_password_posted_there_opens_nothing(client, editor_with_password, door, field):
    answer = client.post(door, {field: editor_with_password.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert "sessionid" not in client.cookies
    assert client.get("/cms/")["Location"] == "/accounts/login/?next=/cms/"


@pytest.mark.parametrize("door", SECOND_DOORS)
def test_a_form_without_its_token_is_led_on_as_well(db, door):
    assert Client(enforce_csrf_checks=True).post(door)["Location"] == "/accounts/login/"


@pytest.mark.parametrize("address", ["/cms/password_reset/", "/cms/password_reset/done/"])
def test_wagtails_own_password_reset_is_closed(client, editor, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    client.force_login(editor)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["officer", "resident", "caretaker", "trainer", "hr"])
def test_the_editors_side_is_refused_and_sends_nobody_in_circles(client, request, who):
    client.force_login(request.getfixturevalue(who))
    for address in ("/cms/", "/cms/pages/", "/cms/people/", "/cms/nowhere/"):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
