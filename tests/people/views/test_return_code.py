"""The way in on paper."""

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from people.models import PersonalCode
from people.services.codes import issue_code
from people.views import return_code

PAGE = "/accounts/return/"
CLAIM, RETURN = PersonalCode.Kind.CLAIM, PersonalCode.Kind.RETURN


@pytest.fixture
def code(caretaker, trainer):
    return issue_code(person=caretaker, kind=RETURN, by=trainer)


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_a_return_code_lets_in_again_and_again(client, caretaker, code):
    for _time in range(2):
        browser = type(client)()
        answer = browser.post(PAGE, {"code": f" {code.lower()} "})
        assert (answer.status_code, answer.url) == (302, "/")
        assert signed_in_as(browser) == str(caretaker.pk)


def test_a_claim_code_lets_in_once(client, caretaker, trainer):
    code = issue_code(person=caretaker, kind=CLAIM, by=trainer)
    assert client.post(PAGE, {"code": code}).status_code == 302
    second = type(client)()
    answer = second.post(PAGE, {"code": code})
    assert "We cannot find that code." in answer.content.decode()
    assert signed_in_as(second) is None


def test_a_wrong_code_is_shown_again_as_typed(client, db):
    answer = client.post(PAGE, {"code": "abcd 2345 ef", "shared": "on"})
    page = answer.content.decode()
    assert "<title>Error:" in page
    assert 'value="abcd 2345 ef"' in page
    assert "checked" in page


def test_the_code_of_a_qr_leaves_the_address_at_once_and_nothing_is_written(client, code, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(PAGE, {"code": code})
    assert (answer.status_code, answer.url, answer["Referrer-Policy"]) == (302, PAGE, "no-referrer")
    assert code not in str(client.cookies)
    assert f'value="{code}"' in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"code": code}).status_code == 302
    assert f'value="{code}"' not in type(client)().get(PAGE).content.decode()


def test_ten_wrong_codes_a_minute_close_the_door_for_that_address_alone(client, code):
    answers = [client.post(PAGE, {"code": "A" * 10}).status_code for _time in range(11)]
    assert answers == [200] * 10 + [429]
    refused = client.post(PAGE, {"code": code})
    assert (refused.status_code, signed_in_as(client)) == (429, None)
    assert "Too many tries. Wait a minute, or ask your trainer." in refused.content.decode()
    assert client.post(PAGE, {"code": code}, REMOTE_ADDR="192.0.2.77").status_code == 302


def test_many_wrong_codes_from_everywhere_are_an_alarm(client, db, monkeypatch):
    monkeypatch.setattr(return_code, "DOOR", replace(return_code.DOOR, alarm=1))
    with capture_logs() as lines:
        answers = [client.post(PAGE, {"code": "ABCD 2345 EF"}).status_code for _twice in range(2)]
    assert answers == [200, 200]
    assert [line["door"] for line in lines if line["event"] == "codes.alarm"] == ["paper_code"]


def test_right_codes_are_not_counted(client, code):
    assert {type(client)().post(PAGE, {"code": code}).status_code for _time in range(15)} == {302}


def test_a_shared_device_is_remembered_and_said(client, caretaker, code):
    client.post(PAGE, {"code": code, "shared": "on"})
    assert client.session["shared_device"] is True
    assert "Shared device. Sign out when you finish." in client.get("/accounts/settings/").content.decode()


@pytest.mark.parametrize(("way_back", "lands"), [("/learn/log/", "/learn/log/"), ("//evil.example/", "/")])
def test_the_way_back_is_a_path_of_ours(client, code, way_back, lands):
    assert client.post(PAGE, {"code": code, "next": way_back}).url == lands


def test_a_new_slip_made_by_somebody_else_is_told_at_the_next_sign_in(client, caretaker, trainer, code):
    client.post(PAGE, {"code": code})
    issue_code(person=caretaker, kind=RETURN, by=caretaker)
    again = issue_code(person=caretaker, kind=RETURN, by=trainer)
    browser = type(client)()
    browser.post(PAGE, {"code": again})
    page = browser.get("/accounts/settings/").content.decode()
    assert "Tess made a new return slip for you. The one before it no longer works." in page
    browser.post("/accounts/logout/")
    browser.post(PAGE, {"code": again})
    assert "made a new return slip" not in browser.get("/accounts/settings/").content.decode()


def test_only_the_redirect_hides_where_it_came_from(client, db):
    # A form on a page under no-referrer is sent with the origin "null", and Django's CSRF check refuses that.
    assert client.get(PAGE).headers["Referrer-Policy"] == "same-origin"
