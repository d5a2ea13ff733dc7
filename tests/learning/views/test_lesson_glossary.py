"""Words of the glossary in a lesson: for a learner, for its editor, on paper."""

import re

import pytest
from django.urls import reverse

from courses.models import GlossaryTerm
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment, text

pytestmark = pytest.mark.django_db
BREAK = {"type": "new_screen", "value": None, "id": "n1"}
TRY = {"type": "callout", "id": "c1", "value": {"kind": "try", "text": "<p>Mentees ask.</p>"}}
BLOCKS = [text("t1", "<p>A mentee and a mentee.</p>"), TRY, BREAK, text("t2", "<p>The mentee again.</p>")]


@pytest.fixture
def mentee():
    GlossaryTerm.objects.create(term="Cohort", meaning="A group.")
    GlossaryTerm.objects.create(term="Mentee", meaning="Y person.", language="cy")
    return GlossaryTerm.objects.create(term="Mentee", meaning="The person being mentored.")


@pytest.fixture
def lesson(mentee):
    return make_lesson(make_module(make_course(modules=0)), blocks=BLOCKS, public=True)


def opened(page):
    """The words that open, and those explained for paper, in order."""
    html = page.content.decode()
    opens = re.findall(r'<button type="button" class="term" popovertarget="(term-\d+)">([^<]+)</button>', html)
    assert [key for key, _word in opens] == re.findall(r'<span class="term-meaning" id="(term-\d+)" popover>', html)
    paper = re.findall(r'<dt dir="auto">(.+?)</dt>\s*<dd dir="auto">\s*(.+?)\s*</dd>', html)
    return [word for _key, word in opens], paper


def test_a_word_opens_where_it_stands_first_on_each_screen(client, officer, lesson):
    course = lesson.get_parent().get_parent().specific
    enrolment = make_enrolment(officer, make_route(course))
    client.force_login(officer)
    place = [enrolment.uuid, lesson.get_parent().slug, lesson.slug]
    for number in (1, 2):
        page = client.get(reverse("learning:lesson", args=[*place, number]))
        assert opened(page) == (["mentee"], [("Mentee", "The person being mentored.")])


def test_whoever_reads_an_open_lesson_has_it_once(client, lesson):
    assert opened(client.get(lesson.url)) == (["mentee"], [("Mentee", "The person being mentored.")])


@pytest.mark.parametrize("mode", ["learner", "print", "large", "answers"])
def test_an_editor_sees_it_in_the_preview(client, editor, lesson, mode):
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])
    assert opened(client.get(address, {"mode": mode})) == (["mentee"], [("Mentee", "The person being mentored.")])


def test_a_lesson_in_another_language_has_the_words_of_that_language(client, lesson):
    lesson.locale = type(lesson.locale).objects.create(language_code="cy")
    lesson.save()
    assert opened(client.get(lesson.url)) == (["mentee"], [("Mentee", "Y person.")])
