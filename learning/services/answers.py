"""Keeping one answer to one block: a row for each kind. What was sent is kept whatever became of the block."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from wagtail.models import Revision

from courses.blocks.lesson import QUIZZES
from courses.marking import Marks, UnknownAnswer, mark, walk
from courses.models import LessonPage
from learning.models import (
    ConfidenceAnswer,
    Enrolment,
    Promise,
    QuizAttempt,
    Reflection,
    ScenarioRun,
    TaskDone,
)
from people.services.sent_forms import sent_before

ALLOWED_ENDINGS = {"pass", "neutral"}
Block: TypeAlias = Any  # a StreamChild; Wagtail carries no types


@dataclass(frozen=True, slots=True)
class Sending:
    """One form sent in: whose, for which lesson, with which revision on screen, under which key."""

    enrolment: Enrolment
    lesson: LessonPage
    revision: Revision | None
    form_key: UUID


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one answer. Gone: the block was taken out. Stale: an option of it was."""

    block_id: str
    done: bool
    gone: bool = False
    stale: bool = False
    marks: Marks | None = None
    ending: str = ""


def keep(*, sending: Sending, block: Block, value: Any) -> Outcome:
    """Afterwards the answer is kept in the row for its kind of block; the same form key twice keeps it once.

    Raises ValidationError for a form key that somebody else has used, KeyError for a block that takes no answer.
    """
    return KEEPERS[block.block_type](sending, block, value)


def _quiz(sending: Sending, block: Block, value: Any) -> Outcome:
    attempt = _sent_before(QuizAttempt, sending, block)
    answers = attempt.answers if attempt else value
    try:
        marks = mark(block, answers)
    except UnknownAnswer:
        marks = None
    waits = bool(block.value["must_be_right"])
    if attempt is None:
        QuizAttempt.objects.create(
            answers=value,
            score=marks.score if marks else 0,
            out_of=marks.out_of if marks else 0,
            must_be_right=waits,
            passed=bool(marks and marks.right),
            **_place(QuizAttempt, sending, block),
        )
    done = marks is not None and (marks.right or not waits)
    return Outcome(block.id, done, stale=marks is None, marks=marks)


def _scenario(sending: Sending, block: Block, value: Any) -> Outcome:
    run = _sent_before(ScenarioRun, sending, block)
    if run is None:
        try:
            walked = walk(block, value)
        except UnknownAnswer:
            return Outcome(block.id, False, stale=True)
        if walked.ending is None:
            return Outcome(block.id, False)
        run = ScenarioRun.objects.create(
            path=walked.scenes,
            ending=walked.ending["key"],
            kind=walked.ending["kind"],
            **_place(ScenarioRun, sending, block),
        )
    return Outcome(block.id, run.kind in ALLOWED_ENDINGS, ending=run.ending)


def _reflection(sending: Sending, block: Block, value: dict[str, Any]) -> Outcome:
    text = value.get("text", "").strip()
    thought = bool(value.get("thought")) or not text
    _write(Reflection, sending, block, text=text, thought_about_it=thought)
    return Outcome(block.id, True)


def _promise(sending: Sending, block: Block, value: dict[str, Any]) -> Outcome:
    text = "" if value.get("skipped") else value.get("text", "").strip()
    remind = bool(text and value.get("remind"))
    words: dict[str, Any] = {"text": text, "skipped": not text, "remind": remind}
    where = {"enrolment": sending.enrolment, "lesson": sending.lesson, "block_id": block.id}
    if not Promise.objects.filter(**where, text=text, remind=remind).exists():  # not the same one, sent again
        day = timezone.localdate() + datetime.timedelta(days=block.value["days"] or 7)
        words |= {"ask_on": day if remind else None, "kept": "", "answered_at": None}
    _write(Promise, sending, block, **words)
    return Outcome(block.id, True)


def _confidence(sending: Sending, block: Block, value: dict[str, int | None]) -> Outcome:
    for item, _words in block.value.rows:
        ConfidenceAnswer.objects.update_or_create(
            enrolment=sending.enrolment,
            lesson=sending.lesson,
            block_id=block.id,
            item=item,
            moment=block.value["moment"],
            defaults={"value": value.get(item)},
        )
    return Outcome(block.id, True)


def _task(sending: Sending, block: Block, value: bool) -> Outcome:
    if value:
        TaskDone.objects.get_or_create(enrolment=sending.enrolment, lesson=sending.lesson, block_id=block.id)
    return Outcome(block.id, bool(value))


Keeper = Callable[[Sending, Block, Any], Outcome]
KEEPERS: dict[str, Keeper] = dict.fromkeys(QUIZZES, _quiz) | {
    "scenario": _scenario,
    "reflection": _reflection,
    "promise": _promise,
    "confidence": _confidence,
    "practice_task": _task,
}


def _sent_before(model: type[QuizAttempt | ScenarioRun], sending: Sending, block: Block) -> Any:
    rows = model.objects.filter(block_id=block.id)
    return sent_before(rows, sending.form_key, enrolment_id=sending.enrolment.pk, lesson_id=sending.lesson.pk)


def _place(model: type[QuizAttempt | ScenarioRun], sending: Sending, block: Block) -> dict[str, Any]:
    where = {"enrolment": sending.enrolment, "lesson": sending.lesson, "block_id": block.id}
    last = model.objects.filter(**where).aggregate(last=Max("number"))["last"] or 0
    return where | {"revision": sending.revision, "form_key": sending.form_key, "number": last + 1}


def _write(model: type[Reflection | Promise], sending: Sending, block: Block, **values: Any) -> None:
    where = {"enrolment": sending.enrolment, "lesson": sending.lesson, "block_id": block.id}
    row = model.objects.filter(**where).first() or model(**where)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean(exclude=["enrolment", "lesson"])
    row.save()
