"""The doors hold for a whole council behind one address: neighbours get in, guessers do not."""

import itertools
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.cohorts import make_cohort
from tests.factories.people import PASSWORD, make_organisation, make_person

WRONG = "not the password at all"


@pytest.fixture(params=[False, True], ids=["direct", "behind a proxy"])
def council(request, settings):
    """One address for everybody; behind a proxy of ours the neighbours' address is in a header it vouches for."""
    if not request.param:
        return {}
    settings.BEHIND_PROXY = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    return {"x-forwarded-for": "198.51.100.9, 203.0.113.5"}


@pytest.fixture
def colleagues(db):
    """As many people of one council as are asked for, each with a password."""
    council = make_organisation()

    def make(count: int) -> list[str]:
        return [
            make_person(given_name=f"Colleague {number}", organisation=council, password=PASSWORD).email
            for number in range(count)
        ]

    return make


def try_in(email: str, password: str, headers: dict[str, str]) -> Client:
    """One browser, one try."""
    browser = Client(headers=headers)
    browser.last = browser.post("/accounts/login/", {"login": email, "password": password})
    return browser


def is_in(browser: Client) -> bool:
    """Whether this browser is signed in, by what it is shown."""
    return browser.get("/learn/").status_code == 200


def test_twenty_neighbours_mistype_and_the_next_gets_in(colleagues, council):
    *clumsy, careful = colleagues(21)
    assert [is_in(try_in(email, WRONG, council)) for email in clumsy] == [False] * 20
    assert is_in(try_in(careful, PASSWORD, council))
    assert is_in(try_in(clumsy[0], PASSWORD, council))


def test_thirty_five_sign_in_within_a_minute(colleagues, council):
    assert [is_in(try_in(email, PASSWORD, council)) for email in colleagues(35)] == [True] * 35


def test_the_eleventh_wrong_try_is_refused_even_with_the_right_password(colleagues, council):
    guessed, neighbour = colleagues(2)
    for _try in range(10):
        assert not is_in(try_in(guessed, WRONG, council))
    browser = try_in(guessed, PASSWORD, council)
    assert not is_in(browser)
    assert "Too many tries" in browser.last.text
    assert is_in(try_in(neighbour, PASSWORD, council))


def test_ten_wrong_tries_from_ten_places_close_the_password_too(colleagues, settings):
    settings.BEHIND_PROXY = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    (guessed,) = colleagues(1)
    for number in range(10):
        assert not is_in(try_in(guessed, WRONG, {"x-forwarded-for": f"192.0.2.{number}"}))
    assert not is_in(try_in(guessed, PASSWORD, {"x-forwarded-for": "192.0.2.99"}))


def test_an_address_that_a_visitor_made_up_buys_no_further_tries(colleagues, settings):
    settings.BEHIND_PROXY = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    guessed, other = colleagues(2)
    made_up = (f"192.0.2.{number}, 203.0.113.5" for number in itertools.count(1))
    for _try in range(10):
        assert not is_in(try_in(guessed, WRONG, {"x-forwarded-for": next(made_up)}))
    assert not is_in(try_in(guessed, PASSWORD, {"x-forwarded-for": next(made_up)}))
    assert is_in(try_in(other, PASSWORD, {"x-forwarded-for": next(made_up)}))


def test_known_and_unknown_are_answered_alike(colleagues):
    (known,) = colleagues(1)
    answers = []
    for email in (known, "nobody@example.org"):
        browser = try_in(email, WRONG, {})
        answers.append((browser.last.status_code, browser.last.text.replace(email, "")))
        code = browser.post("/accounts/login/code/", {"email": email})
        answers[-1] += code.status_code, code.get("Location")
        reset = browser.post("/accounts/password/reset/", {"email": email})
        answers[-1] += reset.status_code, reset.get("Location")
    known_answer, unknown_answer = answers
    assert without_tokens(known_answer) == without_tokens(unknown_answer)


def without_tokens(parts: tuple) -> list:
    """An answer without what differs from one request to the next."""
    return [
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", part) if isinstance(part, str) else part for part in parts
    ]


def test_sixty_join_by_code_within_a_minute(db, council):
    cohort = make_cohort()
    opened = [Client(headers=council).get(f"/join/{cohort.join_code}/").status_code for _person in range(60)]
    assert opened == [200] * 60


@pytest.fixture
def stopped(monkeypatch):
    """Turns come back with time; while the clock stands still none does."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_guessing_join_codes_is_slowed_down_and_finds_nothing(db, council, stopped):
    codes = [f"ZZZ{number:03}".replace("0", "A").replace("1", "B") for number in range(21)]
    assert [Client(headers=council).get(f"/join/{code}/").status_code for code in codes] == [404] * 20 + [429]


def test_guessing_check_codes_is_slowed_down(db, council, stopped):
    codes = [f"2222222222222222{number:03}" for number in range(31)]
    assert [Client(headers=council).get(f"/verify/{code}/").status_code for code in codes] == [404] * 30 + [429]


@pytest.mark.parametrize("door", ["/cms/login/", "/_util/login/"])
def test_the_second_doors_let_nobody_in_however_often(colleagues, door):
    (email,) = colleagues(1)
    for _try in range(3):
        browser = Client()
        assert (
            browser.post(door, {"login": email, "username": email, "password": PASSWORD})["Location"]
            == "/accounts/login/"
        )
        assert not is_in(browser)
