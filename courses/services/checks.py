"""How many things are left to put right on each page of a list. The number of queries does not grow with the list."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Value
from django.db.models.functions import Greatest, Length, Substr
from django.utils import timezone
from wagtail.models import Page, Revision

from courses import gates
from courses.advice import date_advice, field_advice, lesson_advice, link_advice
from courses.models import CompletedBy, CoursePage, LessonPage, LocalWord, ModulePage, Resource, SeededContent
from courses.models.checked import languages_missing, words_to_avoid
from courses.models.course import TEXTS as COURSE_TEXTS
from courses.models.module import TEXTS as MODULE_TEXTS
from courses.models.translation import Translation, lines_from, pages_behind

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Checks:
    """What is left on one page as it was last saved, how long it takes, and whether it is a starter as it came.

    ``must`` and ``look`` count what ``problems()`` and ``advice()`` of the page say.
    """

    must: int
    look: int
    minutes: int | None
    starter: bool


def checks_of(pages: Iterable[Page]) -> dict[int, Checks]:
    """The checks of each of these courses, modules and lessons, by its key."""
    rows = list(pages)
    latest = [page.latest_revision_id for page in rows]
    contents: dict[int | None, Content] = dict(Revision.objects.filter(pk__in=latest).values_list("pk", "content"))
    starters = set(SeededContent.objects.starters().filter(revision__in=latest).values_list("revision", flat=True))
    counted: dict[int, tuple[int, int, int | None]] = {}
    for model, count in _COUNTERS.items():
        of_kind = [page for page in rows if isinstance(page, model)]
        if of_kind:
            counted |= count(of_kind, {page.pk: contents.get(page.latest_revision_id, {}) for page in of_kind})
    behind = list(pages_behind())
    waiting = set(Translation.objects.filter(page__in=counted, cleared_at=None).values_list("page", flat=True))
    languages = languages_missing(rows)
    return {
        page.pk: Checks(must + (page.pk in waiting), look + tongues, minutes, page.latest_revision_id in starters)
        for page in rows
        for must, look, minutes in [counted[page.pk]]
        for tongues in [lines_from(page, behind) + len(languages.get(page.pk, ()))]
    }


Counted = dict[int, tuple[int, int, int | None]]


def _lessons(pages: list[Any], contents: Mapping[int, Content]) -> Counted:
    stored = {page.pk: json.loads(contents[page.pk].get("body") or "[]") for page in pages}
    words = {key: gates.words_needed(body) for key, body in stored.items()}
    missing = LocalWord.objects.missing(set().union(*words.values()))
    bodies = _read_together(LessonPage, "body", stored)
    jargon, amiss, today = words_to_avoid(), Resource.objects.amiss(), timezone.localdate()
    found: Counted = {}
    for page in pages:
        unfilled = _of(missing, words[page.pk])
        minutes = contents[page.pk].get("minutes") or page.minutes
        blocks = gates.read(stored[page.pk])
        advice = lesson_advice(blocks, minutes=minutes, jargon=jargon) + link_advice(blocks, amiss)
        advice += date_advice(_day(contents[page.pk]), today=today)
        problems = gates.body_problems(bodies[page.pk], stored[page.pk], unfilled=unfilled)
        found[page.pk] = (len(problems), len(advice), minutes)
    return found


def _read_together(model: type[Page], field: str, stored: Mapping[int, list[Any]]) -> dict[int, list[Any]]:
    """The blocks of each of these bodies. What they choose is read once for all of them."""
    stream = model._meta.get_field(field).stream_block
    known = {key: [block for block in body if block["type"] in stream.child_blocks] for key, body in stored.items()}
    children = iter(stream.to_python([block for body in known.values() for block in body]))
    return {key: list(islice(children, len(body))) for key, body in known.items()}


def _of(missing: Mapping[str, list[str]], words: set[str]) -> dict[str, list[str]]:
    """Of the words that are missing somewhere, these."""
    return {word: places for word, places in missing.items() if word in words}


def _day(content: Content) -> date | None:
    return date.fromisoformat(content["review_by"]) if content.get("review_by") else None


def _child_of(pages: Iterable[Page]) -> dict[str, Any]:
    """The filter for the children of these pages, whose parents' path is then ``above``."""
    return {"above__in": [page.path for page in pages]}


def _children(model: type[Page], *, levels: int = 1) -> Any:
    """The pages of this kind, each with the path of the page so many levels above it."""
    # PostgreSQL may look at pages further up too, where nothing would be left of the path.
    length = Greatest(Length("path") - levels * Page.steplen, Value(0))
    return model._default_manager.annotate(above=Substr("path", 1, length))


def _modules(pages: list[Any], contents: Mapping[int, Content]) -> Counted:
    lessons = _children(LessonPage).filter(**_child_of(pages), required=True)
    required, minutes = Counter[str](), Counter[str]()
    for above, taken in lessons.values_list("above", "minutes"):
        required[above] += 1
        minutes[above] += taken
    plans = {page.pk: json.loads(contents[page.pk].get("plan") or "[]") for page in pages}
    words = {key: gates.words_needed(plan) for key, plan in plans.items()}
    missing = LocalWord.objects.missing(set().union(*words.values()))
    bound = _read_together(ModulePage, "plan", plans)
    jargon = words_to_avoid()
    found: Counted = {}
    for page in pages:
        content = {"completed_by": page.completed_by} | dict(contents[page.pk])
        problems = gates.module_problems(content, required_lessons=required[page.path])
        unfilled = _of(missing, words[page.pk])
        problems += gates.plan_problems(bound[page.pk], plans[page.pk], unfilled=unfilled)
        texts = {name: content.get(name) or "" for name in MODULE_TEXTS}
        by_lessons = content["completed_by"] == CompletedBy.LESSONS
        length = minutes[page.path] if by_lessons else content.get("minutes")
        found[page.pk] = (len(problems), len(field_advice(texts, jargon)), length or None)
    return found


def _courses(pages: list[Any], contents: Mapping[int, Content]) -> Counted:
    rules: dict[str, list[str]] = {}
    for above, rule in _children(ModulePage).filter(**_child_of(pages)).values_list("above", "completed_by"):
        rules.setdefault(above, []).append(rule)
    panels = _children(LessonPage, levels=2).filter(
        **_child_of(pages), latest_revision__content__body__icontains='"safety_panel"'
    )
    safe = set(panels.values_list("above", flat=True))
    jargon, today = words_to_avoid(), timezone.localdate()
    found: Counted = {}
    for page in pages:
        content = contents[page.pk]
        problems = gates.course_problems(
            kind=content.get("kind") or page.kind,
            rules=rules.get(page.path, []),
            has_safety_panel=page.path in safe,
        )
        advice = field_advice({name: content.get(name) or "" for name in COURSE_TEXTS}, jargon)
        advice += date_advice(_day(content), today=today)
        found[page.pk] = (len(problems), len(advice), None)
    return found


_COUNTERS: dict[type[Page], Callable[[list[Any], Mapping[int, Content]], Counted]] = {
    LessonPage: _lessons,
    ModulePage: _modules,
    CoursePage: _courses,
}
