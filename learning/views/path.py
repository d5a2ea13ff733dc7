"""The whole path of a course for one person: times, dates where there are some, and what is done folded away."""

from typing import Any

from django.utils.translation import gettext as _

from courses.models import CompletedBy, ModulePage
from courses.registry import dates_of as open_dates_of
from courses.services.catalogue import time_in_words
from learning.models import Enrolment
from learning.registry import ModuleDate, dates_of
from learning.services.packs import lessons_below
from learning.services.standing import ModuleStanding

FOLD_FROM = 12  # shorter paths are seen whole


def with_times(enrolment: Enrolment, items: list[dict[str, Any]], rows: list[ModuleStanding]) -> dict[str, Any]:
    """The items of a path with how long and when; those done apart, where the path is long; and what has no date."""
    modules = [row.module for row in rows]
    lessons = lessons_below(modules)
    dates = dates_of(enrolment.person)
    for item, row in zip(items, rows, strict=True):
        minutes = row.module.minutes_with(lessons[row.module.pk])
        undated = _("No date for %(module)s is planned yet") % {"module": row.module.title}
        undated = undated if _waits_for_date(row, dates) else ""
        parts = [item["detail"], time_in_words(minutes) if minutes else "", undated]
        item["detail"] = " · ".join(part for part in parts if part)
        coming = [] if row.complete else [date for date in dates.get(row.module.pk, []) if not date.is_over]
        item["date"] = next(iter(coming), None)
    folds = len(items) >= FOLD_FROM
    return {
        "items": [item for item in items if not folds or item["state"] != "done"],
        "folded": [item for item in items if folds and item["state"] == "done"],
        "undated": [row.module for row in rows if _waits_for_date(row, dates)],
    }


def session_told(enrolment: Enrolment, module: ModulePage, row: ModuleStanding | None) -> dict[str, Any] | None:
    """What the page of a module that one comes to a session for says of its dates; None where it is complete.

    ``why_none`` says why this person needs no date. Else ``over`` waits for its register, ``coming`` is to come, and
    ``elsewhere`` says that the course has a date of this module that they may join.
    """
    if row is not None and row.complete:
        return None
    why_none = ""
    if enrolment.status == Enrolment.Status.LEFT:
        why_none = _("You left this course, so no date is kept for you. You can join again.")
    elif row is None:
        why_none = _("Your way through this course does not ask for this session.")
    if why_none:
        return {"why_none": why_none}
    dates = dates_of(enrolment.person).get(module.pk, [])
    coming = [date for date in dates if not date.is_over]
    joinable = [] if coming else open_dates_of(enrolment.course)
    return {
        "over": [date for date in dates if date.is_over],
        "coming": coming,
        "elsewhere": any(session.module_id == module.pk for session in joinable),
    }


def _waits_for_date(row: ModuleStanding, dates: dict[int, list[ModuleDate]]) -> bool:
    return is_a_session(row.module) and not row.complete and row.module.pk not in dates


def is_a_session(module: ModulePage) -> bool:
    """Whether one comes to a session for it."""
    return module.completed_by == CompletedBy.ATTENDANCE
