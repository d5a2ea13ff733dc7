"""How a lesson goes: who counts where, the middle of an odd and an even number, editions, and constant queries."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.models import Edition, LessonPage, Route
from learning.models import Enrolment, LessonFeedback, LessonProgress, QuizAttempt
from learning.services.insight import Question, Stop, insight, starts_by_lesson
from tests.factories.courses import make_course, make_lesson, make_module, make_route, publish
from tests.factories.learning import make_enrolment, single, text

pytestmark = pytest.mark.django_db
BLOCKS = [text("t-one"), single("q-one"), text("t-two"), single("q-two", question="And then?"), text("t-last")]


@pytest.fixture
def lesson() -> LessonPage:
    """Three screens: a question, a second one, and an end."""
    return make_lesson(make_module(make_course(modules=0)), blocks=BLOCKS)


def route_of(lesson: LessonPage) -> Route:
    """One way through its course."""
    course = lesson.get_parent().get_parent().specific
    return course.routes.first() or make_route(course)


def learners(lesson: LessonPage, count: int, *, minutes: int | None = None, last: str = "") -> list[LessonProgress]:
    """So many people who began just now, and finished after so many minutes or stopped."""
    route, now = route_of(lesson), timezone.now()
    end = now + datetime.timedelta(minutes=minutes) if minutes is not None else None
    return [
        LessonProgress.objects.create(
            enrolment=make_enrolment(route=route), lesson=lesson, last_block=last, started_at=now, finished_at=end
        )
        for _number in range(count)
    ]


def answer(people: list[LessonProgress], lesson: LessonPage, block: str, *, right: bool, number: int = 1) -> None:
    """One try of each."""
    for progress in people:
        QuizAttempt.objects.create(
            enrolment=progress.enrolment, lesson=lesson, block_id=block, number=number,
            answers=[], score=int(right), out_of=1, passed=right,
        )  # fmt: skip


def vote(people: list[LessonProgress], lesson: LessonPage, useful: str, unclear: str = "") -> None:
    """What each said."""
    rows: list[dict[str, Any]] = [{"enrolment": progress.enrolment} for progress in people]
    for row in rows:
        LessonFeedback.objects.create(lesson=lesson, useful=useful, unclear=unclear, **row)


def test_one_edition_is_told_screen_by_screen(lesson: LessonPage) -> None:
    """Starts, finishes, where the others stopped, other answers at first, and the words on it."""
    done = learners(lesson, 6, minutes=9, last="t-last")
    at_first, at_second = learners(lesson, 5), learners(lesson, 7, last="q-one")
    answer(done, lesson, "q-one", right=False)
    answer(done, lesson, "q-one", right=True, number=2)
    answer(at_second, lesson, "q-one", right=True)
    vote(done, lesson, "YES")
    vote(at_second, lesson, "PARTLY", "What is a hub?")
    [edition] = insight(lesson=lesson).editions
    assert (edition.number, edition.starts, edition.finishes, edition.minutes) == (1, 18, 6, 9)
    labels = [str(lesson.body[at].block.label) for at in (1, 3, 4)]
    assert list(edition.stops) == [Stop(1, labels[0], 5), Stop(2, labels[1], 7), Stop(3, labels[2], 0)]
    assert list(edition.questions) == [Question("What do you do?", 6), Question("And then?", 0)]
    assert list(edition.votes) == [6, 7, 0]
    assert len(at_first) == 5
    assert list(insight(lesson=lesson).notes) == ["What is a hub?"] * 7


@pytest.mark.parametrize(("took", "middle"), [([4, 5, 20, 30, 600], 20), ([4, 5, 20, 30, 90, 600], 25)])
def test_minutes_are_those_of_the_middle(lesson: LessonPage, took: list[int], middle: int) -> None:
    """Exact for an odd and an even number, however long the last one took."""
    for minutes in took:
        learners(lesson, 1, minutes=minutes)
    assert insight(lesson=lesson).editions[0].minutes == middle


def test_somebody_belongs_to_the_edition_they_began_with(lesson: LessonPage) -> None:
    """Older editions stay as they were; a edition that nobody began is left out."""
    now = timezone.now()
    for number in (2, 3):
        lesson.title = f"Edition {number}"
        lesson = publish(lesson)
    for edition, days in zip(Edition.objects.filter(page_id=lesson.pk).order_by("number"), (30, 20, 10), strict=True):
        Edition.objects.filter(pk=edition.pk).update(published_at=now - datetime.timedelta(days=days))
    early = learners(lesson, 5)
    LessonProgress.objects.filter(pk__in=[row.pk for row in early]).update(started_at=now - datetime.timedelta(days=40))
    learners(lesson, 6, minutes=3)
    editions = insight(lesson=lesson).editions
    assert [(edition.number, edition.starts, edition.finishes) for edition in editions] == [(3, 6, 6), (1, 5, 0)]
    assert starts_by_lesson(lessons=[lesson]) == {lesson.pk: 6}


def test_fewer_than_five_are_one_fact(lesson: LessonPage) -> None:
    """Of four people nothing but that they are few, and no note."""
    vote(learners(lesson, 4, minutes=9), lesson, "NO", "All of it")
    told = insight(lesson=lesson)
    assert [(edition.starts, edition.minutes, edition.votes) for edition in told.editions] == [(None, None, ())]
    assert told.notes == ()
    assert starts_by_lesson(lessons=[lesson]) == {lesson.pk: None}


def test_all_but_a_few(lesson: LessonPage) -> None:
    """Two who stopped would be told by subtraction, so how many finished is said in words."""
    learners(lesson, 20, minutes=9)
    learners(lesson, 2)
    [edition] = insight(lesson=lesson).editions
    assert (edition.starts, edition.finishes, edition.nearly_all, edition.minutes) == (22, None, True, 9)
    assert [stop.count for stop in edition.stops] == [None, None, None]


def test_a_block_that_has_gone(lesson: LessonPage) -> None:
    """Whoever stopped on it is counted under a line of its own."""
    learners(lesson, 5, last="gone")
    assert list(insight(lesson=lesson).editions[0].stops)[-1] == Stop(0, "", 5)


def test_the_last_screens_of_a_long_lesson_are_one_line() -> None:
    """A picture has twenty lines."""
    blocks = [single(f"q-{number}") for number in range(25)]
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=blocks)
    learners(lesson, 5, last="q-20")
    [edition] = insight(lesson=lesson).editions
    assert len(edition.stops) == 18
    assert (edition.stops[-1].and_later, edition.stops[-1].count) == (True, 5)
    assert len(edition.questions) == 25


def test_nobody_yet(lesson: LessonPage) -> None:
    """No edition, no note."""
    told = insight(lesson=lesson)
    assert (told.editions, told.notes) == ((), ())


def test_a_lesson_never_published_tells_nothing(lesson: LessonPage) -> None:
    """A draft has no edition."""
    Edition.objects.filter(page_id=lesson.pk).delete()
    assert insight(lesson=lesson).editions == ()


@pytest.mark.parametrize("people", [6, 18])
def test_queries_do_not_grow(
    lesson: LessonPage, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Seven, whether six came or eighteen; two for a course."""
    done = learners(lesson, people, minutes=4)
    answer(done, lesson, "q-one", right=False)
    vote(done, lesson, "YES", "A word")
    with django_assert_num_queries(7):
        insight(lesson=lesson)
    with django_assert_num_queries(2):
        starts_by_lesson(lessons=[lesson])
    assert Enrolment.objects.count() == people
