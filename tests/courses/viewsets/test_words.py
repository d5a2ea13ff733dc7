import pytest
from django.urls import reverse

from courses.models import GlossaryTerm, JargonWord
from courses.services.words import local_words
from tests.factories.courses import make_course, make_lesson, make_module, make_word, publish
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db
TEXT = {"type": "text", "value": "<p>Ask at {hub}, or ring {coordinator}.</p>"}


def address(place):
    return reverse("wagtailsnippets_courses_localword:set", args=[place.pk])


def test_an_editor_fills_every_word_of_a_place_on_one_page(cms):
    place = make_organisation()
    make_word(place, word="hub", value="Low Mill Hub")
    publish(make_lesson(make_module(make_course(modules=0)), blocks=[TEXT]))
    page = cms.get(address(place)).content.decode()
    assert [word in page for word in ("{hub}", "{coordinator}", "{adult care number}", "Low Mill Hub")] == [True] * 4
    sent = {"word-0": "01632 960 111", "word-3": "the desk", "word-4": ""}
    page = cms.post(address(place), sent, follow=True).content.decode()
    assert "Saved. 3 words changed." in page
    assert local_words(place) == {"adult care number": "01632 960 111", "coordinator": "the desk"}


def test_a_trainer_does_not_see_them(client, trainer):
    client.force_login(trainer)
    assert client.get(address(make_organisation())).status_code == 403


def test_a_place_that_does_not_exist_is_no_page(cms):
    assert cms.get(reverse("wagtailsnippets_courses_localword:set", args=[0])).status_code == 404


def make_rows(place, count):
    for at in range(count):
        GlossaryTerm.objects.create(term=f"Term{at}", meaning="What it means.")
        JargonWord.objects.create(word=f"office{at}", try_instead="desk")
        make_word(place, word=f"hub{at}", value="Low Mill")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("model", "queries"), [("glossaryterm", 14), ("jargonword", 14), ("localword", 16)])
def test_a_list_says_on_how_many_pages_each_word_stands(cms, model, queries, count, django_assert_num_queries):
    make_rows(make_organisation(), count)
    module = make_module(make_course(modules=0))
    for _number in range(2):
        make_lesson(module, blocks=[{"type": "text", "value": "<p>Term0, office0, {hub0}.</p>"}])
    address = reverse(f"wagtailsnippets_courses_{model}:list")
    cms.get(address)
    with django_assert_num_queries(queries):
        page = cms.get(address)
    rows = sorted(page.context["object_list"], key=str)
    table = page.content.decode()
    assert [row.on_pages for row in page.context["table"].data] == [2, 0, 0][: len(rows)]
    assert "On pages" in table
