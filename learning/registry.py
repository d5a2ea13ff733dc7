"""Upper apps answer here: who trains whom, whose record somebody may speak for, what proves a course, what waits.

``learning`` knows neither cohorts nor certificates nor records, so it can only ask. Each app registers in its
wagtail_hooks.py (docs/decisions/0042):

    @trains
    def members(user) -> QuerySet: ...      # the keys of the enrolments that this person trains now
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Proof:
    """A certificate beside the course that it proves: where it is, its status, and what a page says of it."""

    url: str
    status: str
    word: str
    line: str


@dataclass(frozen=True)
class Waiting:
    """Something that waits for this person: where it is, and its words."""

    url: str
    words: str


@dataclass(frozen=True)
class ModuleDate:
    """A session, or a meeting of a pairing: the key of the module it counts for, when, where, and its page.

    It is to come; or it is over, and waits for its register.
    """

    module: int
    starts_at: datetime
    where: str
    url: str
    is_over: bool = False


# A person, and what comes back: a queryset of keys of enrolments, or of UUIDs of completions.
Keys = Callable[[Any], Any]
Proofs = Callable[[Any], dict[int, list[Proof]]]
Waits = Callable[[Any], list[Waiting]]
MemberPage = Callable[[Any, Any], str]

_trained: list[Keys] = []
_in_hand: list[Callable[[], Any]] = []
_recorded: list[Keys] = []
_proofs: list[Proofs] = []
_waits: list[Waits] = []
_pages: list[MemberPage] = []
_trainers: list[Callable[[Any], list[str]]] = []
_dates: list[Callable[[Any], list[ModuleDate]]] = []


def trains(answer: Keys) -> Keys:
    """Register: person -> the keys of the enrolments of those they train today."""
    return _once(_trained, answer)


def is_trained(answer: Callable[[], Any]) -> Callable[[], Any]:
    """Register: the keys of all enrolments that somebody other than their learner trains today."""
    return _once(_in_hand, answer)


def records(answer: Keys) -> Keys:
    """Register: person -> the UUIDs of the completions, of modules and courses, that they may read as an employer."""
    return _once(_recorded, answer)


def proves(answer: Proofs) -> Proofs:
    """Register: person -> their proofs, by the key of the course completion."""
    return _once(_proofs, answer)


def waits(answer: Waits) -> Waits:
    """Register: person -> what waits for them to decide."""
    return _once(_waits, answer)


def opens_members(answer: MemberPage) -> MemberPage:
    """Register: (person, enrolment) -> the page where they may grant or withdraw what it holds; empty for none."""
    return _once(_pages, answer)


def names_trainers(answer: Callable[[Any], list[str]]) -> Callable[[Any], list[str]]:
    """Register: enrolment -> the names of those who train it and read what is shared with them."""
    return _once(_trainers, answer)


def trainers_of(enrolment: Any) -> list[str]:
    """The names of those with whom something of this enrolment may be shared; none where nobody trains it."""
    return sorted({name for answer in _trainers for name in answer(enrolment)})


def tells_dates(answer: Callable[[Any], list[ModuleDate]]) -> Callable[[Any], list[ModuleDate]]:
    """Register: person -> their sessions and meetings to come, or without a register, that count for a module."""
    return _once(_dates, answer)


def dates_of(person: Any) -> dict[int, list[ModuleDate]]:
    """The person's dates, the earliest first, by the key of the module that each counts for."""
    found: dict[int, list[ModuleDate]] = {}
    for date in sorted((each for answer in _dates for each in answer(person)), key=lambda each: each.starts_at):
        found.setdefault(date.module, []).append(date)
    return found


def trained_by(user: Any) -> list[Any]:
    """Querysets of the keys of the enrolments of those whom this person trains today."""
    return [answer(user) for answer in _trained]


def in_hand() -> list[Any]:
    """Querysets of the keys of all enrolments that somebody trains today."""
    return [answer() for answer in _in_hand]


def recorded_for(user: Any) -> list[Any]:
    """Querysets of the UUIDs of the completions that this person may read as an employer."""
    return [answer(user) for answer in _recorded]


def proofs_of(person: Any) -> dict[int, list[Proof]]:
    """The person's proofs, by the key of the course completion."""
    found: dict[int, list[Proof]] = {}
    for answer in _proofs:
        for completion, proofs in answer(person).items():
            found.setdefault(completion, []).extend(proofs)
    return found


def waiting_for(user: Any) -> list[Waiting]:
    """What waits for this person to decide."""
    return [line for answer in _waits for line in answer(user)]


def member_page(user: Any, enrolment: Any) -> str:
    """Where this person may grant or withdraw what the enrolment holds; empty where they may not."""
    return next((url for answer in _pages if (url := answer(user, enrolment))), "")


def _once(kept: list[Any], answer: Any) -> Any:
    if answer not in kept:
        kept.append(answer)
    return answer
