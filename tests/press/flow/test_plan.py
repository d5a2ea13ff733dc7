"""Geometry: no two boxes overlap, each line ends at its boxes, and no line runs through a box."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.flow.plan import EDGE, Box, Line, Place, Plan, plan


def boxes(*ways: list[int | None]) -> list[Box]:
    """Boxes with these ways."""
    return [Box(f"A{at}", "Words", ["On"] * len(to), to) for at, to in enumerate(ways)]


@st.composite
def stories(draw: st.DrawFn) -> list[Box]:
    """Up to sixteen boxes with up to four ways each, to anywhere, themselves and nowhere too."""
    many = draw(st.integers(1, 16))
    somewhere = st.one_of(st.integers(0, many - 1), st.none())
    return boxes(*(draw(st.lists(somewhere, max_size=4)) for _box in range(many)))


def overlap(one: Place, other: Place) -> bool:
    """Whether two boxes share any ground."""
    return (
        one.x < other.x + other.wide
        and other.x < one.x + one.wide
        and one.y < other.y + other.high
        and other.y < one.y + one.high
    )


def runs_through(line: Line, place: Place) -> bool:
    """Whether the line enters the box. Between two points it stays within their height, and is straight or a curve."""
    for (x1, y1), (x2, y2) in pairwise(line.points):
        low, high, left, right = min(y1, y2), max(y1, y2), min(x1, x2), max(x1, x2)
        deep = min(high, place.y + place.high) - max(low, place.y)
        if deep > 0.001 and left < place.x + place.wide and right > place.x:
            return True
    return False


def around(place: Place, point: tuple[float, float]) -> bool:
    """Whether the point lies on the outline of the box."""
    x, y = point
    across, down = place.x <= x <= place.x + place.wide, place.y <= y <= place.y + place.high
    on_a_side = x in (place.x, place.x + place.wide) or y == place.y or abs(y - place.y - place.high) < 0.001
    return across and down and on_a_side


def check(found: Plan, given_boxes: list[Box]) -> None:
    """All that a reader relies on."""
    assert not [pair for pair in combinations(found.places.values(), 2) if overlap(*pair)]
    ways = [(at, to) for at, box in enumerate(given_boxes) for to in box.to if to is not None]
    assert [(line.start, line.end) for line in found.lines] == ways
    for line in found.lines:
        assert around(found.places[line.start], line.points[0])
        assert around(found.places[line.end], line.points[-1])
        assert not [at for at, place in found.places.items() if runs_through(line, place)]
    inside = [
        (place.x >= EDGE - 0.01, place.x + place.wide <= found.wide, place.y + place.high <= found.high)
        for place in found.places.values()
    ]
    assert set(inside) <= {(True, True, True)}


@given(stories())
def test_any_story_can_be_drawn(story: list[Box]) -> None:
    """Circles, ways to oneself, ways to nowhere, and places that nobody comes to."""
    check(plan(story, 0), story)


def test_fourteen_scenes_with_twenty_nine_choices() -> None:
    """The shape of "Music through the wall"."""
    story = boxes(
        *([1, 2, 3], [2, 14], [4, 5, 6], [7, 14], [5, 14], [7, 8], [5, 14], [9, 10], [15, 16], [11, 12, 14]),
        *([17], [12, 14], [13, 18], [18], [], [], [], [], []),
    )
    found = plan(story, 0)
    check(found, story)
    assert len(found.lines) == 29
    assert found.wide < 900


def test_lines_leave_a_box_in_the_order_of_where_they_go() -> None:
    """Two lines out of one box to the next row do not cross."""
    found = plan(boxes([2, 1], [3], [4], [], []), 0)
    first, second = found.lines[0], found.lines[1]
    assert (first.points[0] < second.points[0]) == (first.points[-1] < second.points[-1])


def test_a_way_back_leads_up_and_a_way_to_itself_goes_round_its_side() -> None:
    """Both are marked, so that they are drawn dashed."""
    found = plan(boxes([1], [0, 1]), 0)
    _down, up, round_it = found.lines
    assert (up.back, up.points[0][1] > up.points[-1][1]) == (True, True)
    assert (round_it.back, {x for x, _y in round_it.points}) == (True, {found.places[1].x + found.places[1].wide})


@pytest.mark.parametrize("story", [[], boxes([])])
def test_nothing_and_one(story: list[Box]) -> None:
    """A scenario that was only begun."""
    check(plan(story, 0 if story else None), story)
