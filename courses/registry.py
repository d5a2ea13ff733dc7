"""Upper apps answer here: who is affected by a change to a page, and why a page must be kept.

``courses`` knows no learner, so it can only ask. Each app registers in its wagtail_hooks.py:

    @keeps
    def completions(page: Page) -> list[str]: ...   # sentences; the page and everything below it

Answers are asked for a page together with all that is below it. A course page asks two things more: what anybody may
join soon (``@tells_dates``), and how this person goes on or begins (``@opens_doors``). An editor's preview asks for a
lesson as learners meet it (``@plays``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

Reasons = Callable[[Page], list[str]]


@dataclass(frozen=True)
class Door:
    """A way into a course for one person: where it leads, its words, and whether it is a form that is sent."""

    address: str
    label: str
    sends: bool = False


# A route has no address and is asked about too, so what is asked about is a page or a route.
Affected = Callable[[Any], list["str | Door"]]

_keepers: list[Reasons] = []
_dates: list[Callable[[Page], list[Any]]] = []
_doors: list[Callable[[Page, Any], list[Door]]] = []
_affected: list[Affected] = []
_affected_too: list[Affected] = []
_holders: list[Callable[[Page], int]] = []
_players: list[Callable[[Page, HttpRequest, str], HttpResponse]] = []


def keeps(answer: Reasons) -> Reasons:
    """Register: page -> sentences that say why it, or a page below it, may not be deleted. Registered once."""
    if answer not in _keepers:
        _keepers.append(answer)
    return answer


def affects(answer: Affected) -> Affected:
    """Register: page or route -> lines for "Who is affected", with counts; a door leads to an act. Registered once."""
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


def opens_doors(answer: Callable[[Page, Any], list[Door]]) -> Callable[[Page, Any], list[Door]]:
    """Register: (course, person) -> how this person goes on with it, or begins. Registered once."""
    if answer not in _doors:
        _doors.append(answer)
    return answer


def plays(
    answer: Callable[[Page, HttpRequest, str], HttpResponse],
) -> Callable[[Page, HttpRequest, str], HttpResponse]:
    """Register: (lesson, request, mode) -> the lesson as learners meet it. Registered once."""
    if answer not in _players:
        _players.append(answer)
    return answer


def reasons_to_keep(page: Page) -> list[str]:
    """Why this page may not be deleted; empty if it may."""
    return [words for answer in _keepers for words in answer(page)]


def who_is_affected(thing: Any) -> list[str | Door]:
    """What a change to this page or route touches, in words."""
    lines = [words for answer in [*_affected, *_affected_too] for words in answer(thing)]
    return sorted(lines, key=lambda line: isinstance(line, Door))  # what one can do about it stands last


def holders_of(page: Page) -> int:
    """How many people have this module complete."""
    return sum(answer(page) for answer in _holders)


def dates_of(course: Page) -> list[Any]:
    """The sessions to come that people may still join."""
    return [session for answer in _dates for session in answer(course)]


def doors_into(course: Page, person: Any) -> list[Door]:
    """How this person goes on with the course, or begins."""
    return [door for answer in _doors for door in answer(course, person)]


def played(lesson: Page, request: HttpRequest, mode: str) -> HttpResponse | None:
    """The lesson as learners meet it, in this mode of the preview; None where nobody plays lessons."""
    return next((answer(lesson, request, mode) for answer in _players), None)
