"""When a module counts as done: rule values and what we have in, a standing in words out. No database."""

import datetime
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONDON = ZoneInfo("Europe/London")
YOU, TRAINER = "you", "trainer"


@dataclass(frozen=True, slots=True)
class Rule:
    """How a module is completed: its CompletedBy value and the two numbers some rules need."""

    completed_by: str
    needed: int | None = None
    within_days: int | None = None
    what_to_see: str = ""


@dataclass(frozen=True, slots=True)
class Have:
    """What is there so far. Sessions, observations and meetings are known to the apps above, as counts at most."""

    lessons: int = 0
    lessons_left: tuple[str, ...] = ()
    entry_days: tuple[datetime.date, ...] = ()
    since: datetime.date | None = None
    held: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What we have and what is missing. who_can_help is "you" or "trainer"; until is the last day an entry counts."""

    complete: bool
    have: int
    needed: int
    missing: str = ""
    who_can_help: str = YOU
    until: datetime.date | None = None


def standing(rule: Rule, have: Have) -> Standing:
    """How the module stands by its rule. Raises KeyError for a rule this release does not know."""
    return RULES[rule.completed_by](rule, have)


def _lessons(rule: Rule, have: Have) -> Standing:
    left = len(have.lessons_left)
    if not have.lessons:
        return Standing(False, 0, 0, _("This module has no lessons yet."), TRAINER)
    missing = ""
    if left:
        names = "; ".join(have.lessons_left)
        missing = ngettext("One lesson is left: %(names)s.", "%(left)s lessons are left: %(names)s.", left) % {
            "left": left,
            "names": names,
        }
    return Standing(not left, have.lessons - left, have.lessons, missing)


def _practice(rule: Rule, have: Have) -> Standing:
    needed = rule.needed or 1
    days = sorted(day for day in have.entry_days if have.since is None or day >= have.since)
    window = fullest_window(days, rule.within_days)
    count = min(len(window), needed)
    until = None
    if window and rule.within_days and count < needed:
        until = window[0] + datetime.timedelta(days=rule.within_days)
    left = needed - count
    missing = ""
    if left:
        missing = ngettext("Make one more entry.", "Make %(left)s more entries.", left) % {"left": left}
    return Standing(not left, count, needed, missing, YOU, until)


def _attendance(rule: Rule, have: Have) -> Standing:
    missing = "" if have.held else _("Your trainer puts it in the register when you come.")
    return Standing(bool(have.held), min(have.held, 1), 1, missing, TRAINER)


def _observation(rule: Rule, have: Have) -> Standing:
    missing = "" if have.held else _("Be watched once, and have it signed off.")
    return Standing(bool(have.held), min(have.held, 1), 1, missing, TRAINER)


def _mentoring(rule: Rule, have: Have) -> Standing:
    needed = rule.needed or 1
    count = min(have.held, needed)
    left = needed - count
    missing = ""
    if left:
        missing = ngettext("Hold one more meeting.", "Hold %(left)s more meetings.", left) % {"left": left}
    return Standing(not left, count, needed, missing, TRAINER)


def _grant(rule: Rule, have: Have) -> Standing:
    missing = "" if have.held else rule.what_to_see or _("Your trainer says when this is done.")
    return Standing(bool(have.held), min(have.held, 1), 1, missing, TRAINER)


RULES: dict[str, Callable[[Rule, Have], Standing]] = {
    "LESSONS": _lessons,
    "ATTENDANCE": _attendance,
    "PRACTICE": _practice,
    "OBSERVATION": _observation,
    "MENTORING": _mentoring,
    "GRANT": _grant,
}


def fullest_window(days: Sequence[datetime.date], within: int | None) -> list[datetime.date]:
    """The largest run of days that all lie within so many days of one another; of equals, the latest.

    The latest of equals leaves the most time for what is still missing. The days must be in order.
    """
    if within is None:
        return list(days)
    best: list[datetime.date] = []
    first = 0
    for last, day in enumerate(days):
        while (day - days[first]).days > within:
            first += 1
        if last - first + 1 >= len(best):
            best = list(days[first : last + 1])
    return best


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months on; the month's last day where it is shorter."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def london_day(instant: datetime.datetime) -> datetime.date:
    """The date of an instant in London: 11.30 pm UTC in July is the next day."""
    return instant.astimezone(LONDON).date()
