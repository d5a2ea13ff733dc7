"""The next session: when, where, how one stands to it, and the one thing to say about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.models import Session
from cohorts.services import my_sessions as state

# How its member stands to a session: what they read, and the words that lead to its page.
WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    state.COMING: (_("Your place is booked."), _("Change, or say what you need")),
    state.EXPECTED: (_("We look forward to you."), _("I am coming, or I cannot come")),
    state.FREE: (_("You have not booked yet."), _("Book my place")),
    state.FULL: (_("All places are taken."), _("Join the waiting list")),
    state.WAITING: (_("You are on the waiting list."), _("See my place in line")),
    state.OFFERED: (_("A place is yours if you want it."), _("Take my place")),
    state.CANNOT: (_("You said that you cannot come."), _("I can come after all")),
    state.BEGUN: ("", _("See the session")),
}


@dataclass(frozen=True)
class Coming:
    """One session with its words, and those after it."""

    session: Any  # a Session with ``mine``: how one stands to it
    said: str | Promise
    label: str | Promise
    later: list[Session]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say something."""
        return self.session.mine.state in {state.FREE, state.FULL, state.OFFERED}


def coming(sessions: Sequence[Any]) -> Coming | None:
    """The first one that this person comes to or may come to; only then one that they will not be at."""
    wanted = [
        row for row in sessions if row.mine.state not in {state.ELSEWHERE, state.CANNOT} and not row.mine.is_missed
    ]
    first = next(iter(wanted), None) or next((row for row in sessions if row.mine.state == state.CANNOT), None)
    if first is None:
        return None
    said, label = WORDS.get(first.mine.state, WORDS[state.BEGUN])
    return Coming(first, said, label, [row for row in wanted if row.pk != first.pk][:2])
