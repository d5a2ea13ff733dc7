"""A form from a page that was open for too long."""

import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from people.models import HeldForm

HERE = {"origin": "http://testserver", "referer": "http://testserver/join/"}


@pytest.fixture
def strict(db):
    """A browser that has to carry the token."""
    return Client(enforce_csrf_checks=True)


def token(page) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]


def test_a_page_that_was_open_too_long_gives_back_what_was_typed(strict):
    answer = strict.post("/join/?a=1", {"name": 'Ines "the <b>', "form_key": "k"}, headers=HERE)
    assert answer.status_code == 403
    for part in (
        'action="/join/?a=1"',
        'name="form_key" value="k"',
        'name="name" value="Ines &quot;the &lt;b&gt;"',
        'href="http://testserver/join/"',
        token(answer),
    ):
        assert part in answer.text


def test_sending_it_from_there_is_sending_it(strict):
    late = strict.post("/join/", {"name": "Ines"}, headers=HERE)
    answer = strict.post("/join/", {"name": "Ines", "csrfmiddlewaretoken": token(late)}, headers=HERE)
    assert answer.status_code == 200


@pytest.mark.parametrize("sent", [{}, {"login": "a@example.org", "password": "relationships"}])
def test_with_nothing_typed_or_a_password_it_is_shown_again_with_a_sentence(strict, sent):
    answer = strict.post("/accounts/login/", sent, headers=HERE)
    assert (answer.status_code, answer["Location"]) == (302, "http://testserver/join/")
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said == ["That page was open for a long time. Send it once more."]


def test_one_persons_page_says_nothing_to_the_next_one_at_the_same_browser(strict, officer, caretaker):
    strict.force_login(officer)
    mine = token(strict.get("/accounts/settings/"))
    strict.cookies.pop("csrftoken")  # as a sign-in renews it
    strict.force_login(caretaker)
    strict.get("/accounts/settings/")
    sent = {"known_as": "Zebra", "csrfmiddlewaretoken": mine}
    answer = strict.post("/accounts/settings/", sent, headers=HERE)
    assert (answer.status_code, "Zebra" in answer.text) == (403, False)
    assert "Somebody else opened it before you signed in. Nothing was saved." in answer.text
    assert HeldForm.objects.get().person == officer


def test_what_a_visitor_sends_too_late_to_a_page_of_ones_own_leads_to_signing_in(strict):
    answer = strict.post("/accounts/settings/", {"known_as": "Sam"}, headers=HERE)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/accounts/settings/")


@pytest.mark.parametrize("referer", ["", "https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_form_from_elsewhere_is_refused_and_leads_nowhere(db, referer):
    client = Client(enforce_csrf_checks=True)
    for origin in ({}, {"origin": "null"}, {"origin": "https://evil.example"}):
        answer = client.post("/join/", {"name": "Zebra"}, headers={"referer": referer} | origin)
        assert (answer.status_code, answer.get("Location"), "Zebra" in answer.text) == (403, None, False)
