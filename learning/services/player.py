"""Reading a lesson for one person: its screens, where to carry on, what they answered before, what fits their job."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from courses.blocks.lesson import QUIZZES
from courses.marking import Marks, UnknownAnswer, mark
from courses.models import LessonPage, ModulePage
from courses.screens import Screen, screen_with, screens
from courses.services import lesson_at
from learning.models import (
    ConfidenceAnswer,
    Enrolment,
    LessonProgress,
    Promise,
    QuizAttempt,
    Reflection,
    ScenarioRun,
    TaskDone,
)
from learning.services.progress import is_passed
from people.models import Assignment, User


@dataclass(frozen=True)
class Playing:
    """One lesson as one enrolment meets it now: the live screens and what was done on them."""

    enrolment: Enrolment
    lesson: LessonPage
    progress: LessonProgress | None

    @cached_property
    def screens(self) -> list[Screen]:
        """The live screens, in order."""
        return screens(self.lesson.body)

    @cached_property
    def left(self) -> list[Screen]:
        """The screens on which something is still waiting."""
        done = self.progress.done_blocks if self.progress else []
        return [screen for screen in self.screens if not is_passed(screen, done)]

    @property
    def finished(self) -> bool:
        """Whether the lesson is finished, once and for all."""
        return bool(self.progress and self.progress.finished_at)

    def is_done(self, block: Any) -> bool:
        """Whether this activity was done once; it stays done, whatever is tried afterwards."""
        return bool(self.progress and block.id in self.progress.done_blocks)

    def number_to_resume(self) -> int:
        """The screen after the one saved last; where an edit took that block out, the first that is still waiting."""
        last = self.progress.last_block if self.progress else ""
        at = next((screen.number for screen in self.screens if last in screen.ids), 0)
        waiting = [screen.number for screen in self.left]
        return next((number for number in waiting if number > at), waiting[0] if waiting else 1)


def playing(*, enrolment: Enrolment, lesson: LessonPage) -> Playing:
    """The lesson as it stands for this enrolment."""
    return Playing(enrolment, lesson, LessonProgress.objects.filter(enrolment=enrolment, lesson=lesson).first())


def screen_sent(*, lesson: LessonPage, revision: Revision | None, shown: list[str]) -> Screen | None:
    """The screen a form came from, as the person saw it, also where it was taken out since; None for a made-up one."""
    places = [lesson_at(lesson, revision.pk if revision else None)]
    if revision is not None:
        places.append(revision.as_object())
    for place in places:
        for key in reversed(shown):
            found = screen_with(place.body, key)
            if found is not None:
                return found
    return None


def last_attempt(*, enrolment: Enrolment, lesson: LessonPage, block_id: str) -> QuizAttempt | None:
    """The last answer sent to a quiz."""
    found = QuizAttempt.objects.filter(enrolment=enrolment, lesson=lesson, block_id=block_id)
    return found.order_by("-number").first()


@dataclass(frozen=True, slots=True)
class Marked:
    """An attempt marked by the question that was answered, and whether that question has changed since."""

    block: Any
    marks: Marks
    changed: bool


def marks_of(*, block: Any, attempt: QuizAttempt) -> Marked | None:
    """The marks of an attempt by what the person saw, however long ago; None where that can be told no longer."""
    body = attempt.revision.as_object().body if attempt.revision else []
    seen = next((each for each in body if each.id == attempt.block_id), block)
    try:
        return Marked(seen, mark(seen, attempt.answers), seen.get_prep_value() != block.get_prep_value())
    except UnknownAnswer:
        return None


def last_run(*, enrolment: Enrolment, lesson: LessonPage, block_id: str) -> ScenarioRun | None:
    """The last walk through a scenario."""
    found = ScenarioRun.objects.filter(enrolment=enrolment, lesson=lesson, block_id=block_id)
    return found.order_by("-number").first()


def lesson_to_revisit(*, block: Any, run: ScenarioRun | None) -> LessonPage | None:
    """The lesson to read through before the scenario opens again; None where it is open."""
    page = block.value["revisit"]
    if run is None or run.kind != "unsafe" or page is None or not page.live or page.pk == run.lesson_id:
        return None
    lesson = page.specific
    cut = screens(lesson.body)
    again = LessonProgress.objects.filter(enrolment=run.enrolment_id, lesson=lesson.pk, saved_at__gt=run.sent_at)
    progress = again.first()
    read_through = progress is not None and bool(cut) and progress.last_block in cut[-1].ids
    return None if read_through else lesson


def written(*, enrolment: Enrolment, lesson: LessonPage, block: Any) -> dict[str, Any]:
    """What somebody wrote or ticked here before, as their own form shows it again."""
    where = {"enrolment": enrolment, "lesson": lesson, "block_id": block.id}
    if block.block_type == "reflection":
        row = Reflection.objects.filter(**where).first()
        return {"text": row.text, "thought": row.thought_about_it} if row else {}
    if block.block_type == "promise":
        made = Promise.objects.filter(**where).first()
        return {"text": made.text, "skipped": made.skipped, "remind": made.remind} if made else {}
    if block.block_type == "confidence":
        answers = ConfidenceAnswer.objects.filter(**where, moment=block.value["moment"])
        return dict(answers.values_list("item", "value"))
    if block.block_type == "practice_task":
        return {"done": TaskDone.objects.filter(**where).exists()}
    return {}


def mixed(*, keys: Iterable[str], seed: str) -> list[str]:
    """The keys in an order that looks like chance and is the same each time for one seed; never as they came."""
    given = list(keys)
    order = sorted(given, key=lambda key: sha256(f"{seed}:{key}".encode()).digest())
    return order if order != given or len(given) < 2 else [*order[1:], order[0]]


def staff_role_codes(person: User) -> set[str]:
    """The jobs somebody holds today, by code."""
    held = Assignment.objects.on(timezone.localdate()).filter(person=person, staff_role__isnull=False)
    return set(held.values_list("staff_role__code", flat=True))


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in a list: how it stands and how long it takes."""

    page: LessonPage
    finished: bool
    started: bool


def lessons_of(*, enrolment: Enrolment, module: ModulePage) -> list[Lesson]:
    """The live lessons of a module, in order, as they stand for this enrolment. Two queries."""
    pages = LessonPage.objects.child_of(module).live().defer("body").order_by("path")
    progress = dict(enrolment.lesson_progress.values_list("lesson", "finished_at"))
    return [Lesson(page, bool(progress.get(page.pk)), page.pk in progress) for page in pages]


def is_quiz(block: Any) -> bool:
    """Whether the block is marked."""
    return block is not None and block.block_type in QUIZZES
