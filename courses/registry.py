"""Upper apps answer here: who is affected by a change to a page, and why a page must be kept.

``courses`` knows no learner, so it can only ask. Each app registers in its wagtail_hooks.py:

    @keeps
    def completions(page: Page) -> list[str]: ...   # sentences; the page and everything below it

Answers are asked for a page together with all that is below it.
"""

from collections.abc import Callable

from wagtail.models import Page

Answer = Callable[[Page], list[str]]

_keepers: list[Answer] = []
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


def reasons_to_keep(page: Page) -> list[str]:
    """Why this page may not be deleted; empty if it may."""
    return [words for answer in _keepers for words in answer(page)]


def who_is_affected(page: Page) -> list[str]:
    """What a change to this page touches, in words."""
    return [words for answer in _affected for words in answer(page)]
