"""Who is affected by a change to a page, in counts: nobody is named."""

from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from courses.models import LessonPage, ModulePage, Route
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
    """How many people are part-way, how many have completed, and how many completions rest on it."""

    part_way: int
    completed: int
    completions: int


def affected(page: Page) -> Affected:
    """What rests on this page or a page below it. A lesson answers for its module. Five queries at most.

    Of a module, those who have it complete are no longer part-way, also where they go on with other modules.
    """
    path = page.path
    own = page.specific
    module_path = path[: -page.steplen] if isinstance(own, LessonPage) else path
    modules: QuerySet = ModuleCompletion.objects.standing().filter(module__path__startswith=module_path)
    courses: QuerySet = CourseCompletion.objects.standing().filter(enrolment__course__path__startswith=module_path)
    if isinstance(own, LessonPage | ModulePage):
        part_way = Enrolment.objects.open().filter(required_modules__module__path=module_path)
        part_way = part_way.exclude(pk__in=modules.values("enrolment"))
        completed = modules
    else:
        part_way = Enrolment.objects.open().filter(course__path__startswith=path)
        completed = courses
    return Affected(
        part_way=_people(part_way, "person"),
        completed=_people(completed, "enrolment__person"),
        completions=modules.count() + courses.count(),
    )


def affected_by_route(route: Route) -> Affected:
    """What rests on this way through its course."""
    completions = CourseCompletion.objects.standing().filter(route=route)
    return Affected(
        part_way=_people(Enrolment.objects.open().filter(route=route), "person"),
        completed=_people(completions, "enrolment__person"),
        completions=completions.count(),
    )


def _people(rows: QuerySet, name: str) -> int:
    return rows.order_by().values(name).distinct().count()


def is_used(page: Page) -> bool:
    """Whether any row at all protects this page or one below it, withdrawn completions and left enrolments too."""
    path = page.path
    if Enrolment.objects.filter(course__path__startswith=path).exists():
        return True
    if ModuleCompletion.objects.filter(module__path__startswith=path).exists():
        return True
    if any(model.objects.filter(module__path__startswith=path).exists() for model in ON_MODULES):
        return True
    return any(model.objects.filter(lesson__path__startswith=path).exists() for model in ON_LESSONS)
