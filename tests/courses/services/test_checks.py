from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import SeededContent
from courses.models.translation import Translation
from courses.services.checks import Checks, checks_of
from tests.factories.courses import make_course, make_evidence, make_lesson, make_module
from tests.factories.media import make_picture

pytestmark = pytest.mark.django_db
IMAGE = ("image", {"image": None, "alt": "", "decorative": False})
PANEL = ("safety_panel", None)
EMPTY_STEP = {"type": "run_sheet", "value": {"title": "", "rows": []}, "id": "s"}
WAYS = 2  # no sound, no easy-read version


ALT = "Say what the picture shows, or tick “Decoration only”."


def test_a_lesson_is_read_as_it_was_last_saved():
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[PANEL], minutes=1)
    assert checks_of([lesson]) == {lesson.pk: Checks(0, WAYS, 1, False)}
    lesson.minutes, lesson.review_by = 13, timezone.localdate() - timedelta(days=1)
    lesson.body = lesson.body.stream_block.to_python([{"type": "image", "value": IMAGE[1], "id": "i"}])
    lesson.save_revision()
    assert checks_of([lesson]) == {lesson.pk: Checks(2, WAYS + 2, 13, False)}
    assert [str(problem) for problem in lesson.problems()] == [ALT, "Image: Please fill this in."]
    assert checks_of([lesson])[lesson.pk].look == len(lesson.advice())


def test_a_module_takes_as_long_as_its_required_lessons_or_its_session():
    course = make_course(modules=0)
    lessons, session = make_module(course), make_module(course, completed_by="ATTENDANCE", minutes=90)
    empty = make_module(course, summary="Engage with clients.")
    make_lesson(lessons, minutes=8)
    make_lesson(lessons, minutes=10)
    make_lesson(lessons, minutes=12, required=False)
    assert checks_of([lessons, session, empty]) == {
        lessons.pk: Checks(0, 0, 18, False),
        session.pk: Checks(0, 0, 90, False),
        empty.pk: Checks(1, 0, None, False),
    }


def test_a_course_needs_a_safety_panel_and_a_skill_something_to_do():
    bare, ready = make_course(modules=0, kind="SKILL"), make_course(modules=0, kind="SKILL")
    make_lesson(make_module(ready, completed_by="ATTENDANCE"), blocks=[PANEL])
    assert checks_of([bare, ready]) == {bare.pk: Checks(2, 0, None, False), ready.pk: Checks(0, 0, None, False)}
    assert [len(course.problems()) for course in (bare, ready)] == [2, 0]


def test_a_starter_is_one_until_somebody_saves_it():
    course = make_course(modules=0, kind="AWARENESS")
    SeededContent.objects.create(path="a", digest="d", revision=course.latest_revision)
    assert checks_of([course])[course.pk].starter is True
    course.save_revision()
    assert checks_of([course])[course.pk].starter is False


def test_a_translation_that_nobody_cleared_is_one_thing_to_fix():
    course = make_course(modules=0, kind="PROGRAMME")
    make_lesson(make_module(course), blocks=[PANEL])
    Translation.objects.create(page=course)
    assert checks_of([course])[course.pk].must == 1


def test_the_list_counts_what_the_page_says(settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("cy", "Welsh"), ("pl", "Polish")]
    course = make_course(modules=0, kind="SKILL")
    session = make_module(course, completed_by="ATTENDANCE", plan=[EMPTY_STEP])
    lesson = make_lesson(session, blocks=[IMAGE, ("text", {"text": "<p>At {hub}.</p>"}), ("quiz_single", {})])
    for page in (course, session, lesson):
        found = checks_of([page])[page.pk]
        assert (found.must, found.look) == (len(page.problems()), len(page.advice()))
    assert [str(problem) for problem in session.problems()] == ["Title: Please fill this in."]
    assert [str(advice) for advice in session.advice()] == [
        *("It is not there in Welsh yet.", "It is not there in Polish yet."),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_checks_make_the_same_queries_however_many_pages(django_assert_num_queries, count):
    course = make_course(modules=0)
    modules = [make_module(course) for _number in range(count)]
    picture, record = make_picture().pk, make_evidence().pk
    blocks = [
        ("text", {"text": "<p>At {hub}.</p>", "sources": [record]}),
        ("image", {"image": picture, "alt": "A wall."}),
        ("evidence", {"record": record}),
    ]
    lessons = [make_lesson(module, blocks=blocks) for module in modules]
    with django_assert_num_queries(17):
        checks_of([course, *modules, *lessons])
