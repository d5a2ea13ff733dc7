"""What every app holds about a person, declared once: why, on what ground, how long, how it goes, how it moves.

Each app's ``privacy.py`` is imported at start-up and registers its models. A model that reaches a person and is not
here fails tests/people/test_registry.py. When two entries turn out to be one person, ``hand_over`` moves the rows;
docs/decisions/0023 says which move and which stay.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

# All take people.models.User, which lies above this file: the person, or the one to move from and the one to move to.
Collect = Callable[[Any], list[dict[str, Any]]]
Erase = Callable[[Any], str]
HandOver = Callable[[Any, Any], int]
FollowAddress = Callable[[Any, str, str | None], int]
Clashes = Callable[[Any, Any], list[str]]
Files = Callable[[Any], Iterable[tuple[str, bytes]]]
Hold = Callable[[Iterable[Any]], Any]
_holdings: dict[str, "Holding"] = {}

# What people share with others is locked in this order, and people themselves after it: docs/decisions/0046.
LOCKED_BEFORE_PEOPLE = ("cohorts.Cohort", "cohorts.Session", "cohorts.Pairing", "learning.Enrolment")

MOVES = _("Moves to the person you keep.")
FOLLOWS = _("Goes along with what it belongs to.")
STAYS = _("Stays as it is: it says who did what.")


@dataclass(frozen=True, slots=True)
class Sparing:
    """What somebody who asks to be forgotten may keep for a while.

    ``until`` says to which day, None where there is nothing to keep; ``erase_rest`` forgets all the others now. The
    day after, ``erase`` of the holding forgets what was kept.
    """

    until: Callable[[Any], date | None]
    erase_rest: Erase


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of personal data: the model it lies in and what may be said about it.

    ``collect`` gives the person's own rows as plain values; ``erase`` forgets what need not be kept and returns one
    sentence that says what was done. ``hand_over`` moves what is one person's to another and returns how many rows;
    None where nothing is to be moved. ``follow_address`` takes what is kept at a person's address before to the one
    after, or settles it where there is none any more, and returns how many rows. ``clashes`` says beforehand what both
    have and only one can keep. ``noun`` and ``at_merge`` are the words for the page that asks. ``hold`` locks the rows
    that these people share with others, until the transaction ends.
    """

    model: type[Model]
    purpose: str
    basis: str
    retention: str
    collect: Collect
    erase: Erase
    hand_over: HandOver | None = None
    follow_address: FollowAddress | None = None
    clashes: Clashes | None = None
    noun: Any = ""
    at_merge: Any = ""
    files: Files | None = None
    at_leaving: Any = ""
    sparing: Sparing | None = None
    hold: Hold | None = None

    @property
    def label(self) -> str:
        """The model's label: learning.Enrolment."""
        return self.model._meta.label

    @property
    def words_at_merge(self) -> Any:
        """What becomes of the rows when two entries become one."""
        return self.at_merge or (MOVES if self.hand_over else FOLLOWS)

    @property
    def words(self) -> Any:
        """What the rows are called."""
        return self.noun or self.model._meta.verbose_name_plural


def register(model: type[Model], **holding: Any) -> None:
    """Declare what an app holds about people in one model.

    Takes purpose, basis, retention, collect and erase, all by name, and what Holding has for merging. Raises
    ImproperlyConfigured for a model that is declared twice, TypeError where one of the five is missing.
    """
    made = Holding(model=model, **holding)
    found = _holdings.get(made.label)
    if found is not None and found.collect is not made.collect:
        raise ImproperlyConfigured(f"{made.label} is declared twice.")
    _holdings[made.label] = made


def holdings() -> list[Holding]:
    """All that is declared, in the order of the models' labels."""
    return [_holdings[label] for label in sorted(_holdings)]


def hold_shared(people: Iterable[Any]) -> None:
    """What these people share with others is theirs alone until the transaction ends, locked in the house's order."""
    for label in LOCKED_BEFORE_PEOPLE:
        holding = _holdings.get(label)
        if holding is not None and holding.hold is not None:
            holding.hold(people)


def mover(model: type[Model], field: str) -> HandOver:
    """For rows that name the person in one column and clash with nothing: they name the other one from now on."""

    def hand_over(gone: Any, kept: Any) -> int:
        return model._default_manager.filter(**{field: gone}).update(**{field: kept})

    return hand_over


@dataclass(frozen=True, slots=True)
class Telling:
    """What an app above says of organisations on their own page: its name, a title, the words, and where to go on."""

    name: str
    title: Any
    tell: Callable[[list[int]], dict[int, str]]
    address: Callable[[int], str] | None = None


_tellings: dict[str, Telling] = {}


def tell(telling: Telling) -> None:
    """Put one more line on the page of every organisation. ``tell`` answers for a whole list of them at once."""
    _tellings[telling.name] = telling


def tellings() -> list[Telling]:
    """All lines, in the order of their names."""
    return [_tellings[name] for name in sorted(_tellings)]
