"""How often somebody may knock."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from people import limits
from people.models import TokenBucket


def test_allow_gives_so_many_turns_and_then_none(db):
    answers = [limits.allow("join", "192.0.2.1", times=3, seconds=60) for _time in range(5)]
    assert answers == [True, True, True, False, False]


def test_neighbours_and_other_doors_have_turns_of_their_own(db):
    assert [limits.allow("join", "192.0.2.1", times=1, seconds=60) for _time in range(2)] == [True, False]
    assert limits.allow("join", "192.0.2.2", times=1, seconds=60)
    assert limits.allow("verify", "192.0.2.1", times=1, seconds=60)


def test_turns_come_back_evenly(db):
    assert [limits.allow("join", "a", times=2, seconds=60) for _time in range(3)] == [True, True, False]
    TokenBucket.objects.update(filled_at=timezone.now() - timedelta(seconds=31))
    assert [limits.allow("join", "a", times=2, seconds=60) for _time in range(2)] == [True, False]


def test_no_more_turns_gather_than_there_are(db):
    limits.allow("join", "a", times=2, seconds=60)
    TokenBucket.objects.update(filled_at=timezone.now() - timedelta(days=3))
    assert [limits.allow("join", "a", times=2, seconds=60) for _time in range(3)] == [True, True, False]


def test_a_clock_that_goes_back_gives_nothing_away(db):
    limits.allow("join", "a", times=1, seconds=60)
    TokenBucket.objects.update(filled_at=timezone.now() + timedelta(hours=1))
    assert not limits.allow("join", "a", times=1, seconds=60)


def test_give_back_returns_a_turn_and_never_more_than_all(db):
    limits.allow("code", "a", times=1, seconds=60)
    limits.give_back("code", "a", times=1)
    limits.give_back("code", "a", times=1)
    assert [limits.allow("code", "a", times=1, seconds=60) for _time in range(2)] == [True, False]


def test_the_table_holds_no_address(db):
    limits.allow("join", "192.0.2.1", times=1, seconds=60)
    bucket = TokenBucket.objects.get()
    assert "192" not in bucket.key
    assert len(bucket.key) == 64


def test_a_limit_that_cannot_be_asked_keeps_the_door_closed(db, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr(limits, "_bucket", away)
    with pytest.raises(OperationalError):
        limits.allow("join", "a", times=1, seconds=60)


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "client"),
    [
        (0, "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (1, "10.0.0.1", "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1", "198.51.100.7, 203.0.113.9", "198.51.100.7"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        (0, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (1, "10.0.0.1", "nonsense", "unknown"),
    ],
)
def test_client_is_the_address_that_the_proxies_vouch_for(rf, settings, proxies, remote, forwarded, client):
    settings.BEHIND_PROXY = proxies
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert limits.client(rf.get("/", REMOTE_ADDR=remote, **extra)) == client


def test_forget_full_buckets_removes_those_of_yesterday(db):
    limits.allow("join", "old", times=1, seconds=60)
    TokenBucket.objects.update(filled_at=timezone.now() - timedelta(days=2))
    limits.allow("join", "new", times=1, seconds=60)
    assert [limits.forget_full_buckets(), limits.forget_full_buckets()] == [1, 0]
    assert TokenBucket.objects.count() == 1
