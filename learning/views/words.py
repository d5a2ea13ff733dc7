"""How a standing is said on screen: kind, detail, chip and Why."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import CompletedBy, Edition, LessonPage, ModulePage
from learning.models import Enrolment, ModuleCompletion
from learning.services.player import Lesson
from learning.services.standing import ModuleStanding


def kind_of(module: ModulePage) -> str:
    """What kind of thing a module is, in a word or two."""
    kinds = {
        CompletedBy.LESSONS: _("Lessons"),
        CompletedBy.ATTENDANCE: _("Session"),
        CompletedBy.PRACTICE: _("Practice log"),
        CompletedBy.OBSERVATION: _("Observation"),
        CompletedBy.MENTORING: _("Meetings"),
        CompletedBy.GRANT: _("Trainer’s word"),
    }
    return kinds[CompletedBy(module.completed_by)]


def have_of(row: ModuleStanding) -> str:
    """What we have so far: "2 of 3 entries, until 1 March"."""
    counted = {
        CompletedBy.LESSONS: ngettext("%(have)s of %(count)s lesson", "%(have)s of %(count)s lessons", row.needed),
        CompletedBy.PRACTICE: ngettext("%(have)s of %(count)s entry", "%(have)s of %(count)s entries", row.needed),
        CompletedBy.MENTORING: ngettext("%(have)s of %(count)s meeting", "%(have)s of %(count)s meetings", row.needed),
    }
    words = counted.get(CompletedBy(row.module.completed_by))
    if words is None or not row.needed:
        return ""
    said = words % {"have": row.have, "count": row.needed}
    if row.until:
        return _("%(have)s, until %(day)s") % {"have": said, "day": date_format(row.until, "j F Y")}
    return said


def why(row: ModuleStanding) -> str:
    """Why a module stands as it does."""
    if row.completion is not None:
        return why_complete(row.completion)
    if row.started:
        return _("You have %(have)s. %(missing)s") % {"have": have_of(row), "missing": row.missing}
    return _("Nothing is recorded yet. To finish this: %(rule)s %(missing)s") % {
        "rule": row.module.rule_in_words,
        "missing": row.missing,
    }


def why_complete(completion: ModuleCompletion) -> str:
    """What a completion rests on; a grant says its reason."""
    said = _("Complete on %(day)s. It rests on: %(evidence)s") % {
        "day": date_format(completion.happened_on, "j F Y"),
        "evidence": completion.evidence_line,
    }
    parts = [said, completion.reason, _("Later edits to the course do not change this.")]
    return " ".join(part for part in parts if part)


def why_due(completion: ModuleCompletion, edition: Edition) -> str:
    """Why a completion is due a refresh, and that it stands."""
    return _("What this asks changed on %(changed)s. You completed it on %(day)s, and that still counts.") % {
        "changed": date_format(timezone.localdate(edition.published_at), "j F Y"),
        "day": date_format(completion.happened_on, "j F Y"),
    }


def path_items(
    enrolment: Enrolment, rows: list[ModuleStanding], now: ModulePage | None, due: Mapping[int, Edition]
) -> list[dict[str, Any]]:
    """The path of a course, one item a module. Due: what is due a refresh, by the key of its completion."""
    items = _path_items(enrolment, rows, now)
    for item, row in zip(items, rows, strict=True):
        if row.completion is not None and row.completion.pk in due:
            item |= {"status": "due", "why": why_due(row.completion, due[row.completion.pk])}
    return items


def lesson_links(enrolment: Enrolment, lessons: list[LessonPage]) -> list[dict[str, str]]:
    """Lessons with where they begin; the module's part of the address stands in the page's own."""
    return [
        {
            "title": lesson.title,
            "url": reverse("learning:resume", args=[enrolment.uuid, lesson.url_path.split("/")[-3], lesson.slug]),
        }
        for lesson in lessons
    ]


def _path_items(enrolment: Enrolment, rows: list[ModuleStanding], now: ModulePage | None) -> list[dict[str, Any]]:
    return [
        {
            "title": row.module.title,
            "url": reverse("learning:module", args=[enrolment.uuid, row.module.slug]),
            "kind": kind_of(row.module),
            "detail": have_of(row),
            "status": row.status,
            "why": why(row),
            "state": "done" if row.complete else "now" if now and now.pk == row.module.pk else "todo",
        }
        for row in rows
    ]


def lesson_items(enrolment: Enrolment, module: ModulePage, lessons: list[Lesson]) -> list[dict[str, Any]]:
    """The lessons of a module as a path; the first that is not finished is the one to go on with."""
    waiting = next((lesson.page.pk for lesson in lessons if not lesson.finished), None)
    return [
        {
            "title": lesson.page.title,
            "url": reverse("learning:resume", args=[enrolment.uuid, module.slug, lesson.page.slug]),
            "pack_url": reverse("learning:pack", args=[enrolment.uuid, module.slug, lesson.page.slug])
            + f"?edition={lesson.page.live_revision_id}",
            "kind": "" if lesson.page.required else _("If you like"),
            "detail": ngettext("%(count)s minute", "%(count)s minutes", lesson.page.minutes)
            % {"count": lesson.page.minutes},
            "status": "complete" if lesson.finished else "started" if lesson.started else "",
            "state": "done" if lesson.finished else "now" if lesson.page.pk == waiting else "todo",
        }
        for lesson in lessons
    ]
