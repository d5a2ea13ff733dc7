"""Which box stands in which row, and in which order: rows by the longest way, then few crossings. Pure.

A way that passes rows takes a bend in each. All ways to one box share their bends, so that they join into one line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

SWEEPS = 24
Onward = Mapping[int, Sequence[int]]  # a box -> the boxes its ways lead to, in order


@dataclass(frozen=True, slots=True)
class Bend:
    """Where a line passes a row on its way to ``to``; a line that goes back up passes alone."""

    to: int
    row: int
    back_from: int | None = None


Spot = int | Bend  # a box, or a bend
Step = tuple[Spot, Spot]  # from a row to the next


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows from top to bottom, each with what stands in it from left to right; the ways that lead back up."""

    rows: list[list[Spot]]
    back: set[tuple[int, int]]
    steps: dict[int, list[Step]] = field(default_factory=dict)  # by the row they leave


def rows(onward: Onward, start: int | None) -> Rows:
    """The boxes in rows: each below every box that leads to it, but for ways that lead back up."""
    back = _back(onward, start)
    row_of = _longest(onward, back)
    found = Rows([[] for _row in range(max(row_of.values(), default=-1) + 1)], back)
    for box, row in row_of.items():
        found.rows[row].append(box)
    for box, ways in onward.items():
        for to in dict.fromkeys(ways):
            if box != to:
                _thread(found, row_of, box, to)
    return _untangled(found)


def path_of(found: Rows, row_of: Mapping[int, int], box: int, to: int) -> list[Spot]:
    """What a way passes, from the upper box to the lower: for a way that leads back up that is where it ends first."""
    back_from = box if (box, to) in found.back else None
    upper, lower = (to, box) if back_from is not None else (box, to)
    between: list[Spot] = [Bend(to, row, back_from) for row in range(row_of[upper] + 1, row_of[lower])]
    return [upper, *between, lower]


def _back(onward: Onward, start: int | None) -> set[tuple[int, int]]:
    """The ways that close a circle, walking from the start and then from wherever nobody has been."""
    back: set[tuple[int, int]] = set()
    state: dict[int, bool] = {}  # on the way that is being walked, or done with
    for first in [*([start] if start is not None else []), *onward]:
        if first in state:
            continue
        state[first] = True
        walk: list[tuple[int, Iterator[int]]] = [(first, iter(onward[first]))]
        while walk:
            box, ways = walk[-1]
            to = next(ways, None)
            if to is None:
                state[box] = False
                walk.pop()
            elif to not in state:
                state[to] = True
                walk.append((to, iter(onward[to])))
            elif state[to]:
                back.add((box, to))
    return back


def _longest(onward: Onward, back: set[tuple[int, int]]) -> dict[int, int]:
    """The row of each box: as many as the longest way to it has steps."""
    ahead = {box: [to for to in ways if (box, to) not in back] for box, ways in onward.items()}
    waiting = dict.fromkeys(onward, 0)
    for ways in ahead.values():
        for to in ways:
            waiting[to] += 1
    row_of = dict.fromkeys(onward, 0)
    ready = [box for box, many in waiting.items() if not many]
    for box in ready:
        for to in ahead[box]:
            row_of[to] = max(row_of[to], row_of[box] + 1)
            waiting[to] -= 1
            if not waiting[to]:
                ready.append(to)
    return row_of


def _thread(found: Rows, row_of: Mapping[int, int], box: int, to: int) -> None:
    """The bends of a way into their rows, and its steps."""
    spots = path_of(found, row_of, box, to)
    first = row_of[spots[0]] if isinstance(spots[0], int) else 0
    for at, spot in enumerate(spots):
        if isinstance(spot, Bend) and spot not in found.rows[first + at]:
            found.rows[first + at].append(spot)
    for at, step in enumerate(pairwise(spots)):
        steps = found.steps.setdefault(first + at, [])
        if step not in steps:
            steps.append(step)


def _untangled(found: Rows) -> Rows:
    """Each row ordered by where its neighbours stand, down and up again; the best of all tries stays."""
    best, least = [list(row) for row in found.rows], crossings(found)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        order = range(1, len(found.rows)) if down else range(len(found.rows) - 2, -1, -1)
        for row in order:
            _sort(found, row, down=down)
        if (many := crossings(found)) < least:
            best, least = [list(row) for row in found.rows], many
    found.rows[:] = best
    return found


def _sort(found: Rows, row: int, *, down: bool) -> None:
    beside = found.rows[row - 1] if down else found.rows[row + 1]
    place = {spot: at for at, spot in enumerate(beside)}
    steps = found.steps.get(row - 1 if down else row, [])
    near: dict[Spot, list[int]] = {}
    for upper, lower in steps:
        own, other = (lower, upper) if down else (upper, lower)
        near.setdefault(own, []).append(place[other])
    now = {spot: at for at, spot in enumerate(found.rows[row])}
    found.rows[row].sort(key=lambda spot: sum(near[spot]) / len(near[spot]) if spot in near else now[spot])


def crossings(found: Rows) -> int:
    """How often two steps between the same rows cross."""
    many = 0
    for row, steps in found.steps.items():
        above = {spot: at for at, spot in enumerate(found.rows[row])}
        below = {spot: at for at, spot in enumerate(found.rows[row + 1])}
        ends = [(above[upper], below[lower]) for upper, lower in steps]
        many += sum((a - c) * (b - d) < 0 for at, (a, b) in enumerate(ends) for c, d in ends[at + 1 :])
    return many
