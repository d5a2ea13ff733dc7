"""Every reading that gives the same page is tried: no part that is left out can be worked out."""

from collections import defaultdict
from itertools import product

import pytest

from learning.rules.small_numbers import is_nearly_all, parts_told

Page = tuple[int, tuple[int | None, ...], bool, bool]


def page_of(parts: tuple[int, ...]) -> Page:
    """All that a page says of these parts: the whole, what is told, "all but a few", and whether minutes are there."""
    whole, told = sum(parts), tuple(parts_told(parts))
    nearly = told[-1] is None and is_nearly_all(parts[-1], whole)
    return whole, told, nearly, nearly or (told[-1] or 0) >= 5


@pytest.mark.parametrize(("many", "largest"), [(2, 40), (3, 24), (4, 15), (5, 11)])
def test_no_part_that_is_left_out_can_be_worked_out(many: int, largest: int) -> None:
    """Whoever knows the rule and everything shown still has two readings of each number that is not."""
    readings: dict[Page, list[tuple[int, ...]]] = defaultdict(list)
    for parts in product(range(largest), repeat=many):
        if 5 <= sum(parts) < largest:
            readings[page_of(parts)].append(parts)
    given_away = [
        (page, at)
        for page, found in readings.items()
        for at, told in enumerate(page[1])
        if told is None and len({parts[at] for parts in found}) < 2
    ]
    assert given_away == []


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([0, 12, 30], [0, 12, 30]),
        ([3, 12, 30], [None, None, 30]),
        ([12, 3, 0, 30], [None, None, 0, 30]),
        ([3, 3, 30], [None, None, 30]),
        ([1, 1, 30], [None, None, None]),
        ([4, 4, 30], [None, None, None]),
        ([2, 48], [None, None]),
        ([50, 0], [50, 0]),
        ([], []),
    ],
)
def test_parts_told(parts: list[int], told: list[int | None]) -> None:
    """A small part takes the first other with it; what cannot be hidden in part is hidden whole."""
    assert parts_told(parts) == told


def test_nearly_all_is_said_of_nine_and_more() -> None:
    """Of eight, "all but a few" could be four."""
    assert [is_nearly_all(*given) for given in [(48, 50), (50, 50), (45, 50), (7, 9), (7, 8)]] == [
        *(True, False, False, True, False),
    ]
