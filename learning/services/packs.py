"""Packs on paper: a lesson or a whole course with all in it, the answers last. Nobody's name or answer is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page

from courses.blocks.lesson import QUIZZES
from courses.glossary import Glossary
from courses.models import CompletedBy, CoursePage, GlossaryTerm, LessonPage, ModulePage
from courses.screens import screens
from learning.models import Enrolment, PracticeEntry
from learning.services.answer_key import Answer, answers_of
from learning.services.pieces import Piece, pieces, title_of

FEWEST_CARDS, MOST_CARDS = 3, 6


@dataclass(frozen=True, slots=True)
class Paper:
    """How somebody wants it: in large print, in easy words where there are some; and for which jobs and place."""

    codes: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)
    large: bool = False
    easy: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One screen on paper."""

    number: int
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Key:
    """The answers to one activity."""

    number: int
    title: str
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class LessonPack:
    """A lesson on paper: its screens, the words it explains, its answers, and where the same is on the site."""

    lesson: LessonPage
    sheets: list[Sheet]
    keys: list[Key]
    glossary: Glossary
    address: str


@dataclass(frozen=True, slots=True)
class ModulePack:
    """A module on paper: its lessons, or cards and lines for what happens away from the screen."""

    module: ModulePage
    lessons: list[LessonPack]
    cards: range

    @property
    def signed_by_trainer(self) -> bool:
        """Whether somebody else says that it is done."""
        return self.module.completed_by not in (CompletedBy.LESSONS, CompletedBy.PRACTICE)


def lesson_pack(lesson: LessonPage, paper: Paper) -> LessonPack:
    """This lesson on paper."""
    glossary = GlossaryTerm.objects.of(lesson)
    sheets: list[Sheet] = []
    keys: list[Key] = []
    for screen in screens(lesson.body):
        found = pieces(screen, set(paper.codes), easy=paper.easy)
        _explain(found, glossary)
        if found:
            sheets.append(Sheet(len(sheets) + 1, found))
        block = screen.activity
        if block is not None and _has_key(block):
            keys.append(Key(len(sheets), title_of(block), answers_of(block, paper.words, gently=True)))
    return LessonPack(lesson, sheets, keys, glossary, urljoin(settings.SITE_URL, lesson.url or ""))


def _has_key(block: Any) -> bool:
    """Whether its answers are printed: not where a module rests on a right one, or the pack would be the way to it."""
    if block.block_type not in QUIZZES or block.value.get("must_be_right"):
        return False
    return (block.value["print_as"]["how"] or "same") == "same"


def course_pack(enrolment: Enrolment, paper: Paper) -> list[ModulePack]:
    """Every module that this enrolment asks for, in order, on paper."""
    return [module_pack(module, paper) for module in modules_of(enrolment)]


def module_pack(module: ModulePage, paper: Paper) -> ModulePack:
    """This module on paper."""
    lessons = LessonPage.objects.child_of(module).live().select_related("locale").order_by("path")
    cards = 0
    if module.completed_by == CompletedBy.PRACTICE:
        cards = min(max(module.needed or 0, FEWEST_CARDS), MOST_CARDS)
    return ModulePack(module, [lesson_pack(lesson, paper) for lesson in lessons], range(cards))


def modules_of(enrolment: Enrolment) -> list[ModulePage]:
    """What the enrolment asks for, in its order."""
    rows = enrolment.required_modules.select_related("module__locale").order_by("order", "pk")
    return [row.module for row in rows]


def revisions_of(pages: Sequence[Page]) -> list[tuple[int, int | None]]:
    """What these pages and the lessons below them say now: a key and a revision each."""
    lessons = [lesson for below in lessons_below(pages).values() for lesson in below]
    return [(page.pk, page.live_revision_id) for page in [*pages, *lessons]]


def lessons_below(pages: Sequence[Page]) -> dict[int, list[LessonPage]]:
    """The live lessons right below each of these pages, in order, without their bodies. One query."""
    by_path = {page.path: page.pk for page in pages}
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(path__startswith=page.path, depth=page.depth + 1)
    found: dict[int, list[LessonPage]] = {pk: [] for pk in by_path.values()}
    for lesson in LessonPage.objects.live().filter(below).defer("body").order_by("path"):
        found[by_path[lesson.path[: -lesson.steplen]]].append(lesson)
    return found


def card_choices() -> dict[str, list[str]]:
    """The boxes of a practice card, as the log on the site has them."""
    return {
        "topics": [str(label) for label in PracticeEntry.Topic.labels],
        "did": [str(label) for label in PracticeEntry.Did.labels],
        "felt": [str(label) for label in PracticeEntry.Feeling.labels],
    }


def subject_of(enrolment: Enrolment, lesson: LessonPage | None) -> CoursePage | LessonPage:
    """What a pack is about."""
    return lesson if lesson is not None else enrolment.course


def _explain(found: list[Piece], glossary: Glossary) -> None:
    """Note which words of the glossary stand on the sheet; their meanings come at the end."""
    for piece in found:
        if piece.kind in ("text", "callout"):
            glossary.explain(piece.value["text"].source)
