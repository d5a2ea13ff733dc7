"""How long a sign-in lasts."""

import pytest
from django.test import RequestFactory

from people.adapters.staying import DAY, HOUR, MINUTE, seconds_left

NOW = 1_800_000_000


@pytest.fixture
def left(monkeypatch):
    """The seconds that are left to a person with this session."""
    monkeypatch.setattr("people.adapters.staying.time.time", lambda: NOW)

    def asked(person, **session):
        request = RequestFactory().get("/")
        request.user, request.session = person, session
        return seconds_left(request)

    return asked


@pytest.mark.parametrize(
    ("name", "idle"),
    [("officer", 30 * DAY), ("trainer", 2 * HOUR), ("hr", 30 * MINUTE), ("administrator", 30 * MINUTE)],
)
def test_each_kind_of_person_has_their_own_time(request, left, name, idle):
    person = request.getfixturevalue(name)
    assert left(person, seen_at=NOW, signed_in_at=NOW) == idle
    assert left(person, seen_at=NOW - 60, signed_in_at=NOW - 60) == idle - 60
    assert left(person, shared_device=True, seen_at=NOW, signed_in_at=NOW) == 15 * MINUTE


def test_the_end_of_it_all_may_come_first_and_is_never_below_nothing(left, trainer):
    assert left(trainer, seen_at=NOW, signed_in_at=NOW - 12 * HOUR + 90) == 90
    assert left(trainer, seen_at=NOW - 3 * HOUR, signed_in_at=NOW - 3 * HOUR) == 0
