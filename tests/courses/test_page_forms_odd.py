"""What people paste, type twice or type in another script: each has a clear answer, and nothing typed is lost."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from courses.models import LessonPage, ModulePage
from tests.courses.blocks.test_prose import PASTED
from tests.courses.test_page_forms import inside, lesson_fields, module_fields, send
from tests.factories.courses import make_course, make_lesson, make_module, make_word

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "1"}
COMMENTS = inline_formset([])
ARABIC = "الجار الجديد"
TAKEN = "Another page here has the address “the-session”. Write another one. Example: the-session-3."


@pytest.fixture
def cms(cms, editor):
    """The editor's browser; every organisation has the word that the lessons of the factory need."""
    make_word(editor.organisation, word="hub")
    return cms


@pytest.fixture
def course():
    return make_course(modules=0)


def new(cms, kind, parent, fields):
    """The form of a new page, sent."""
    address = reverse("wagtailadmin_pages:add", args=["courses", kind, parent.pk])
    return cms.post(address, nested_form_data({"comments": COMMENTS} | fields))


def test_two_modules_of_one_title_in_one_course_are_told_apart(cms, course):
    for code in ("the-session", "the-session-2"):
        make_module(course, title="The session", code=code)
    fields = module_fields(code="", summary="An afternoon together.") | {"title": "The session", "slug": "the-session"}
    refused = new(cms, "modulepage", course, fields)
    form = refused.context["form"]
    assert form.errors == {"slug": [TAKEN]}
    assert (form["title"].value(), form["summary"].value()) == ("The session", "An afternoon together.")
    assert ModulePage.objects.child_of(course).count() == 2
    assert new(cms, "modulepage", course, fields | {"slug": "the-session-3"}).status_code == 302
    assert ModulePage.objects.child_of(course).order_by("path").last().title == "The session"


def test_a_page_keeps_its_own_address_and_one_of_another_course_is_no_clash(cms, course):
    mine = make_module(course, title="The session", code="the-session")
    make_module(make_course(modules=0), title="The session", code="the-session")
    assert send(cms, mine, module_fields(code="the-session", summary="Changed.")).status_code == 302
    assert ModulePage.objects.get(pk=mine.pk).get_latest_revision_as_object().summary == "Changed."


def test_two_modules_of_one_title_in_arabic_both_have_an_address(cms, course):
    for _time in range(2):
        assert new(cms, "modulepage", course, module_fields(code="") | {"title": ARABIC, "slug": ""}).status_code == 302
    first, second = ModulePage.objects.child_of(course).order_by("path")
    assert (first.title, second.title) == (ARABIC, ARABIC)
    assert (first.slug, second.slug) == ("الجار-الجديد", "الجار-الجديد-2")


def test_a_title_of_emoji_alone_has_an_address_too(cms, course):
    for _time in range(2):
        assert new(cms, "modulepage", course, module_fields(code="") | {"title": "🌱", "slug": ""}).status_code == 302
    assert list(ModulePage.objects.child_of(course).order_by("path").values_list("slug", flat=True)) == ["new", "new-2"]


def test_a_title_of_emoji_and_words_from_right_to_left_are_kept_and_find_their_direction(cms, course):
    module = make_module(course)
    fields = lesson_fields(("text", {"text": f"<p>{ARABIC}</p>"})) | {
        "title": f"🌱 {ARABIC} 👩🏽‍🌾",
        "slug": "seedling",
    }
    assert new(cms, "lessonpage", module, fields | {"topics": ""}).status_code == 302
    lesson = LessonPage.objects.child_of(module).get(slug="seedling").get_latest_revision_as_object()
    assert lesson.title == f"🌱 {ARABIC} 👩🏽‍🌾"
    lesson.save_revision().publish()
    shown = cms.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])).content.decode()
    assert lesson.title in shown
    assert ARABIC in shown


def test_words_pasted_from_a_word_processor_lose_their_markup_and_no_word(cms, course):
    lesson = make_lesson(make_module(course))
    assert send(cms, lesson, lesson_fields(("text", {"text": PASTED})), **PUBLISH).status_code == 302
    kept = str(LessonPage.objects.get(pk=lesson.pk).body[0].value["text"].source)
    assert all(words in kept for words in ("Ask", "first.", "Then", "listen"))
    assert not any(markup in kept for markup in ("Mso", "style=", "<o:p>", "<font", "<span", "<!--"))


def test_a_question_with_two_hundred_answers_says_how_many_are_enough_and_loses_none(cms, course):
    lesson = make_lesson(make_module(course))
    before = LessonPage.objects.get(pk=lesson.pk).latest_revision_id
    options = [{"text": f"Answer {at}", "right": at == 0, "feedback": "Why."} for at in range(200)]
    fields = lesson_fields(("quiz_single", {"question": "Which?", "options": options}))
    words = "A question has 2 to 12 answers. This one has 200. Three are enough for most."
    for action in ({}, PUBLISH):
        refused = send(cms, lesson, fields, **action)
        assert inside(refused) == {(0, "options"): words}
        shown = refused.context["form"]["body"].value()[0].value["options"]
        assert [option["text"] for option in shown] == [option["text"] for option in options]
    assert LessonPage.objects.get(pk=lesson.pk).latest_revision_id == before
