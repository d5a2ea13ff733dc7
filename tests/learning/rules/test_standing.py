"""Rules: values in, standing out."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.rules.standing import Have, Rule, add_months, fullest_window, london_day, standing

DAY = datetime.date(2026, 3, 4)


def days(*offsets: int) -> tuple[datetime.date, ...]:
    return tuple(DAY + datetime.timedelta(days=offset) for offset in offsets)


def test_lessons_are_complete_when_none_is_left():
    found = standing(Rule("LESSONS"), Have(lessons=3))
    assert (found.complete, found.have, found.needed, found.missing) == (True, 3, 3, "")


def test_lessons_name_what_is_left():
    found = standing(Rule("LESSONS"), Have(lessons=3, lessons_left=("Listen", "Point")))
    assert (found.complete, found.have, found.missing) == (False, 1, "2 lessons are left: Listen; Point.")


def test_a_module_without_lessons_is_never_complete():
    assert standing(Rule("LESSONS"), Have()).complete is False


@pytest.mark.parametrize("kind", ["ATTENDANCE", "OBSERVATION", "GRANT"])
def test_what_the_apps_above_bring_is_needed_once(kind):
    missing, done = standing(Rule(kind), Have()), standing(Rule(kind), Have(held=1))
    assert (missing.complete, missing.who_can_help, bool(missing.missing)) == (False, "trainer", True)
    assert (done.complete, done.have, done.needed, done.missing) == (True, 1, 1, "")


def test_a_grant_says_what_the_trainer_looks_for():
    assert standing(Rule("GRANT", what_to_see="You co-hosted."), Have()).missing == "You co-hosted."


def test_mentoring_counts_meetings():
    found = standing(Rule("MENTORING", needed=3), Have(held=2))
    assert (found.complete, found.have, found.needed, found.missing) == (False, 2, 3, "Hold one more meeting.")


def test_practice_counts_entries_that_lie_close_together():
    found = standing(Rule("PRACTICE", needed=3, within_days=84), Have(entry_days=days(0, 84, 85)))
    assert (found.complete, found.have, found.missing) == (False, 2, "Make one more entry.")
    assert found.until == DAY + datetime.timedelta(days=84 + 84)
    assert standing(Rule("PRACTICE", needed=3, within_days=84), Have(entry_days=days(0, 10, 84))).complete is True


def test_practice_counts_nothing_from_before_the_enrolment():
    have = Have(entry_days=days(-1, 0, 1), since=DAY)
    assert standing(Rule("PRACTICE", needed=3, within_days=84), have).have == 2


def test_practice_without_a_span_counts_every_entry():
    assert standing(Rule("PRACTICE", needed=2), Have(entry_days=days(0, 900))).complete is True


@given(st.lists(st.integers(0, 400), max_size=25), st.integers(1, 100))
def test_the_fullest_window_is_the_largest_there_is(offsets, within):
    found = sorted(days(*offsets))
    window = fullest_window(found, within)
    largest = max(
        (sum(0 <= (other - first).days <= within for other in found) for first in found),
        default=0,
    )
    assert len(window) == largest
    assert not window or (window[-1] - window[0]).days <= within


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-01-31", 13, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-03-04", 36, "2029-03-04"),
        ("2026-12-31", 2, "2027-02-28"),
    ],
)
def test_months_end_on_the_last_day_of_a_shorter_month(day, months, expected):
    assert add_months(datetime.date.fromisoformat(day), months).isoformat() == expected


def test_an_instant_belongs_to_the_day_in_london():
    summer = datetime.datetime(2026, 7, 1, 23, 30, tzinfo=datetime.UTC)
    winter = datetime.datetime(2026, 1, 1, 23, 30, tzinfo=datetime.UTC)
    assert (london_day(summer), london_day(winter)) == (datetime.date(2026, 7, 2), datetime.date(2026, 1, 1))
