"""Where everything is, in tenths of an em: boxes that never overlap, and lines that end at their boxes. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from press.flow.layers import Bend, Rows, Spot, path_of, rows

EM = 10.0
WIDE, LINE, PAD = 17 * EM, 1.5 * EM, 0.6 * EM
APART, BEND, BETWEEN, EDGE = 1.6 * EM, 1.2 * EM, 3.6 * EM, 1.5 * EM
SETTLING = 16
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in one box: its key, a line of words, one line for each way on, and where each leads.

    ``to`` names boxes by their number; None leads nowhere. ``look`` is its shape, ``faults`` what is wrong.
    """

    key: str
    words: str
    ways: Sequence[str] = ()
    to: Sequence[int | None] = ()
    look: str = "scene"
    faults: Sequence[str] = ()

    @property
    def high(self) -> float:
        """Its height: the key, the words, and a line for each fault and way."""
        return (1 + bool(self.words) + len(self.faults) + len(self.ways)) * LINE + 2 * PAD


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box is."""

    x: float
    y: float
    high: float
    wide: float = WIDE

    @property
    def middle(self) -> float:
        """Its middle, across."""
        return self.x + self.wide / 2


@dataclass(frozen=True, slots=True)
class Line:
    """One way: from a box, by its number, to a box; the points it passes. ``back`` leads up again."""

    start: int
    way: int
    end: int
    points: list[Point]
    back: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything in its place."""

    wide: float
    high: float
    places: dict[int, Place]
    lines: list[Line] = field(default_factory=list)


def plan(boxes: Sequence[Box], start: int | None) -> Plan:
    """The boxes top down from the start, each way ending at the box it leads to."""
    onward = {at: [to for to in box.to if to is not None] for at, box in enumerate(boxes)}
    found = rows(onward, start)
    tops, heights = _down(found, boxes)
    across = _across(found)
    places = {
        spot: Place(across[spot] - WIDE / 2, tops[at], boxes[spot].high)
        for at, row in enumerate(found.rows)
        for spot in row
        if isinstance(spot, int)
    }
    wide = max((across[spot] + _wide(spot) / 2 for row in found.rows for spot in row), default=0.0) + EDGE
    high = (tops[-1] + heights[-1] if tops else 0.0) + EDGE
    drawn = _Lines(found, places, across, {at: (top, top + heights[at]) for at, top in enumerate(tops)})
    return Plan(wide, high, places, [line for at, box in enumerate(boxes) for line in drawn.of(at, box.to)])


def port(place: Place, way: int, ways: int) -> Point:
    """Where a way leaves its box: at its foot, so many from the left."""
    return place.x + place.wide * (way + 1) / (ways + 1), place.y + place.high


def _wide(spot: Spot) -> float:
    return BEND if isinstance(spot, Bend) else WIDE


def _down(found: Rows, boxes: Sequence[Box]) -> tuple[list[float], list[float]]:
    """The top and the height of each row. The more lines between two rows, the further apart they are."""
    heights = [max((boxes[spot].high for spot in row if isinstance(spot, int)), default=0.0) for row in found.rows]
    tops, y = [], EDGE
    for at, high in enumerate(heights):
        tops.append(y)
        y += high + BETWEEN + 0.25 * EM * len(found.steps.get(at, []))
    return tops, heights


def _across(found: Rows) -> dict[Spot, float]:
    """The middle of each spot: near its neighbours, in its order, never closer than it is wide."""
    across: dict[Spot, float] = {}
    for row in found.rows:
        across |= dict(zip(row, _apart(row, [0.0] * len(row)), strict=True))
    for turn in range(SETTLING):
        down = turn % 2 == 0
        order = range(1, len(found.rows)) if down else range(len(found.rows) - 2, -1, -1)
        for at in order:
            row = found.rows[at]
            wanted = [_wanted(found, spot, at, across, down=down) for spot in row]
            across |= dict(zip(row, _apart(row, wanted), strict=True))
    left = min((across[spot] - _wide(spot) / 2 for row in found.rows for spot in row), default=0.0)
    return {spot: x - left + EDGE for spot, x in across.items()}


