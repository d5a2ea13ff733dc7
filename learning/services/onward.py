"""The single next thing to do in one course."""

from dataclasses import dataclass

from courses.models import CompletedBy, LessonPage, ModulePage
from learning.models import Enrolment, LessonProgress
from learning.services.player import Playing
from learning.services.standing import ModuleStanding, required_lessons

ALONE = {CompletedBy.LESSONS, CompletedBy.PRACTICE}


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next: a module, and where it has lessons the exact screen. Minutes are what the lesson says."""

    module: ModulePage
    standing: ModuleStanding
    lesson: LessonPage | None = None
    number: int = 1
    screens: int = 0
    minutes: int = 0
    begun: bool = False


def next_step(*, enrolment: Enrolment, rows: list[ModuleStanding]) -> Step | None:
    """The first module that waits: what one can do alone before what waits for others. None when all is done."""
    waiting = [row for row in rows if not row.complete]
    if enrolment.status != Enrolment.Status.OPEN or not waiting:
        return None
    row = next((each for each in waiting if each.module.completed_by in ALONE), waiting[0])
    if row.module.completed_by != CompletedBy.LESSONS:
        return Step(row.module, row)
    return _lesson_step(enrolment, row)


def next_lesson(*, enrolment: Enrolment, module: ModulePage) -> LessonPage | None:
    """The first required lesson of the module that is not finished."""
    finished = set(
        LessonProgress.objects.filter(enrolment=enrolment, finished_at__isnull=False).values_list("lesson", flat=True)
    )
    return next((lesson for lesson in required_lessons([module])[module.pk] if lesson.pk not in finished), None)


def _lesson_step(enrolment: Enrolment, row: ModuleStanding) -> Step:
    lesson = next_lesson(enrolment=enrolment, module=row.module)
    if lesson is None:
        return Step(row.module, row)
    lesson = LessonPage.objects.get(pk=lesson.pk)
    progress = LessonProgress.objects.filter(enrolment=enrolment, lesson=lesson).first()
    now = Playing(enrolment, lesson, progress)
    total = len(now.screens) or 1
    minutes = max(1, round(lesson.minutes * len(now.left) / total))
    return Step(row.module, row, lesson, now.number_to_resume(), total, minutes, progress is not None)
