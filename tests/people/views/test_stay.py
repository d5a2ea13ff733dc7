"""How long somebody may stay."""

import pytest

ADDRESS, MINUTE = "/accounts/stay/", 60


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test moves on."""
    now = [1_800_000_000]
    monkeypatch.setattr("people.middleware.time.time", lambda: now[0])

    def pass_by(minutes):
        now[0] += minutes * MINUTE

    return pass_by


@pytest.fixture
def shared(client, officer, clock):
    """The officer on a shared tablet."""
    client.force_login(officer)
    session = client.session
    session["shared_device"] = True
    session.save()
    client.get("/accounts/settings/")
    return client


def left(client, method="get"):
    return getattr(client, method)(ADDRESS).json()["left"]


def test_asking_is_not_using(shared, clock):
    assert left(shared) == 15 * MINUTE
    clock(13)
    assert left(shared) == 2 * MINUTE
    assert left(shared) == 2 * MINUTE
    clock(2)
    assert left(shared) == 0


def test_any_key_stays_as_often_as_needed(shared, clock):
    for _time in range(5):
        clock(14)
        assert left(shared) == MINUTE
        assert left(shared, "post") == 15 * MINUTE


def test_afterwards_it_leads_to_signing_in(shared, clock):
    clock(16)
    answer = shared.get(ADDRESS)
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/accounts/stay/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_twelve_hours_are_the_end_for_the_busiest(shared, clock):
    for _time in range(71):
        clock(10)
        shared.post(ADDRESS)
    assert left(shared, "post") == 10 * MINUTE


def test_the_page_has_the_warning_where_the_time_is_short(shared, client):
    page = shared.get("/accounts/settings/").text
    assert 'data-left="900"' in page
    assert "Press any key to stay." in page
    assert 'data-shared="yes"' in page
    assert "data-person" not in page


def test_a_learners_own_phone_has_no_warning_and_may_keep_drafts(client, officer, caretaker):
    marks = set()
    for person in (officer, caretaker):
        client.force_login(person)
        page = client.get("/accounts/settings/").text
        assert "idle-warning" not in page
        marks.add(page.partition('data-person="')[2][:16])
    assert len(marks) == 2
