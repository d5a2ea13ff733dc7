import re

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Site

from courses.models import CoursePage, LessonPage, ModulePage, Route
from tests.factories.courses import make_course, make_lesson, make_module, make_route, publish
from tests.factories.learning import make_enrolment

pytestmark = pytest.mark.django_db

LOAD = "{% load courses_languages %}"
QUIZ = {"question": "Pwy?", "options": [{"text": "Ti", "right": True, "feedback": "Ie."}]}


def in_welsh(page, language="cy"):
    page.locale, _made = Locale.objects.get_or_create(language_code=language)
    return publish(page)


def drawn(template, **context):
    return Template(f"{LOAD}{template}").render(Context(context))


@pytest.fixture
def course():
    """A course in Welsh on a site that speaks English."""
    course = make_course(modules=0, title="Caredigrwydd", summary="Addewid.", what_this_is_not="Nid cwnsela.")
    module = make_module(course, title="Paratoi", introduction="Croeso.", why_in_person="Llais.")
    make_lesson(module, title="Gofyn", public=True, blocks=[("text", "<p>Helo.</p>"), ("quiz_single", QUIZ)])
    make_route(course, name="Preswylydd")
    for kind in (CoursePage, ModulePage, LessonPage):
        in_welsh(kind.objects.get())
    return CoursePage.objects.get(pk=course.pk)


def test_words_in_the_language_of_the_site_are_not_marked():
    page = make_course()
    assert drawn("<p{% lang_of page %}><b{% lang_back %}>{{ page|said_in }}</b></p>", page=page) == "<p><b></b></p>"
    assert drawn("{{ 'x'|in_its_language:page }}", page=page) == "x"


def test_words_in_another_are_marked_and_ours_inside_them_marked_back(course):
    marked = drawn("<p{% lang_of page %}><b{% lang_back %}></b></p>", page=course)
    assert marked == '<p lang="cy"><b lang="en-gb"></b></p>'
    assert drawn("{{ words|in_its_language:page }}", page=course, words="<i>") == '<span lang="cy">&lt;i&gt;</span>'
    assert drawn("{{ page|said_in }}", page=course) == "cy"
    with override("cy"):
        assert drawn("<p{% lang_of page %}>", page=course) == "<p>"


def test_what_runs_from_right_to_left_says_so_unless_its_element_does():
    page = in_welsh(make_course(), "ar")
    assert drawn("<p{% lang_of page %}>", page=page) == '<p lang="ar" dir="rtl">'
    assert drawn("<p{% lang_of page True %}>", page=page) == '<p lang="ar">'


def test_a_course_page_marks_what_is_in_its_own_language_and_nothing_of_ours(client, course):
    page = client.get(course.url).content.decode()
    assert '<html lang="en-gb"' in page
    marked = re.findall(r'<(\w+)[^>]* lang="cy"[^>]*>([^<]*)<', page)
    assert {("h1", "Caredigrwydd"), ("p", "Addewid."), ("p", "Nid cwnsela."), ("a", "Paratoi"), ("a", "Gofyn")} <= {
        (tag, words.strip()) for tag, words in marked
    }
    assert ("span", "Preswylydd") in marked
    assert "<h2>What this is not</h2>" in page


def test_a_module_and_an_open_lesson_mark_it_too(client, course):
    page = client.get(ModulePage.objects.get().url).content.decode()
    assert re.search(r'<h1[^>]* lang="cy">Paratoi</h1>', page)
    assert '<div lang="cy"><p>Croeso.</p></div>' in page
    page = client.get(LessonPage.objects.get().url).content.decode()
    assert '<div class="lesson stack" lang="cy">' in page
    assert '<p class="eyebrow" lang="en-gb">Question</p>' in page


def test_a_course_leads_to_itself_in_other_languages_where_it_is_there_to_be_read(client, course):
    assert 'class="languages' not in client.get(course.url).content.decode()
    english = make_course(title="Kindness")
    CoursePage.objects.filter(pk=english.pk).update(translation_key=course.translation_key)
    page = client.get(english.url).content.decode()
    link = re.search(r'(?s)<a href="([^"]*)" hreflang="(\w+)">(.*?)</a>', page)
    assert link.groups()[:2] == (course.url, "cy")
    assert " ".join(link[3].split()) == 'This course in <span lang="cy">Cymraeg</span>'
    root = Site.objects.get().root_url
    assert re.findall(r'rel="alternate"\s+hreflang="([^"]*)"\s+href="([^"]*)"', page) == [
        ("cy", root + course.url),
        ("en-gb", root + english.url),
    ]
    page = client.get(course.url).content.decode()
    assert 'This course in <span lang="en-gb">English</span>' in " ".join(page.split())
    course.unpublish()
    page = client.get(english.url).content.decode()
    assert ("hreflang" in page, "This course in" in page) == (False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_makes_the_same_queries_in_one_language_or_in_more(client, course, django_assert_num_queries, count):
    for language in ("pl", "ar", "fr")[: count - 1]:
        other = in_welsh(make_course(), language)
        CoursePage.objects.filter(pk=other.pk).update(translation_key=course.translation_key)
    client.get(course.url)
    with django_assert_num_queries(21):
        page = client.get(course.url).content.decode()
    assert page.count("This course in") == count - 1


def test_a_card_says_which_language_and_marks_its_words(client, course):
    make_course(title="Kindness")
    page = " ".join(client.get(course.get_parent().url).content.decode().split())
    assert 'class="card-title " lang="cy"><a href="/courses/course-1/">Caredigrwydd</a>' in page
    assert '<p lang="cy">Addewid.</p> <p class="soft small">Welsh · Preswylydd' in page
    assert "<p>What it promises.</p>" in page


def test_the_player_and_a_learners_own_pages_mark_what_is_in_the_language_of_the_course(client, course, officer):
    mine = make_enrolment(officer, Route.objects.get(course=course))
    client.force_login(officer)
    here = [mine.uuid, ModulePage.objects.get().slug, LessonPage.objects.get().slug]

    def page(name, *place):
        return client.get(reverse(f"learning:{name}", args=[mine.uuid, *place])).content.decode()

    screen = page("lesson", *here[1:], 1)
    assert '<h1 class="player-title" dir="auto" lang="cy">Gofyn</h1>' in screen
    assert '<div class="lesson" lang="cy"' in screen
    assert '<div class="button-row" lang="en-gb">' in screen
    assert re.search(r'<h1[^>]* lang="cy">Caredigrwydd</h1>', page("course"))
    module = page("module", here[1])
    assert re.search(r'<h1[^>]* lang="cy">Paratoi</h1>', module)
    assert '<p lang="cy">Llais.</p>' in module


def test_an_editors_preview_marks_it_as_the_player_does(client, course, editor):
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:view_draft", args=[LessonPage.objects.get().pk])
    for mode in ("learner", "print", "answers", f"route:{Route.objects.get().pk}"):
        page = client.get(address, {"mode": mode}).content.decode()
        assert '<div class="lesson" lang="cy"' in page
    assert '<h1 class="player-title" dir="auto" lang="cy">Gofyn</h1>' in page
