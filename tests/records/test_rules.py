"""Small numbers never leave HR, and subtraction does not find them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.rules import hidden, told, told_running


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([5, 20, 0], [5, 20, 0]),
        ([40, 3, 9, 12], [40, "under 5", "not shown", 12]),
        ([40, 3, 4], [40, "under 5", "under 5"]),
        ([40, 1, 1], ["not shown", "under 5", "under 5"]),
        ([118, 2], ["not shown", "under 5"]),
        ([0, 3, 0], [0, "under 5", 0]),
    ],
)
def test_one_to_four_and_what_would_give_them_away_are_left_out(counts, expected):
    assert told(counts) == expected


@given(st.lists(st.integers(0, 30), max_size=12))
def test_what_is_left_out_can_never_be_worked_out_from_the_whole(counts):
    out = hidden(counts)
    left_out = [count for count, is_out in zip(counts, out, strict=True) if is_out]
    shown = [count for count, is_out in zip(counts, out, strict=True) if not is_out]
    assert not any(0 < count < 5 for count in shown)
    everything = not any(shown)  # then the whole is all there is to tell
    assert not left_out or everything or (len(left_out) > 1 and sum(left_out) >= 5)


@pytest.mark.parametrize(
    ("steps", "rest", "expected"),
    [
        ([10, 20, 30], 40, [10, 30, 60]),
        ([10, 2, 30], 40, ["not shown", "not shown", "not shown"]),
        ([10, 20, 2], 40, ["not shown", "not shown", "not shown"]),
        ([0, 0, 3], 1, [0, 0, "under 5"]),
    ],
)
def test_running_totals_do_not_differ_by_what_is_left_out(steps, rest, expected):
    assert told_running(steps, rest) == expected
