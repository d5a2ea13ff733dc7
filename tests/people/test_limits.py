"""How often somebody may knock."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from structlog.testing import capture_logs

from people import limits
from people.models import TokenBucket


def door(name="join", *, times):
    return limits.Door(name, times=times, seconds=60)


def test_allow_gives_so_many_turns_and_then_none(db):
    answers = [door(times=3).allow("192.0.2.1") for _time in range(5)]
    assert answers == [True, True, True, False, False]


def test_neighbours_and_other_doors_have_turns_of_their_own(db):
    assert [door(times=1).allow("192.0.2.1") for _time in range(2)] == [True, False]
    assert door(times=1).allow("192.0.2.2")
    assert door("verify", times=1).allow("192.0.2.1")


def test_turns_come_back_evenly(db):
    assert [door(times=2).allow("a") for _time in range(3)] == [True, True, False]
    TokenBucket.objects.update(filled_at=timezone.now() - timedelta(seconds=31))
    assert [door(times=2).allow("a") for _time in range(2)] == [True, False]


def test_no_more_turns_gather_than_there_are(db):
    door(times=2).allow("a")
    TokenBucket.objects.update(filled_at=timezone.now() - timedelta(days=3))
    assert [door(times=2).allow("a") for _time in range(3)] == [True, True, False]


def test_a_clock_that_goes_back_gives_nothing_away(db):
    door(times=1).allow("a")
    TokenBucket.objects.update(filled_at=timezone.now() + timedelta(hours=1))
    assert not door(times=1).allow("a")


def test_give_back_returns_a_turn_and_never_more_than_all(db):
    door(times=1).allow("a")
    door(times=1).give_back("a")
    door(times=1).give_back("a")
    assert [door(times=1).allow("a") for _time in range(2)] == [True, False]


def test_wrong_codes_of_everybody_are_an_alarm_that_keeps_nobody_out(db):
    box = limits.CodeDoor("join", times=5, seconds=60, alarm=2)
    with capture_logs() as lines:
        for _time in range(3):
            box.note_wrong()
    assert [(line["event"], line["door"], line["log_level"]) for line in lines] == [("codes.alarm", "join", "warning")]
    assert box.allow("a")


def test_the_table_holds_no_address(db):
    door(times=1).allow("192.0.2.1")
    bucket = TokenBucket.objects.get()
    assert "192" not in bucket.key
    assert len(bucket.key) == 64


def test_a_limit_that_cannot_be_asked_keeps_the_door_closed(db, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr(limits, "_bucket", away)
    with pytest.raises(OperationalError):
        door(times=1).allow("a")


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
    door(times=1).allow("old")
    TokenBucket.objects.update(filled_at=timezone.now() - timedelta(days=2))
    door(times=1).allow("new")
    assert [limits.forget_full_buckets(), limits.forget_full_buckets()] == [1, 0]
    assert TokenBucket.objects.count() == 1
