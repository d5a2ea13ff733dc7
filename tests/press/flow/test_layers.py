"""Rows: below everything that leads there, ways back found, bends shared, and few crossings."""

from press.flow.layers import Bend, crossings, path_of, rows


def test_a_box_stands_below_all_that_lead_to_it() -> None:
    """By the longest way, so that no line leads up or across."""
    found = rows({0: [1, 2], 1: [2], 2: [3], 3: []}, 0)
    assert [[spot for spot in row if isinstance(spot, int)] for row in found.rows] == [[0], [1], [2], [3]]
    assert found.back == set()


def test_a_way_back_is_found_and_does_not_pull_boxes_down() -> None:
    """The way that closes a circle, seen from the start."""
    found = rows({0: [1], 1: [2], 2: [0, 3], 3: []}, 0)
    assert found.back == {(2, 0)}
    assert [[spot for spot in row if isinstance(spot, int)] for row in found.rows] == [[0], [1], [2], [3]]


def test_all_ways_to_one_box_share_their_bends() -> None:
    """They join into one line; a way back has bends of its own."""
    found = rows({0: [1, 3], 1: [2, 3], 2: [3, 0], 3: []}, 0)
    assert set(found.rows[1]) == {1, Bend(3, 1), Bend(0, 1, back_from=2)}
    assert set(found.rows[2]) == {2, Bend(3, 2)}
    row_of = {0: 0, 1: 1, 2: 2, 3: 3}
    assert path_of(found, row_of, 0, 3) == [0, Bend(3, 1), Bend(3, 2), 3]
    assert path_of(found, row_of, 2, 0) == [0, Bend(0, 1, back_from=2), 2]


def test_rows_are_untangled() -> None:
    """Two pairs that would cross do not."""
    found = rows({0: [1, 2], 1: [4], 2: [3], 3: [], 4: []}, 0)
    assert crossings(found) == 0


def test_what_nobody_comes_to_stands_on_top_too() -> None:
    """Beside the start, where it is seen."""
    found = rows({0: [1], 1: [], 2: [1]}, 0)
    assert sorted(spot for spot in found.rows[0] if isinstance(spot, int)) == [0, 2]


def test_nothing_is_no_row() -> None:
    """A scenario that was only begun."""
    assert rows({}, None).rows == []
