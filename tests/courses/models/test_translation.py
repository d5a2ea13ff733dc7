from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from courses.models import CoursePage, Edition, LessonPage, ModulePage, Translation
from courses.models.translation import (
    in_languages,
    in_step_advice,
    is_waiting,
    language_name,
    lines_from,
    own_name,
    pages_behind,
)
from courses.services.checks import checks_of
from courses.services.translating import translate_course
from tests.factories.courses import make_course, publish

pytestmark = pytest.mark.django_db

BEGUN, SINCE = (datetime(2026, month, 3, 9, tzinfo=UTC) for month in (3, 5))
KINDS = (CoursePage, ModulePage, LessonPage)


def pages(course):
    """The course, its module and its lesson."""
    return [kind.objects.get(path__startswith=course.path) for kind in KINDS]


@pytest.fixture
def courses():
    """A course with a module and a lesson, and the same in Welsh, begun in March; nothing is published since."""
    course = make_course()
    made = translate_course(source=course, language="cy", title="Caredigrwydd", code="caredigrwydd")
    PageLogEntry.objects.update(timestamp=BEGUN)
    for kind in KINDS:
        kind.objects.filter(last_published_at__isnull=False).update(last_published_at=BEGUN)
    return course, made


def published(page, day, **more):
    """The page was published on that day."""
    type(page).objects.filter(pk=page.pk).update(last_published_at=day, **more)
    Edition.objects.filter(page=page.pk).update(published_at=day)
    return type(page).objects.get(pk=page.pk)


def told(page):
    return [(line.words, line.link, line.link_words) for line in in_step_advice(page)]


def compare(page, before):
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before, "live"])


def test_a_page_waits_until_it_is_cleared():
    course = make_course(modules=0)
    assert (is_waiting(CoursePage()), is_waiting(course)) == (False, False)
    row = Translation.objects.create(page=course)
    assert (str(row), is_waiting(course)) == ("Course 1", True)
    Translation.objects.update(cleared_at=timezone.now())
    assert is_waiting(course) is False


def test_a_language_has_a_name_here_and_one_of_its_own(settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    assert [(language_name(code), own_name(code)) for code in ("cy", "en-gb")] == [
        ("Welsh", "Cymraeg"),
        ("English", "English"),
    ]


def test_a_page_is_in_as_many_languages_as_there_are_to_read(courses):
    course, made = courses
    assert in_languages(course) == []
    publish(made)
    assert (
        [page.pk for page in in_languages(course)] == [page.pk for page in in_languages(made)] == [course.pk, made.pk]
    )


def test_while_nothing_is_published_since_nothing_is_said(courses):
    assert [told(page) for course in courses for page in pages(course)] == [[]] * 6
    assert in_step_advice(LessonPage()) == []


def test_a_draft_that_was_begun_before_the_first_was_published_again_says_so(courses):
    course, made = courses
    first, lesson = pages(course)[2], pages(made)[2]
    before = Edition.objects.get(page=first.pk).revision_id
    Edition.objects.update(published_at=BEGUN)
    published(first, SINCE)
    Edition.objects.update(published_at=BEGUN)
    words = "The English lesson was published on 3 May 2026, after this translation was begun."
    assert told(lesson) == [(words, compare(first, before), "Compare")]


def test_a_translation_that_was_published_before_says_so_until_it_is_published_again(courses):
    course, made = courses
    (first, module, _lesson), mine = pages(course), pages(made)
    published(first, SINCE)
    published(module, SINCE)
    Edition.objects.all().update(published_at=SINCE)
    published(mine[0], BEGUN, live=True)
    words = "The English course was published on 3 May 2026, after this translation was last published."
    assert told(mine[0]) == [
        (words, compare(first, "earliest"), "Compare"),
        ("Below it, 1 translated page is behind.", "", ""),
    ]
    assert told(mine[1])[0][0].startswith("The English module was published")
    assert told(published(mine[0], timezone.now(), live=True)) == [("Below it, 1 translated page is behind.", "", "")]


def test_the_first_says_how_many_are_behind_it(courses):
    course, made = courses
    polish = translate_course(source=course, language="pl", title="Dobroć", code="dobroc")
    PageLogEntry.objects.update(timestamp=BEGUN)
    lesson = published(pages(course)[2], SINCE)
    published(pages(polish)[2], timezone.now(), live=True)
    form = reverse("wagtailadmin_pages:edit", args=[pages(made)[2].pk])
    assert told(lesson) == [("1 translation is behind this page: Welsh.", form, "Open the translation")]
    published(pages(polish)[2], BEGUN)
    assert told(lesson) == [("2 translations are behind this page: Welsh, Polish.", "", "")]
    assert told(course) == [("Below it, 2 translated pages are behind.", "", "")]


def test_a_first_page_that_was_taken_down_leaves_nothing_behind(courses):
    course, made = courses
    published(pages(course)[2], SINCE, live=False)
    assert told(pages(made)[2]) == []


def test_lists_count_as_many_lines_as_the_form_shows(courses):
    course, made = courses
    for page in pages(course):
        published(page, SINCE)
    rows = [page for each in (course, made) for page in pages(each)]
    behind = list(pages_behind())
    assert [lines_from(page, behind) for page in rows] == [len(told(page)) for page in rows] == [2, 2, 1, 2, 2, 1]
    assert [checks_of([page])[page.pk].look for page in rows] == [len(page.advice()) for page in rows]


def test_what_is_behind_is_asked_in_one_query_and_another_to_compare(courses, django_assert_num_queries):
    course, made = courses
    with django_assert_num_queries(1):
        in_step_advice(made)
    for page in pages(course):
        published(page, SINCE)
    with django_assert_num_queries(2):
        assert len(in_step_advice(made)) == 2


def test_the_form_of_a_translation_leads_to_what_changed(client, editor, courses):
    course, made = courses
    first = published(pages(course)[2], SINCE)
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[pages(made)[2].pk])).content.decode()
    link = compare(first, Edition.objects.get(page=first.pk).revision_id)
    Edition.objects.update(published_at=BEGUN)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[pages(made)[2].pk])).content.decode()
    assert f'<a href="{link}">Compare</a>' in page
    assert client.get(link).status_code == 200
