"""Putting standings right after a publication, and proving each night that they are right."""

from dataclasses import dataclass

from courses.models import CompletedBy, LessonPage, ModulePage
from learning.models import CourseCompletion, Enrolment
from learning.services.completion import settle_course, settle_module
from learning.services.standing import ModuleStanding, standings

BATCH = 200
SETTLED_HERE = {CompletedBy.LESSONS, CompletedBy.PRACTICE}


@dataclass(frozen=True, slots=True)
class Batch:
    """How many completions a batch made, and after which enrolment the next begins; None at the end."""

    made: int
    after: int | None


def module_of(page: int) -> ModulePage | None:
    """The module that a module or lesson page belongs to; None for a page that is gone."""
    module = ModulePage.objects.filter(pk=page).first()
    if module is not None:
        return module
    lesson = LessonPage.objects.filter(pk=page).first()
    return lesson.get_parent().specific if lesson else None


def settle_page(*, page: int, after: int = 0) -> Batch:
    """Afterwards the next 200 open enrolments that need the page's module have it, if it now asks no more of them.

    Completions and progress that are there stay byte for byte. Each enrolment is locked in its own transaction.
    """
    module = module_of(page)
    if module is None or module.completed_by not in SETTLED_HERE:
        return Batch(0, None)
    waiting = Enrolment.objects.open().filter(pk__gt=after, required_modules__module=module).order_by("pk")[:BATCH]
    enrolments = list(waiting)
    made = 0
    for enrolment, rows in _with_standings(enrolments):
        ready = any(row.module.pk == module.pk and _looks_done(row) for row in rows)
        if ready and settle_module(enrolment=enrolment, module=module, by=None):
            made += 1
    return Batch(made, enrolments[-1].pk if len(enrolments) == BATCH else None)


def reconcile(*, after: int = 0) -> Batch:
    """Afterwards the next 200 open enrolments stand as their facts say: what a lost signal left undone is done."""
    enrolments = list(Enrolment.objects.open().filter(pk__gt=after).order_by("pk")[:BATCH])
    made = 0
    for enrolment, rows in _with_standings(enrolments):
        for row in rows:
            if _looks_done(row) and settle_module(enrolment=enrolment, module=row.module, by=None):
                made += 1
        if rows and all(row.complete for row in rows) and settle_course(enrolment=enrolment, by=None):
            made += 1
    return Batch(made, enrolments[-1].pk if len(enrolments) == BATCH else None)


def differences() -> list[str]:
    """What no settling may put right by itself: course completions and enrolments that do not agree. Normally none."""
    without = Enrolment.objects.filter(status=Enrolment.Status.COMPLETED).exclude(
        course_completions__revoked_at__isnull=True, course_completions__isnull=False
    )
    found = [f"enrolment {pk}: complete without a completion" for pk in without.values_list("pk", flat=True)[:20]]
    standing = CourseCompletion.objects.standing()
    still_open = standing.filter(enrolment__status=Enrolment.Status.OPEN).values_list("enrolment", flat=True)[:20]
    found += [f"enrolment {pk}: a completion stands, and it is open" for pk in still_open]
    return found


def _with_standings(enrolments: list[Enrolment]) -> list[tuple[Enrolment, list[ModuleStanding]]]:
    found = standings(enrolments)
    return [(enrolment, found[enrolment.pk]) for enrolment in enrolments]


def _looks_done(row: ModuleStanding) -> bool:
    return (
        row.completion is None and row.needed > 0 and row.have >= row.needed and row.module.completed_by in SETTLED_HERE
    )
