"""How a lesson goes, edition by edition, in counts that point at nobody. No name, address, answer or id is read.

Somebody belongs to the edition that they started with, so that everything told of one is a part of those who did.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from courses import gates
from courses.blocks.lesson import QUIZZES
from courses.models import Edition, LessonPage
from courses.screens import screens
from learning.models import LessonFeedback, LessonProgress
from learning.rules.small_numbers import LEAST, is_nearly_all, parts_told

NEWEST, LOOKED_THROUGH, MOST_NOTES = 5, 50, 50
MOST_STOPS = 18  # screens that are told one by one: a picture has twenty lines
CHANGED = 0  # somebody stopped on a block that has gone since
VOTES = tuple(LessonFeedback.Useful.values)


@dataclass(frozen=True, slots=True)
class Stop:
    """How many stopped on a screen, None where that is not told. Number 0: on one that has changed since."""

    number: int
    kind: str
    count: int | None
    and_later: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """How many chose another answer at first, None where that is not told."""

    words: str
    wrong: int | None


@dataclass(frozen=True, slots=True)
class EditionFeedback:
    """One edition: its facts, or where fewer than five started it, nothing but that (``starts`` is None)."""

    number: int
    published_at: datetime
    starts: int | None
    finishes: int | None = None
    nearly_all: bool = False
    minutes: int | None = None
    stops: Sequence[Stop] = ()
    questions: Sequence[Question] = ()
    votes: Sequence[int | None] = ()


@dataclass(frozen=True, slots=True)
class Insight:
    """The newest editions that anybody has started, the newest first, and what people found unclear."""

    editions: Sequence[EditionFeedback]
    notes: Sequence[str]


def insight(*, lesson: LessonPage) -> Insight:
    """How the lesson goes. Seven queries, however many people there are."""
    published = dict(
        Edition.objects.filter(page_id=lesson.pk)
        .order_by("-number")
        .values_list("number", "published_at")[:LOOKED_THROUGH]
    )
    if not published:
        return Insight((), ())
    begun = _by_edition(LessonProgress.objects.filter(lesson=lesson), published)
    stands = _stands(begun)
    numbers = [number for number in published if number in stands][:NEWEST]
    if not numbers:
        return Insight((), ())
    bodies = _bodies(lesson, numbers)
    minutes, wrong, votes = _minutes(begun), _wrong(begun, lesson), _votes(begun, lesson)
    editions = [
        _edition((number, published[number]), bodies[number], stands[number], minutes.get(number), wrong, votes[number])
        for number in numbers
    ]
    heard = sum(sum(counted.values()) for counted in votes.values())
    return Insight(editions, _notes(lesson) if heard >= LEAST else ())


def starts_by_lesson(*, lessons: Sequence[LessonPage]) -> dict[int, int | None]:
    """How many started the newest edition of each, None where one to four did. Two queries, however many lessons."""
    newest: dict[int, datetime] = {}
    first: set[int] = set()
    editions = Edition.objects.filter(page_id__in=[lesson.pk for lesson in lessons]).order_by("page_id", "number")
    for page, number, published_at in editions.values_list("page_id", "number", "published_at"):
        newest[page] = published_at
        (first.add if number == 1 else first.discard)(page)
    since = Case(
        *(When(lesson=page, then=Value(at)) for page, at in newest.items() if page not in first),
        default=F("started_at"),
    )
    rows = LessonProgress.objects.filter(lesson__in=list(newest)).order_by()
    counts = dict(rows.filter(started_at__gte=since).values_list("lesson").annotate(Count("pk")))
    return {lesson.pk: parts_told([counts.get(lesson.pk, 0)])[0] for lesson in lessons}


def _by_edition(rows: QuerySet, published: Mapping[int, datetime]) -> QuerySet:
    """Each row with the edition that was read when it began. What began before all of them is the oldest one's."""
    newest_first = [When(started_at__gte=at, then=Value(number)) for number, at in published.items()]
    oldest = Value(min(published))
    return rows.order_by().annotate(edition=Case(*newest_first, default=oldest, output_field=IntegerField()))


def _stands(begun: QuerySet) -> dict[int, Counter[str | None]]:
    """For each edition how many stand where: at the block they did last, or None for those who have finished."""
    found: dict[int, Counter[str | None]] = defaultdict(Counter)
    rows = begun.annotate(done=Q(finished_at__isnull=False)).values("edition", "done", "last_block")
    for row in rows.annotate(many=Count("pk")):
        found[row["edition"]][None if row["done"] else row["last_block"]] += row["many"]
    return found


def _minutes(begun: QuerySet) -> dict[int, int]:
    """The median from the first screen that was saved to the last, by edition. The middle row, or the middle two."""
    took = ExpressionWrapper(F("finished_at") - F("started_at"), output_field=DurationField())
    ranked = begun.filter(finished_at__isnull=False).annotate(
        took=took,
        twice=Window(RowNumber(), partition_by="edition", order_by=[took, "pk"]) * 2,
        many=Window(Count("pk"), partition_by="edition"),
    )
    middle: dict[int, list[float]] = defaultdict(list)
    for edition, each in ranked.filter(twice__gte=F("many"), twice__lte=F("many") + 2).values_list("edition", "took"):
        middle[edition].append(each.total_seconds() / 60)
    return {edition: round(sum(values) / len(values)) for edition, values in middle.items()}


