"""How long somebody may stay, and in which language."""

import pytest
from django.utils import translation

from people.adapters.staying import DAY, HOUR, MINUTE

PAGE = "/accounts/settings/"


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test moves on."""

    class Clock:
        now = 1_800_000_000

        def pass_by(self, seconds):
            self.now += seconds

    moved = Clock()
    monkeypatch.setattr("people.middleware.time.time", lambda: moved.now)
    return moved


def stays(client):
    return client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("name", "idle"),
    [
        ("officer", 30 * DAY),
        ("trainer", 2 * HOUR),
        ("editor", 2 * HOUR),
        ("hr", 30 * MINUTE),
        ("administrator", 30 * MINUTE),
    ],
)
def test_somebody_away_too_long_is_signed_out(request, client, clock, name, idle):
    client.force_login(request.getfixturevalue(name))
    assert stays(client)
    clock.pass_by(idle - 60)
    assert stays(client)
    clock.pass_by(idle + 60)
    answer = client.get(PAGE)
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={PAGE}")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


def test_a_shared_device_waits_a_quarter_of_an_hour(client, clock, officer):
    client.force_login(officer)
    session = client.session
    session["shared_device"] = True
    session.save()
    assert stays(client)
    clock.pass_by(14 * MINUTE)
    assert stays(client)
    clock.pass_by(16 * MINUTE)
    assert not stays(client)
    assert "shared_device" not in client.session


@pytest.mark.parametrize(("name", "idle", "in_all"), [("trainer", HOUR, 12 * HOUR), ("officer", 20 * DAY, 90 * DAY)])
def test_even_somebody_busy_signs_in_anew_one_day(request, client, clock, name, idle, in_all):
    client.force_login(request.getfixturevalue(name))
    spent = 0
    while spent <= in_all:
        assert stays(client)
        clock.pass_by(idle)
        spent += idle
    assert not stays(client)


def test_looking_around_writes_the_session_seldom(client, clock, officer):
    client.force_login(officer)
    assert stays(client)
    seen = client.session["seen_at"]
    clock.pass_by(30 * MINUTE)
    assert stays(client)
    assert client.session["seen_at"] == seen
    clock.pass_by(31 * MINUTE)
    assert stays(client)
    assert client.session["seen_at"] == seen + 61 * MINUTE


def test_a_visitor_has_no_session(client, db, settings):
    client.get("/accounts/login/")
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_health_asks_no_session(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/-/live").status_code == 200


def test_a_page_speaks_the_persons_language_if_the_site_offers_it(client, officer, settings):
    client.force_login(officer)
    officer.language = "cy"
    officer.save(update_fields=["language"])
    assert client.get(PAGE)["Content-Language"] == "en-gb"
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    answer = client.get(PAGE)
    assert answer["Content-Language"] == "cy"
    assert '<html lang="cy"' in answer.content.decode()
    assert translation.get_language() == "en-gb"
