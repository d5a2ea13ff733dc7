"""Going through lessons and practice as a careful learner would, through the same services as the pages."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from courses.marking import items_of, walk
from courses.models import CompletedBy, LessonPage
from courses.screens import screens
from courses.services import live_revision
from learning.models import Enrolment, PracticeEntry
from learning.services.practice import Entry, add_entry
from learning.services.progress import save_screen

TOPICS = list(PracticeEntry.Topic)


def good_answer(block: Any) -> Any:
    """An answer that does what the block asks for; None for a block that is only read."""
    answer = ANSWERS.get(block.block_type)
    return answer(block) if answer else None


def right_options(block: Any) -> list[str]:
    """The ids of the options that are right."""
    return [key for key, option in items_of(block.value["options"]) if option["right"]]


def good_path(block: Any) -> list[int]:
    """The shortest choices that lead to a passing end."""
    paths: list[list[int]] = [[]]
    while paths:
        path = paths.pop(0)
        walked = walk(block, path)
        if walked.ending is not None:
            if walked.ending["kind"] == "pass":
                return path
            continue
        if walked.scene is not None:
            paths += [[*path, choice] for choice in range(len(walked.scene["choices"]))]
    raise ValueError("This scenario has no passing end.")


ANSWERS: dict[str, Callable[[Any], Any]] = {
    "quiz_single": right_options,
    "quiz_multi": right_options,
    "quiz_true_false": lambda block: block.value["answer"],
    "quiz_sort": lambda block: {key: item["category"] for key, item in items_of(block.value["items"])},
    "quiz_order": lambda block: [key for key, _item in items_of(block.value["items"])],
    "scenario": good_path,
    "reflection": lambda block: {"text": "", "thought": True},
    "promise": lambda block: {"text": "", "skipped": True},
    "confidence": lambda block: dict.fromkeys((item for item, _words in block.value.rows), 6),
    "practice_task": lambda block: True,
}


def finish_lesson(enrolment: Enrolment, lesson: LessonPage) -> None:
    """Every screen of the lesson is saved with good answers."""
    for screen in screens(lesson.body):
        save_screen(
            enrolment=enrolment,
            lesson=lesson,
            revision=live_revision(lesson),
            answers={block.id: good_answer(block) for block in screen.blocks},
            form_key=uuid.uuid4(),
            by=enrolment.person,
        )


def finish_lessons(enrolment: Enrolment, most: int | None = None) -> None:
    """The required lessons of the modules that lessons complete are finished: all of them, or the first so many."""
    lessons = [
        lesson
        for required in enrolment.required_modules.select_related("module")
        if required.module.completed_by == CompletedBy.LESSONS
        for lesson in LessonPage.objects.live().child_of(required.module).filter(required=True).order_by("path")
    ]
    for lesson in lessons[:most]:
        finish_lesson(enrolment, lesson)


def practise(enrolment: Enrolment, times: int) -> None:
    """So many conversations are noted, on the last days."""
    module = next(
        (
            required.module
            for required in enrolment.required_modules.select_related("module")
            if required.module.completed_by == CompletedBy.PRACTICE
        ),
        None,
    )
    if module is None:
        return
    today = timezone.localdate()
    for number in range(times):
        entry = Entry(
            happened_on=today - datetime.timedelta(days=2 * (times - number)),
            topic=TOPICS[number % len(TOPICS)],
            did=[PracticeEntry.Did.LISTENED, PracticeEntry.Did.POINTED],
            feeling=PracticeEntry.Feeling.GOOD,
        )
        add_entry(enrolment=enrolment, module=module, entry=entry, form_key=uuid.uuid4(), by=enrolment.person)
