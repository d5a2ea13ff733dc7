"""Saving a screen of a lesson, and all that follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from courses.models import LessonPage, ModulePage
from courses.screens import Screen, screens
from courses.services import lesson_at
from learning.models import CourseCompletion, Enrolment, LessonFeedback, LessonProgress, ModuleCompletion
from learning.services.answers import Outcome, Sending, keep
from learning.services.completion import lock, settle_module
from people.models import User


class NotOpen(Exception):  # noqa: N818  an answer, not an error
    """The enrolment is complete or was left: nothing more is saved on it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving one screen did. Gone: blocks that were taken out meanwhile; what was sent for them is kept."""

    outcomes: list[Outcome]
    progress: LessonProgress
    gone: list[str]
    module: ModuleCompletion | None = None
    course: CourseCompletion | None = None

    @property
    def finished(self) -> bool:
        """Whether the lesson is finished."""
        return self.progress.finished_at is not None


def save_screen(
    *,
    enrolment: Enrolment,
    lesson: LessonPage,
    revision: Revision | None,
    answers: Mapping[str, Any],
    form_key: UUID,
    by: User | None,
) -> Saved:
    """Afterwards what was done on a screen is kept, once for each form key, and what it completes is complete.

    Answers are keyed by block id: None for a block that was only shown; else what courses.marking takes for a quiz;
    a list of choices for a scenario; {text, thought} for a reflection; {text, skipped, remind} for a promise;
    {item: 0 to 10 or None} for confidence; True for a task that is done. They are marked by what the person saw.
    A finished lesson of a complete enrolment is answered as it stands: the form was sent twice, or from another tab.
    Raises NotOpen where the enrolment is complete or left, ValidationError for a form key used elsewhere.
    """
    with transaction.atomic():
        locked = lock(enrolment)
        live = LessonPage.objects.get(pk=lesson.pk)
        if locked.status != Enrolment.Status.OPEN:
            return _already(locked, live)
        seen = _seen(live, revision)
        progress = _progress(locked, live)
        sending = Sending(locked, live, revision, form_key)
        outcomes = [_keep(sending, seen[key], value) for key, value in answers.items() if key in seen]
        now_there = {block.id for block in live.body}
        gone = [key for key in answers if key not in now_there]
        _note(progress, [outcome.block_id for outcome in outcomes if outcome.done], list(seen))
        finished_now = _finish(progress, live, by)
        module = settle_module(enrolment=locked, module=_module_of(live), by=by) if finished_now else None
        course = locked.course_completions.filter(revoked_at__isnull=True).first() if module else None
        return Saved(outcomes, progress, gone, module, course)


def give_feedback(*, enrolment: Enrolment, lesson: LessonPage, useful: str, unclear: str) -> LessonFeedback:
    """Afterwards the person's word on this lesson is what they said last."""
    feedback, _made = LessonFeedback.objects.update_or_create(
        enrolment=enrolment, lesson=lesson, defaults={"useful": useful, "unclear": unclear, "given_at": timezone.now()}
    )
    return feedback


def is_passed(screen: Screen, done: Iterable[str]) -> bool:
    """Whether nothing on the screen is waiting: its required activity is done, or else it was shown."""
    done = set(done)
    activity = screen.activity
    if activity is not None and activity.value.get("required", True):
        return activity.id in done
    return bool(done & set(screen.ids))


def _already(enrolment: Enrolment, lesson: LessonPage) -> Saved:
    finished = enrolment.lesson_progress.filter(lesson=lesson, finished_at__isnull=False).first()
    if finished is None or enrolment.status != Enrolment.Status.COMPLETED:
        raise NotOpen
    return Saved([], finished, [])


def _seen(live: LessonPage, revision: Revision | None) -> dict[str, Any]:
    """The blocks as the person saw them, by id; those only an old revision still holds come from there."""
    marked_by = lesson_at(live, revision.pk if revision else None)
    found = {block.id: block for block in marked_by.body}
    if revision is not None and marked_by.pk == live.pk:
        for block in revision.as_object().body:
            found.setdefault(block.id, block)
    return found


def _keep(sending: Sending, block: Any, value: Any) -> Outcome:
    if value is None:
        return Outcome(block.id, True)
    return keep(sending=sending, block=block, value=value)


def _progress(enrolment: Enrolment, lesson: LessonPage) -> LessonProgress:
    progress, _made = LessonProgress.objects.get_or_create(enrolment=enrolment, lesson=lesson)
    return progress


def _note(progress: LessonProgress, done: list[str], order: list[str]) -> None:
    progress.done_blocks = [*progress.done_blocks, *(key for key in done if key not in progress.done_blocks)]
    progress.last_block = max(done, key=order.index) if done else progress.last_block
    progress.saved_at = timezone.now()


def _finish(progress: LessonProgress, live: LessonPage, by: User | None) -> bool:
    """Save the progress; true if it finished the lesson just now."""
    cut = screens(live.body)
    finished_now = progress.finished_at is None and all(is_passed(screen, progress.done_blocks) for screen in cut)
    if finished_now:
        progress.finished_at = progress.saved_at
        progress.finished_revision_id = live.live_revision_id
    progress.save()
    if finished_now:
        log(progress, "learning.finish_lesson", user=by, data={"lesson": live.pk, "enrolment": progress.enrolment_id})
    return finished_now


def _module_of(lesson: LessonPage) -> ModulePage:
    return lesson.get_parent().specific
