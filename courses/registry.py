"""Upper apps answer here: who is affected by a change to a page, and why a page must be kept.

``courses`` knows no learner, so it can only ask. Each app registers in its wagtail_hooks.py:

    @keeps
    def completions(page: Page) -> list[str]: ...   # sentences; the page and everything below it

Answers are asked for a page together with all that is below it. A course page asks two things more: what anybody may
join soon (``@tells_dates``), and how this person goes on or begins (``@opens_doors``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

Answer = Callable[[Page], list[str]]


@dataclass(frozen=True)
class Door:
    """A way into a course for one person: where it leads, its words, and whether it is a form that is sent."""

    address: str
    label: str
    sends: bool = False


_keepers: list[Answer] = []
_dates: list[Callable[[Page], list[Any]]] = []
_doors: list[Callable[[Page, Any], list[Door]]] = []
_affected: list[Answer] = []


def keeps(answer: Answer) -> Answer:
    """Register: page -> sentences that say why it, or a page below it, may not be deleted. Registered once."""
    if answer not in _keepers:
        _keepers.append(answer)
    return answer


def affects(answer: Answer) -> Answer:
    """Register: page -> lines for "Who is affected", with counts. Registered once."""
    if answer not in _affected:
        _affected.append(answer)
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


def reasons_to_keep(page: Page) -> list[str]:
    """Why this page may not be deleted; empty if it may."""
    return [words for answer in _keepers for words in answer(page)]


def who_is_affected(page: Page) -> list[str]:
    """What a change to this page touches, in words."""
    return [words for answer in _affected for words in answer(page)]


def dates_of(course: Page) -> list[Any]:
    """The sessions to come that people may still join."""
    return [session for answer in _dates for session in answer(course)]


def ways_into(course: Page, person: Any) -> list[Door]:
    """How this person goes on with the course, or begins."""
    return [door for answer in _doors for door in answer(course, person)]