def _wanted(found: Rows, spot: Spot, row: int, across: Mapping[Spot, float], *, down: bool) -> float:
    steps = found.steps.get(row - 1 if down else row, [])
    near = [across[upper if down else lower] for upper, lower in steps if (lower if down else upper) == spot]
    return sum(near) / len(near) if near else across[spot]


def _apart(row: Sequence[Spot], wanted: Sequence[float]) -> list[float]:
    """As near to where each wants to be as their order and their width allow (pools of those that push)."""
    offset, x = [], 0.0
    for at, spot in enumerate(row):
        x += (_wide(row[at - 1]) + _wide(spot)) / 2 + APART if at else 0.0
        offset.append(x)
    pools: list[tuple[float, int]] = []  # the mean of a pool and how many are in it
    for want, off in zip(wanted, offset, strict=True):
        mean, many = want - off, 1
        while pools and pools[-1][0] >= mean:
            before, count = pools.pop()
            mean, many = (mean * many + before * count) / (many + count), many + count
        pools.append((mean, many))
    placed = [mean for mean, many in pools for _each in range(many)]
    return [mean + off for mean, off in zip(placed, offset, strict=True)]


@dataclass(frozen=True, slots=True)
class _Lines:
    """What the lines need to know: where boxes and bends are, and where each row begins and ends."""

    found: Rows
    places: Mapping[int, Place]
    across: Mapping[Spot, float]
    ends: Mapping[int, tuple[float, float]]

    def of(self, box: int, ways: Sequence[int | None]) -> list[Line]:
        """The lines of one box. They leave it in the order of where they go, so that they need not cross."""
        there = [(number, to) for number, to in enumerate(ways) if to is not None]
        lines = {number: self._back(box, number, to) for number, to in there if to == box or self._is_back(box, to)}
        down = sorted((self._first(box, to), number, to) for number, to in there if number not in lines)
        for at, (_x, number, to) in enumerate(down):
            lines[number] = self._down(box, number, to, port(self.places[box], at, len(down)))
        return [lines[number] for number, _to in there]

    def _is_back(self, box: int, to: int) -> bool:
        return (box, to) in self.found.back

    def _row(self, box: int) -> int:
        return next(at for at, row in enumerate(self.found.rows) if box in row)

    def _first(self, box: int, to: int) -> float:
        """Where a way goes next, across."""
        return self.across[path_of(self.found, self._rows(box, to), box, to)[1]]

    def _rows(self, *boxes: int) -> dict[int, int]:
        return {box: self._row(box) for box in boxes}

    def _bends(self, box: int, to: int) -> list[Point]:
        """Straight past each row between the two, from the upper one down."""
        row_of = self._rows(box, to)
        bends = path_of(self.found, row_of, box, to)[1:-1]
        first = min(row_of.values()) + 1
        return [(self.across[bend], y) for at, bend in enumerate(bends, first) for y in self.ends[at]]

    def _down(self, box: int, number: int, to: int, leaves: Point) -> Line:
        foot = (leaves[0], self.ends[self._row(box)][1])
        into = (self.places[to].middle, self.places[to].y)
        return Line(box, number, to, [leaves, foot, *self._bends(box, to), into])

    def _back(self, box: int, number: int, to: int) -> Line:
        """Up again: out on top of its box, on the right, and in at the foot of the other. To itself: round its side."""
        own, other = self.places[box], self.places[to]
        if box == to:
            right, y = own.x + own.wide, own.y + own.high / 2
            return Line(box, number, to, [(right, y + LINE / 2), (right, y - LINE / 2)], back=True)
        out, into = (own.x + own.wide * 0.94, own.y), other.x + other.wide * 0.97
        below = [(into, self.ends[self._row(to)][1]), (into, other.y + other.high)]
        return Line(box, number, to, [out, *reversed(self._bends(box, to)), *below], back=True)
