"""A lesson that is added: those part-way are told once, nobody else, and nothing that is complete is undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Edition, LessonPage, ModulePage
from jobs.models import Job
from learning.handlers import tell_of_new
from learning.models import Enrolment, ModuleCompletion
from learning.services import news
from learning.services.standing import standings
from people.models import Message
from tests.factories.courses import make_course, make_lesson, make_route, publish
from tests.factories.learning import finish, make_course_completion, make_enrolment, make_module_completion

pytestmark = pytest.mark.django_db


@pytest.fixture
def route():
    return make_route(make_course())


def module_of(route):
    return ModulePage.objects.child_of(route.course).get()


def tell():
    for job in Job.objects.filter(kind="learning.tell_of_new"):
        tell_of_new(**job.args)


def told():
    letters = Message.objects.filter(template="learning/emails/new_lessons").order_by("pk")
    return [(letter.person, [line[2:] for line in letter.text.splitlines() if line[:2] == "- "]) for letter in letters]


def notices(enrolment):
    rows = standings([enrolment])[enrolment.pk]
    return [lesson.title for lesson in news.added_lessons(enrolment=enrolment, rows=rows)]


def test_those_part_way_have_one_letter_about_all_that_was_published_together(route):
    enrolment = make_enrolment(route=route)
    for title in ("Listening", "Asking"):
        make_lesson(module_of(route), title=title)
    tell()
    tell()
    assert sum(len(lessons) for _person, lessons in told()) == 2
    assert {person for person, _lessons in told()} == {enrolment.person}
    assert notices(enrolment) == ["Listening", "Asking"]


def test_a_letter_waits_until_its_quarter_of_an_hour_is_over(route):
    lesson = make_lesson(module_of(route))
    job = Job.objects.filter(kind="learning.tell_of_new").latest("pk")
    span = news.span_of(lesson.last_published_at)
    assert (job.run_after, span.until - span.since) == (span.until, timedelta(minutes=15))
    assert (lesson.last_published_at in span, span.until in span) == (True, False)


def test_those_who_completed_hear_nothing_and_stay_complete(route):
    done = make_course_completion(make_enrolment(route=route))
    part = make_enrolment(route=route)
    make_module_completion(part)
    before = list(ModuleCompletion.objects.order_by("pk").values())
    make_lesson(module_of(route))
    tell()
    assert (told(), notices(done.enrolment), notices(part)) == ([], [], [])
    assert list(ModuleCompletion.objects.order_by("pk").values()) == before


def test_whoever_begins_afterwards_finds_nothing_new(route):
    make_lesson(module_of(route))
    enrolment = make_enrolment(route=route)
    tell()
    assert (told(), notices(enrolment)) == ([], [])


def test_a_lesson_that_becomes_required_is_new_and_one_that_only_changed_is_not(route):
    extra = make_lesson(module_of(route), title="Extra", required=False)
    enrolment = make_enrolment(route=route)
    first = LessonPage.objects.child_of(module_of(route)).order_by("path").first()
    publish(first)
    assert notices(enrolment) == []
    extra.required = True
    publish(extra)
    assert notices(enrolment) == ["Extra"]


def test_the_notice_goes_once_the_lesson_is_finished(route):
    enrolment = make_enrolment(route=route)
    lesson = make_lesson(module_of(route))
    finish(enrolment, lesson)
    tell()
    assert (notices(enrolment), told()) == ([], [])


def test_a_later_publication_is_told_on_its_own(route):
    make_enrolment(route=route)
    make_lesson(module_of(route), title="First")
    Edition.objects.update(published_at=timezone.now() - timedelta(hours=2))
    Enrolment.objects.update(opened_at=timezone.now() - timedelta(hours=3))
    make_lesson(module_of(route), title="Second")
    tell()
    assert [lessons for _person, lessons in told()] == [["Second"]]


def test_a_draft_or_an_extra_asks_for_no_letter(route):
    Job.objects.all().delete()
    make_lesson(module_of(route), required=False)
    assert Job.objects.filter(kind="learning.tell_of_new").count() == 0


@pytest.mark.parametrize("people", [1, 3])
def test_reading_who_is_told_asks_as_often_for_three_as_for_one(route, people, django_assert_num_queries):
    make_lesson(module_of(route))
    for _one in range(people):
        make_enrolment(route=route)
    span = news.span_of(timezone.now())
    with django_assert_num_queries(10):
        news.tell_batch(course=route.course_id, span=span, key="x", after=0)
