"""What somebody wrote for themselves: reflections and promises. Only the writer comes here, for as long as they like.

A trainer reads what was shared, through ``shared_with_trainers``, and there is no other way to these tables.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from courses.blocks.practice import PROMISE
from courses.models import LessonPage
from courses.services import fill
from learning.models import Enrolment, Promise, Reflection
from learning.registry import trainers_of
from people.models import User


class NotShareable(Exception):  # noqa: N818  an answer, not an error
    """This reflection is not one that may be shared: its question does not say so, or nobody trains the course."""


@dataclass(frozen=True, slots=True)
class Note:
    """One reflection or promise, with the question it answers and the lesson it stands in."""

    row: Any
    question: str
    may_share: bool = False

    @property
    def module(self) -> str:
        """The module's part of the address of its lesson."""
        return str(self.row.lesson.url_path.split("/")[-3])


@dataclass(frozen=True, slots=True)
class Notebook:
    """All that somebody wrote in one course, the newest first."""

    enrolment: Enrolment
    reflections: list[Note]
    promises: list[Note]


def notebooks(*, person: User, words: dict[str, str]) -> list[Notebook]:
    """Everything the person wrote, the newest course first. Three queries, however much there is."""
    mine = list(Enrolment.objects.visible_to(person).select_related("course"))
    keys = [enrolment.pk for enrolment in mine]
    reflections, promises = _rows(Reflection).filter(enrolment__in=keys), _rows(Promise).filter(enrolment__in=keys)
    written = list(reflections)
    promised = [row for row in promises if row.text]
    books = [
        Notebook(
            enrolment,
            [_note(row, words) for row in written if row.enrolment_id == enrolment.pk],
            [_note(row, words) for row in promised if row.enrolment_id == enrolment.pk],
        )
        for enrolment in mine
    ]
    return [book for book in books if book.reflections or book.promises]


def note_of(*, row: Reflection, words: dict[str, str]) -> Note:
    """One reflection with its question, and whether it may be shared now."""
    return _note(row, words)


def find_reflection(*, enrolment: Enrolment, module: str, lesson: str, block: str) -> Reflection | None:
    """What this enrolment wrote to one question; None where there is nothing."""
    return _find(Reflection, enrolment, module, lesson, block)


def find_promise(*, enrolment: Enrolment, module: str, lesson: str, block: str) -> Promise | None:
    """The promise that this enrolment made in one place; None where there is none."""
    return _find(Promise, enrolment, module, lesson, block)


def change_reflection(*, reflection: Reflection, text: str, by: User) -> Reflection:
    """Afterwards the reflection says this; emptied, it is "I thought about it", and shared with nobody.

    A finished lesson stays finished.
    """
    with transaction.atomic():
        row = Reflection.objects.select_for_update().get(pk=reflection.pk)
        said = text.strip()
        if said == row.text:
            return row
        row.text, row.thought_about_it = said, row.thought_about_it or not said
        row.shared_at = row.shared_at if said else None
        row.full_clean(exclude=["enrolment", "lesson"])
        row.save()
        log(row, "learning.change_reflection", user=by)
        return row


def delete_reflection(*, reflection: Reflection, by: User) -> None:
    """Afterwards the reflection is gone for everybody. The lesson it stood in stays as finished as it was."""
    with transaction.atomic():
        gone, _each = Reflection.objects.filter(pk=reflection.pk).delete()
        if gone:
            log(reflection, "learning.delete_reflection", user=by)


def share(*, reflection: Reflection, by: User) -> Reflection:
    """Afterwards whoever trains this person on the course, now or later, reads this one reflection and no other.

    Twice is once. Raises NotShareable where its question does not offer that, where nothing was written, or nobody
    trains the course.
    """
    with transaction.atomic():
        row = Reflection.objects.select_for_update().get(pk=reflection.pk)
        if row.shared_at is not None:
            return row
        if not row.text or not _note(row, {}).may_share or not trainers_of(row.enrolment):
            raise NotShareable
        row.shared_at = timezone.now()
        row.save(update_fields=["shared_at"])
        log(row, "learning.share_reflection", user=by)
        return row


def stop_sharing(*, reflection: Reflection, by: User) -> None:
    """Afterwards nobody but its writer reads this reflection."""
    with transaction.atomic():
        if Reflection.objects.filter(pk=reflection.pk, shared_at__isnull=False).update(shared_at=None):
            log(reflection, "learning.stop_sharing", user=by)


def shared_with_trainers(*, enrolment: Enrolment, words: dict[str, str]) -> list[Note]:
    """What its learner shares now, the newest first. One query. All that a trainer ever reads of these tables."""
    rows = _rows(Reflection).filter(enrolment=enrolment, shared_at__isnull=False).exclude(text="")
    return [_note(row, words) for row in rows]


def promises_to_ask(person: User) -> list[Promise]:
    """The promises whose day has come and that nobody has answered, the oldest first. One query."""
    mine = Promise.objects.filter(enrolment__in=Enrolment.objects.visible_to(person), kept="")
    asked = mine.exclude(enrolment__status=Enrolment.Status.LEFT).exclude(text="")
    return list(asked.filter(ask_on__lte=timezone.localdate()).select_related("enrolment", "lesson").order_by("ask_on"))


def answer_promise(*, promise: Promise, kept: str, by: User | None = None) -> Promise:
    """Afterwards it is written down whether it happened, and nobody asks again. The last answer stands.

    Raises ValueError for an answer there is not.
    """
    if kept not in Promise.Kept.values:
        raise ValueError("It happened, partly, or not yet.")
    with transaction.atomic():
        row = Promise.objects.select_for_update().get(pk=promise.pk)
        if row.kept != kept:
            row.kept, row.answered_at = kept, timezone.now()
            row.save(update_fields=["kept", "answered_at"])
            log(row, "learning.answer_promise", user=by)
        return row


def _rows(model: Any) -> QuerySet:
    """With the lessons they stand in, the newest first."""
    return model.objects.select_related("lesson").order_by(F("written_at").desc(), "-pk")


def _find(model: Any, enrolment: Enrolment, module: str, lesson: str, block: str) -> Any:
    found = _rows(model).filter(enrolment=enrolment, block_id=block, lesson__slug=lesson)
    return found.filter(lesson__url_path__endswith=f"/{module}/{lesson}/").first()


def _note(row: Reflection | Promise, words: dict[str, str]) -> Note:
    """With the question as the live lesson asks it, read without making its blocks; empty where it was taken out."""
    value = _asked(row.lesson, row.block_id)
    if isinstance(row, Promise):
        return Note(row, fill(value.get("prompt") or str(PROMISE), words))
    return Note(row, fill(value.get("question", ""), words), bool(value.get("may_share")))


def _asked(lesson: LessonPage, block_id: str) -> dict[str, Any]:
    blocks = (block for block in lesson.body.raw_data if block.get("id") == block_id)
    return next((block["value"] for block in blocks), {})
