"""The register of reminders, the quiet hours and the token of the link that stops them."""

import datetime
import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.translation import get_language

from people import reminders

UTC = datetime.UTC


@pytest.fixture
def nothing_registered(monkeypatch):
    monkeypatch.setattr(reminders, "_kinds", {})


def at(day, clock):
    """A moment, said in UTC."""
    return datetime.datetime.fromisoformat(f"{day}T{clock}:00+00:00")


@pytest.mark.parametrize("kind", ["two words", "a-b", "", "x" * 21])
def test_a_kind_is_one_short_word(nothing_registered, kind):
    with pytest.raises(ImproperlyConfigured):
        reminders.reminds(kind, label="")


def test_a_kind_has_one_source(nothing_registered):
    def source(now):
        return []

    assert reminders.reminds("tea", label="Tea")(source) is source
    reminders.reminds("tea", label="Tea")(source)
    assert [(each.kind, each.label) for each in reminders.kinds()] == [("tea", "Tea")]
    with pytest.raises(ImproperlyConfigured):
        reminders.reminds("tea", label="Tea")(lambda now: [])


def test_every_kind_there_is_has_words_for_the_settings():
    assert {"practice", "promise", "follow_up", "refresh", "yearly"} <= {each.kind for each in reminders.kinds()}
    assert all(str(each.label).endswith(".") for each in reminders.kinds())


def test_words_are_made_in_the_language_of_the_moment_they_are_read():
    words = reminders.in_words(lambda name: f"{name}: {get_language()}", "Rosa")
    with translation.override("cy"):
        assert str(words) == "Rosa: cy"


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-12-09", "08:00", "19:59"),  # winter: London is UTC
        ("2026-07-08", "07:00", "18:59"),  # summer: an hour ahead
        ("2026-12-13", "08:00", "19:59"),  # a Sunday is a day like the others
        ("2027-03-28", "07:00", "18:59"),  # the clocks went forward this night
        ("2026-10-25", "08:00", "19:59"),  # and back this one
    ],
)
def test_eight_to_eight_in_london_is_no_quiet_hour(day, first, last):
    minute = datetime.timedelta(minutes=1)
    assert not reminders.is_quiet(at(day, first))
    assert reminders.is_quiet(at(day, first) - minute)
    assert not reminders.is_quiet(at(day, last))
    assert reminders.is_quiet(at(day, last) + minute)


@pytest.mark.parametrize(
    ("day", "clock", "morning"),
    [
        ("2026-12-09", "03:00", "2026-12-09T08:00+00:00"),
        ("2026-12-09", "21:00", "2026-12-10T08:00+00:00"),
        ("2027-03-27", "23:00", "2027-03-28T07:00+00:00"),  # an hour less to wait
        ("2026-10-24", "22:00", "2026-10-25T08:00+00:00"),  # an hour more
    ],
)
def test_the_morning_after_a_quiet_moment(day, clock, morning):
    assert reminders.next_morning(at(day, clock)) == datetime.datetime.fromisoformat(morning)


def test_a_token_says_whose_and_which_and_is_the_same_each_time():
    person = uuid.uuid4()
    token = reminders.token_for(person, ["tea", "cake", "tea"])
    assert token == reminders.token_for(person, ["cake", "tea"])
    assert reminders.read_token(token) == (person, ["cake", "tea"])
    assert "/" not in token


def test_a_token_that_was_changed_or_made_elsewhere_opens_nothing(settings):
    token = reminders.token_for(uuid.uuid4(), ["tea"])
    other = reminders.token_for(uuid.uuid4(), ["tea"])
    for wrong in ("", "nobodys", token[:-1], token.replace(".tea:", ".cake:"), other[:32] + token[32:]):
        assert reminders.read_token(wrong) is None, wrong
    settings.SECRET_KEY = "another key, without the old one beside it"
    assert reminders.read_token(token) is None
