"""Reads table.txt: who gets what at each address of ours, and which rule holds below each address of others."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.access.routes import ROUTES, Route

FILE = Path(__file__).with_name("table.txt")
CAST = (
    *("anyone", "leaver", "officer", "caretaker", "resident", "outsider", "trainer", "other_trainer"),
    *("editor", "hr", "other_hr", "administrator"),
)
LEARNERS = ("officer", "caretaker", "resident", "outsider")
# The best first: somebody in two groups gets the better of the two answers. Where a whole part of the site is closed to
# learners a 403 says only that; about what has ended, and where learners may come in, it is for those who may see it.
BEST_FIRST = ("ok", "on", "409", "410", "405", "404", "403")
BEST_FIRST_WHERE_OPEN = ("ok", "on", "409", "410", "405", "403", "404")


@dataclass(frozen=True)
class Row:
    """One line: an address, whose thing it is about, and what each of the cast gets for looking and for sending."""

    route: str
    whose: str
    cells: tuple[str, ...]

    def expected(self, who: str) -> tuple[str, str]:
        """What looking and what sending gets."""
        look, _slash, send = self.cells[CAST.index(who)].partition("/")
        return look, send

    @property
    def is_closed_part(self) -> bool:
        """Whether learners are refused before it is asked whose thing it is."""
        answers = [self.expected(who) for who in LEARNERS]
        return any(look == "403" or (look, send) == ("405", "403") for look, send in answers)

    def union(self, names: tuple[str, ...]) -> tuple[str, str]:
        """What somebody gets who is all of these."""
        looks, sends = zip(*(self.expected(name) for name in names), strict=True)
        order = BEST_FIRST if self.is_closed_part and self.whose != "ended" else BEST_FIRST_WHERE_OPEN
        plain = [send.removesuffix("+") for send in sends]
        return min(looks, key=order.index), min(plain, key=order.index)

    def __str__(self) -> str:
        return f"{self.route}-{self.whose}"


@cache
def lines() -> tuple[list[str], ...]:
    """The words of each line that says something."""
    text = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(line.split() for line in text if line.strip() and not line.startswith("#"))


@cache
def rows() -> tuple[Row, ...]:
    """Our own addresses, one by one."""
    found = []
    for name, whose, *cells in (line for line in lines() if line[0] != "below"):
        assert len(cells) == len(CAST), f"{name}: {len(cells)} cells"
        found.append(Row(name, whose, tuple(cells)))
    return tuple(found)


@cache
def rules() -> dict[str, str]:
    """The rule below each address of Wagtail's and allauth's."""
    return {line[1].removeprefix("/"): line[2] for line in lines() if line[0] == "below"}


def rule_for(route: Route) -> str | None:
    """The rule of the longest address that this one begins with."""
    plain = route.pattern.replace("^", "")
    found = [start for start in rules() if plain.startswith(start)]
    return rules()[max(found, key=len)] if found else None


def routes_by(rule: str) -> list[Route]:
    """Routes that the table does not name, under one rule."""
    named = {row.route for row in rows()}
    return [route for route in ROUTES if route.name not in named and rule_for(route) == rule]


@cache
def route_named(name: str) -> Route:
    """The route of a name."""
    return next(route for route in ROUTES if route.name == name)
