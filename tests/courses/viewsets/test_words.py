import pytest
from django.urls import reverse

from courses.services.words import local_words
from tests.factories.courses import make_course, make_lesson, make_module, make_word, publish
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db
TEXT = {"type": "text", "value": "<p>Ask at {hub}, or ring {coordinator}.</p>"}


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def address(place):
    return reverse("wagtailsnippets_courses_localword:set", args=[place.pk])


def test_an_editor_fills_every_word_of_a_place_on_one_page(desk):
    place = make_organisation()
    make_word(place, word="hub", value="Low Mill Hub")
    publish(make_lesson(make_module(make_course(modules=0)), blocks=[TEXT]))
    page = desk.get(address(place)).content.decode()
    assert [word in page for word in ("{hub}", "{coordinator}", "{adult care number}", "Low Mill Hub")] == [True] * 4
    sent = {"word-0": "01632 960 111", "word-3": "the desk", "word-4": ""}
    page = desk.post(address(place), sent, follow=True).content.decode()
    assert "Saved. 3 words changed." in page
    assert local_words(place) == {"adult care number": "01632 960 111", "coordinator": "the desk"}


def test_a_trainer_does_not_see_them(client, trainer):
    client.force_login(trainer)
    assert client.get(address(make_organisation())).status_code == 403


def test_a_place_that_does_not_exist_is_no_page(desk):
    assert desk.get(reverse("wagtailsnippets_courses_localword:set", args=[0])).status_code == 404
