"""Lessons that were added to what people are in the middle of: who meets them, and who is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from courses.models import CompletedBy, Edition, LessonPage
from jobs.services import enqueue
from learning import emails
from learning.models import Enrolment
from learning.services.settling import BATCH, Batch
from learning.services.standing import Facts, ModuleStanding, read_facts, standings

# Pages that an editor publishes one after the other make one letter.
TOGETHER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, the end not in it."""

    since: datetime
    until: datetime

    def __contains__(self, moment: datetime) -> bool:
        return self.since <= moment < self.until


def span_of(moment: datetime) -> Span:
    """The quarter of an hour that a publication belongs to."""
    length = TOGETHER.total_seconds()
    since = datetime.fromtimestamp(moment.timestamp() // length * length, tz=UTC)
    return Span(since, since + TOGETHER)


def ask_to_tell(*, lesson: LessonPage) -> None:
    """Afterwards those part-way hear of this lesson once its quarter of an hour is over, if it is new to them."""
    if not lesson.live or not lesson.required or lesson.last_published_at is None:
        return
    course = lesson.get_parent().get_parent().pk
    span = span_of(lesson.last_published_at)
    since, until = span.since.isoformat(), span.until.isoformat()
    key = f"new:{course}:{since}"
    enqueue("learning.tell_of_new", key=key, run_after=span.until, course=course, since=since, until=until)


def added_lessons(*, enrolment: Enrolment, rows: Sequence[ModuleStanding]) -> list[LessonPage]:
    """The lessons that this open enrolment waits for and that were not asked when it began. Four queries at most."""
    if enrolment.status != Enrolment.Status.OPEN:
        return []
    modules = {row.module.pk: row.module for row in _waiting(rows)}
    if not modules:
        return []
    facts = read_facts([enrolment], modules)
    return _new(rows, facts, _asked(facts), enrolment)


def tell_batch(*, course: int, span: Span, key: str, after: int) -> Batch:
    """Afterwards the next 200 open enrolments of the course have one letter each about what was added in this span.

    Nobody hears of a module that they have complete, nor of a lesson they finished or found there when they began.
    """
    enrolments = list(
        Enrolment.objects.open()
        .filter(course=course, pk__gt=after)
        .select_related("person", "course")
        .order_by("pk")[:BATCH]
    )
    found = standings(enrolments)
    modules = {row.module.pk: row.module for rows in found.values() for row in _waiting(rows)}
    facts = read_facts(enrolments, modules)
    asked = _asked(facts)
    made = 0
    for enrolment in enrolments:
        new = [lesson for lesson in _new(found[enrolment.pk], facts, asked, enrolment) if asked[lesson.pk] in span]
        if new:
            emails.new_lessons(enrolment=enrolment, key=key, lessons=[lesson.title for lesson in new])
            made += 1
    return Batch(made, enrolments[-1].pk if len(enrolments) == BATCH else None)


def required_since(lessons: Iterable[int]) -> dict[int, datetime]:
    """Since when each of these lessons has been asked for without a break, by its editions. One query."""
    since: dict[int, datetime] = {}
    editions = Edition.objects.filter(page__in=list(lessons)).order_by("page", "number")
    for page, published_at, required in editions.values_list("page", "published_at", "revision__content__required"):
        if required:
            since.setdefault(page, published_at)
        else:
            since.pop(page, None)
    return since


def _waiting(rows: Iterable[ModuleStanding]) -> list[ModuleStanding]:
    return [row for row in rows if not row.complete and row.module.completed_by == CompletedBy.LESSONS]


def _asked(facts: Facts) -> dict[int, datetime]:
    return required_since(lesson.pk for lessons in facts.lessons.values() for lesson in lessons)


def _new(
    rows: Iterable[ModuleStanding], facts: Facts, asked: dict[int, datetime], enrolment: Enrolment
) -> list[LessonPage]:
    """The lessons that it waits for, has not finished, and that were not asked when it began."""
    return [
        lesson
        for row in _waiting(rows)
        for lesson in facts.lessons[row.module.pk]
        if lesson.pk in asked
        and asked[lesson.pk] > enrolment.opened_at
        and lesson.pk not in facts.finished[enrolment.pk]
    ]