def _wrong(begun: QuerySet, lesson: LessonPage) -> Counter[tuple[int, str]]:
    """For each edition and question, how many chose another answer at first."""
    rows = begun.filter(
        enrolment__quizattempts__lesson=lesson,
        enrolment__quizattempts__number=1,
        enrolment__quizattempts__passed=False,
        enrolment__quizattempts__out_of__gt=0,
    )
    counted = rows.values_list("edition", "enrolment__quizattempts__block_id").annotate(Count("pk"))
    return Counter({(edition, block): count for edition, block, count in counted})


def _votes(begun: QuerySet, lesson: LessonPage) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = begun.filter(enrolment__lesson_feedback__lesson=lesson)
    for edition, useful, count in rows.values_list("edition", "enrolment__lesson_feedback__useful").annotate(
        Count("pk")
    ):
        found[edition][useful] = count
    return found


def _notes(lesson: LessonPage) -> list[str]:
    """In the order of the alphabet: when each was written would say something of who wrote it."""
    newest = LessonFeedback.objects.filter(lesson=lesson).exclude(unclear="").order_by("-given_at", "-pk")
    return sorted(newest.values_list("unclear", flat=True)[:MOST_NOTES], key=str.casefold)


def _bodies(lesson: LessonPage, numbers: Sequence[int]) -> dict[int, list[gates.Stored]]:
    """What each edition held, as it is stored: no picture and no page is fetched."""
    editions = Edition.objects.filter(page_id=lesson.pk, number__in=numbers)
    stored = editions.values_list("number", "revision__content__body")
    return {number: gates.read(json.loads(body) if isinstance(body, str) else body or []) for number, body in stored}


def _edition(
    published: tuple[int, datetime],
    body: list[gates.Stored],
    stands: Counter[str | None],
    minutes: int | None,
    wrong: Counter[tuple[int, str]],
    votes: Counter[str],
) -> EditionFeedback:
    """What may be told of it."""
    number, published_at = published
    whole = stands.total()
    if whole < LEAST:
        return EditionFeedback(number, published_at, None)
    places = _places(body, stands)
    *stopped, finishes = parts_told([*(count for _stop, count in places), stands[None]])
    nearly_all = finishes is None and is_nearly_all(stands[None], whole)
    said = [votes[vote] for vote in VOTES]
    return EditionFeedback(
        *(number, published_at, whole, finishes, nearly_all),
        minutes=minutes if nearly_all or (finishes or 0) >= LEAST else None,
        stops=[Stop(place[0], place[1], told, place[2]) for (place, _count), told in zip(places, stopped, strict=True)],
        questions=_questions(body, whole, {block: count for (of, block), count in wrong.items() if of == number}),
        votes=parts_told([*said, whole - sum(said)])[: len(VOTES)],
    )


def _places(body: list[gates.Stored], stands: Counter[str | None]) -> list[tuple[tuple[int, str, bool], int]]:
    """Each screen with how many have stopped there: past the block they did last, with the rest in front of them."""
    cut = screens(body)
    screen_of = {block: at for at, screen in enumerate(cut) for block in screen.ids}
    counts: Counter[int] = Counter()
    for block, count in stands.items():
        if block == "":
            counts[0] += count
        elif block is not None:
            counts[min(screen_of[block] + 1, len(cut) - 1) if block in screen_of else -1] += count
    places = [((screen.number, _kind(screen.blocks[-1]), False), counts[at]) for at, screen in enumerate(cut)]
    if len(places) > MOST_STOPS:
        (number, kind, _later), _count = places[MOST_STOPS - 1]
        rest = sum(count for _place, count in places[MOST_STOPS - 1 :])
        places[MOST_STOPS - 1 :] = [((number, kind, True), rest)]
    return [*places, ((CHANGED, "", False), counts[-1])] if counts[-1] or not places else places


def _questions(body: list[gates.Stored], whole: int, wrong: Mapping[str, int]) -> list[Question]:
    """The questions of this edition in order, those in a variant for some jobs too."""
    asked = [block for block in _all(body) if block.block_type in QUIZZES]
    return [
        Question(_words(block), parts_told([wrong.get(block.id, 0), whole - wrong.get(block.id, 0)])[0])
        for block in asked
    ]


def _all(values: Any) -> list[gates.Stored]:
    """The blocks, and those inside them."""
    found = []
    for block in values if isinstance(values, list) else []:
        if isinstance(block, gates.Stored):
            found.append(block)
            inside = block.value.values() if isinstance(block.value, Mapping) else ()
            found += [each for value in inside for each in _all(value)]
    return found


def _words(block: gates.Stored) -> str:
    return block.value["question"] or block.value["statement"] or _kind(block)


def _kind(block: gates.Stored) -> str:
    """As the chooser of blocks calls it."""
    known = LessonPage._meta.get_field("body").stream_block.child_blocks.get(block.block_type)
    return str(known.label) if known else ""
