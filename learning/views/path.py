"""The whole path of a course for one person: times, dates where there are some, and what is done folded away."""

from typing import Any

from django.utils.translation import gettext as _

from courses.models import CompletedBy, ModulePage
from courses.services.catalogue import time_in_words
from learning.models import Enrolment
from learning.registry import Meeting, meetings_of
from learning.services.packs import lessons_below
from learning.services.standing import ModuleStanding

FOLD_FROM = 12  # shorter paths are seen whole


def with_times(enrolment: Enrolment, items: list[dict[str, Any]], rows: list[ModuleStanding]) -> dict[str, Any]:
    """The items of a path with how long and when; those done apart, where the path is long; and what has no date."""
    modules = [row.module for row in rows]
    lessons = lessons_below(modules)
    dates = meetings_of(enrolment.person)
    for item, row in zip(items, rows, strict=True):
        minutes = row.module.minutes_with(lessons[row.module.pk])
        undated = _("No date for %(module)s is planned yet") % {"module": row.module.title}
        undated = undated if _waits_for_date(row, dates) else ""
        parts = [item["detail"], time_in_words(minutes) if minutes else "", undated]
        item["detail"] = " · ".join(part for part in parts if part)
        item["meeting"] = None if row.complete else next(iter(dates.get(row.module.pk, [])), None)
    folds = len(items) >= FOLD_FROM
    return {
        "items": [item for item in items if not folds or item["state"] != "done"],
        "folded": [item for item in items if folds and item["state"] == "done"],
        "undated": [row.module for row in rows if _waits_for_date(row, dates)],
    }


def _waits_for_date(row: ModuleStanding, dates: dict[int, list[Meeting]]) -> bool:
    return is_a_session(row.module) and not row.complete and row.module.pk not in dates


def is_a_session(module: ModulePage) -> bool:
    """Whether one comes to a session for it."""
    return module.completed_by == CompletedBy.ATTENDANCE
