"""Every time somebody took a course: what came of it, and how many answers they sent to its questions."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q

from courses.models import LessonPage, ModulePage
from learning.models import CourseCompletion, Enrolment, QuizAttempt, RequiredModule
from people.models import User

STEP = LessonPage.steplen


@dataclass(frozen=True, slots=True)
class Attempts:
    """How many answers somebody sent to the questions of one module. For them alone."""

    module: str
    count: int


@dataclass(slots=True)
class MyEnrolment:
    """One enrolment: the first, second or later time of this course, and what it has."""

    enrolment: Enrolment
    number: int
    modules: int
    needed: int
    completions: list[CourseCompletion] = field(default_factory=list)
    attempts: list[Attempts] = field(default_factory=list)


def my_enrolments(*, person: User) -> list[MyEnrolment]:
    """The person's enrolments, the newest first, renewals and those they left too. Five queries, or four."""
    standing = Count("module_completions", filter=Q(module_completions__revoked_at__isnull=True), distinct=True)
    rows = Enrolment.objects.visible_to(person).select_related("course", "route").annotate(modules=standing)
    numbers: dict[int, int] = defaultdict(int)
    found: dict[int, MyEnrolment] = {}
    needed = _needed(person)
    for row in rows.order_by("opened_at", "pk"):
        numbers[row.course_id] += 1
        found[row.pk] = MyEnrolment(row, numbers[row.course_id], row.modules, needed.get(row.pk, 0))
    completions = CourseCompletion.objects.visible_to(person).prefetch_related("rests_on")
    for completion in completions:
        found[completion.enrolment_id].completions.append(completion)
    for enrolment, attempts in _attempts(person).items():
        found[enrolment].attempts = attempts
    return list(reversed(found.values()))


def _needed(person: User) -> dict[int, int]:
    rows = RequiredModule.objects.filter(enrolment__person=person).order_by().values("enrolment")
    return dict(rows.annotate(n=Count("pk")).values_list("enrolment", "n"))


def _attempts(person: User) -> dict[int, list[Attempts]]:
    """Counted by lesson, and told by module: a lesson lies below its module in the tree."""
    rows = QuizAttempt.objects.filter(enrolment__person=person).order_by()
    counted = rows.values("enrolment", "lesson__path").annotate(n=Count("pk")).order_by("enrolment", "lesson__path")
    sums: dict[tuple[int, str], int] = defaultdict(int)
    for row in counted:
        sums[row["enrolment"], row["lesson__path"][:-STEP]] += row["n"]
    titles = dict(ModulePage.objects.filter(path__in={path for _key, path in sums}).values_list("path", "title"))
    found: dict[int, list[Attempts]] = defaultdict(list)
    for (enrolment, path), count in sums.items():
        found[enrolment].append(Attempts(titles.get(path, ""), count))
    return found
