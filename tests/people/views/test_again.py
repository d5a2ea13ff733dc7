"""Shown once more by a code: by e-mail, or the one on the slip."""

import re

import pytest

from people.mail import opened
from people.models import Message, PersonalCode
from people.services.codes import issue_code

AGAIN = "/accounts/again/"


@pytest.fixture
def slip_code(mentor) -> str:
    return issue_code(person=mentor, kind=PersonalCode.Kind.RETURN, by=None)


def digits_sent() -> str:
    return re.search(r"\d{3} ?\d{3}", opened(Message.objects.latest("pk"))[1])[0]


def test_a_code_by_e_mail_shows_who_it_is_and_goes_on(client, trainer):
    client.force_login(trainer)
    assert "Send me a code" in client.get(f"{AGAIN}?next=/cohorts/all/").content.decode()
    assert not Message.objects.exists()
    answer = client.post(AGAIN, {"act": "send", "next": "/cohorts/all/"})
    assert answer.url == f"{AGAIN}?next=%2Fcohorts%2Fall%2F"
    assert trainer.email in client.get(answer.url).content.decode()
    answer = client.post(AGAIN, {"code": digits_sent(), "next": "/cohorts/all/"})
    assert (answer.status_code, answer.url) == (302, "/cohorts/all/")
    assert client.session["account_authentication_methods"][-1]["reauthenticated"] is True
    assert "again_code" not in client.session


def test_three_wrong_codes_and_the_right_one_shows_nothing(client, trainer):
    client.force_login(trainer)
    client.post(AGAIN, {"act": "send"})
    right = digits_sent()
    wrong = "000000" if right.replace(" ", "") != "000000" else "111111"
    for _number in range(3):
        answer = client.post(AGAIN, {"code": wrong})
        assert answer.context["form"].errors["code"] == [
            "That is not the code. Check each figure, or ask for a new one."
        ]
    assert client.post(AGAIN, {"code": right}).status_code == 200
    assert "account_authentication_methods" not in client.session


def test_a_fourth_code_in_a_minute_is_not_sent_and_says_when(client, trainer):
    client.force_login(trainer)
    for _number in range(4):
        answer = client.post(AGAIN, {"act": "send"})
    assert Message.objects.count() == 3
    assert "Too many tries. Wait a minute, then ask for a new code." in client.get(answer.url).content.decode()


def test_the_code_on_the_slip_shows_it_however_it_is_typed(client, mentor, slip_code):
    client.force_login(mentor)
    answer = client.post(AGAIN, {"code": slip_code.lower(), "next": "https://elsewhere.example/"})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["account_authentication_methods"][-1]["method"] == "code"


def test_another_person_s_slip_shows_nothing(client, caretaker, slip_code):
    own = issue_code(person=caretaker, kind=PersonalCode.Kind.RETURN, by=None)
    client.force_login(caretaker)
    answer = client.post(AGAIN, {"code": slip_code})
    assert answer.context["form"].errors["code"] == ["That is not the code on your slip. Check for a missing letter."]
    for _number in range(12):
        answer = client.post(AGAIN, {"code": "ABCDEFGHJK"})
    assert answer.status_code == 429
    assert own
    assert "account_authentication_methods" not in client.session


def test_whoever_has_rights_and_a_second_step_is_led_to_that_and_gets_no_code(client, editor, caretaker):
    client.force_login(editor)
    page = client.post(AGAIN, {"act": "send", "next": "/cms/"}).content.decode()
    assert 'href="/accounts/2fa/reauthenticate/?next=%2Fcms%2F"' in page
    client.force_login(caretaker)
    assert "Nothing is asked of you here." in client.post(AGAIN, {"act": "send"}).content.decode()
    assert not Message.objects.exists()
