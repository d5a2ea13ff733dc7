"""Upper apps answer here: who is affected by a change to a page, and why a page must be kept.

``courses`` knows no learner, so it can only ask. Each app registers in its wagtail_hooks.py:

    @keeps
    def completions(page: Page) -> list[str]: ...   # sentences; the page and everything below it

Answers are asked for a page together with all that is below it. A course page asks two things more: what anybody may
join soon (``@tells_dates``), and how this person goes on or begins (``@offers_acts``). An editor's preview asks for a
page as learners meet it (``@plays``), and in which more modes it may be looked at (``@adds_modes``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

Reasons = Callable[[Page], list[str]]


@dataclass(frozen=True)
class Act:
    """Something to do from here: where it leads, its words, and whether it is a form that is sent."""

    address: str
    label: str
    sends: bool = False


# A route has no address and is asked about too, so what is asked about is a page or a route.
Affected = Callable[[Any], list["str | Act"]]

_keepers: list[Reasons] = []
_dates: list[Callable[[Page], list[Any]]] = []
_acts: list[Callable[[Page, Any], list[Act]]] = []
_affected: list[Affected] = []
_affected_too: list[Affected] = []
_holders: list[Callable[[Page], int]] = []
_players: list[Callable[[Page, HttpRequest, str], HttpResponse | None]] = []
_modes: list[Callable[[Page], list[tuple[str, str]]]] = []


def keeps(answer: Reasons) -> Reasons:
    """Register: page -> sentences that say why it, or a page below it, may not be deleted. Registered once."""
    if answer not in _keepers:
        _keepers.append(answer)
    return answer


def affects(answer: Affected) -> Affected:
    """Register: page or route -> lines for "Who is affected", with counts, and acts. Registered once."""
    if answer not in _affected:
        _affected.append(answer)
    return answer


def affects_too(answer: Affected) -> Affected:
    """Register the same, for lines that stand below those of ``@affects``. Registered once."""
    if answer not in _affected_too:
        _affected_too.append(answer)
    return answer


def counts_holders(answer: Callable[[Page], int]) -> Callable[[Page], int]:
    """Register: module -> how many people have it complete. Registered once."""
    if answer not in _holders:
        _holders.append(answer)
    return answer


def tells_dates(answer: Callable[[Page], list[Any]]) -> Callable[[Page], list[Any]]:
    """Register: course -> its sessions to come that people may still join, each as a session. Registered once."""
    if answer not in _dates:
        _dates.append(answer)
    return answer


def offers_acts(answer: Callable[[Page, Any], list[Act]]) -> Callable[[Page, Any], list[Act]]:
    """Register: (course, person) -> how this person goes on with it, or begins. Registered once."""
    if answer not in _acts:
        _acts.append(answer)
    return answer


def plays(
    answer: Callable[[Page, HttpRequest, str], HttpResponse | None],
) -> Callable[[Page, HttpRequest, str], HttpResponse | None]:
    """Register: (page, request, mode) -> it as learners meet it; None in a mode it does not know. Registered once."""
    if answer not in _players:
        _players.append(answer)
    return answer


def adds_modes(answer: Callable[[Page], list[tuple[str, str]]]) -> Callable[[Page], list[tuple[str, str]]]:
    """Register: page -> more modes of its preview, each with its words. Registered once."""
    if answer not in _modes:
        _modes.append(answer)
    return answer


def reasons_to_keep(page: Page) -> list[str]:
    """Why this page may not be deleted; empty if it may."""
    return [words for answer in _keepers for words in answer(page)]


def who_is_affected(thing: Any) -> list[str | Act]:
    """What a change to this page or route touches, in words."""
    lines = [words for answer in [*_affected, *_affected_too] for words in answer(thing)]
    return sorted(lines, key=lambda line: isinstance(line, Act))  # what one can do about it stands last


def holders_of(page: Page) -> int:
    """How many people have this module complete."""
    return sum(answer(page) for answer in _holders)


def dates_of(course: Page) -> list[Any]:
    """The sessions to come that people may still join."""
    return [session for answer in _dates for session in answer(course)]


def acts_on(course: Page, person: Any) -> list[Act]:
    """How this person goes on with the course, or begins."""
    return [act for answer in _acts for act in answer(course, person)]


def played(page: Page, request: HttpRequest, mode: str) -> HttpResponse | None:
    """The page as learners meet it, in this mode of the preview; None where nobody shows it so."""
    answers = (answer(page, request, mode) for answer in _players)
    return next((answer for answer in answers if answer is not None), None)


def modes_of(page: Page) -> list[tuple[str, str]]:
    """In which more modes an editor may look at this page, each with its words."""
    return [mode for answer in _modes for mode in answer(page)]
