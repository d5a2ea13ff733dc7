"""Who is affected by a change to a page, in counts: nobody is named."""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from courses.models import LessonPage
from learning.models import (
    ConfidenceAnswer,
    CourseCompletion,
    Enrolment,
    LessonFeedback,
    LessonProgress,
    ModuleCompletion,
    PracticeEntry,
    Promise,
    QuizAttempt,
    Reflection,
    RequiredModule,
    ScenarioRun,
    TaskDone,
)

ON_LESSONS = (
    LessonProgress,
    QuizAttempt,
    ScenarioRun,
    Reflection,
    Promise,
    ConfidenceAnswer,
    TaskDone,
    LessonFeedback,
)
ON_MODULES = (RequiredModule, PracticeEntry)


@dataclass(frozen=True, slots=True)
class Affected:
    """How many people are part-way, how many completions rest on the page, whether anything else does."""

    part_way: int
    completions: int
    anything: bool


def affected(page: Page) -> Affected:
    """What rests on this page or a page below it. A lesson answers for its module."""
    path = page.path
    module_path = path[: -page.steplen] if isinstance(page.specific, LessonPage) else path
    part_way = Enrolment.objects.open().filter(
        Q(required_modules__module__path__startswith=module_path) | Q(course__path__startswith=module_path)
    )
    modules = ModuleCompletion.objects.standing().filter(module__path__startswith=module_path)
    courses = CourseCompletion.objects.standing().filter(enrolment__course__path__startswith=module_path)
    return Affected(
        part_way=part_way.values("pk").distinct().count(),
        completions=modules.count() + courses.count(),
        anything=_anything(path),
    )


def _anything(path: str) -> bool:
    """Whether any row at all protects a page here, withdrawn completions and left enrolments too."""
    if Enrolment.objects.filter(course__path__startswith=path).exists():
        return True
    if ModuleCompletion.objects.filter(module__path__startswith=path).exists():
        return True
    if any(model.objects.filter(module__path__startswith=path).exists() for model in ON_MODULES):
        return True
    return any(model.objects.filter(lesson__path__startswith=path).exists() for model in ON_LESSONS)
