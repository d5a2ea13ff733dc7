import re

import pytest
from django.urls import reverse

from tests.factories.courses import make_course, make_lesson, make_module, make_word
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db
OPTIONS = [
    {"text": "She asked.", "right": True, "feedback": "<p>She did.</p>"},
    {"text": "Luck.", "feedback": "<p>Some of it.</p>"},
]
BLOCKS = [
    ("text", "<p>Ask at {hub}.</p>"),
    ("quiz_single", {"question": "What made the difference?", "options": OPTIONS}),
    ("practice_task", {"title": "Find three at {hub}"}),
]


def lesson_of(**fields):
    return make_lesson(make_module(make_course(modules=0)), blocks=BLOCKS, **fields)


def test_an_open_lesson_may_be_read_by_anyone_in_the_words_of_the_place(client):
    make_word(make_organisation(), value="Low Mill Hub")
    page = client.get(lesson_of(public=True).url).content.decode()
    assert "Ask at Low Mill Hub." in page
    assert "This is an open lesson" in page


def test_any_other_lesson_shows_its_outline_only(client):
    make_word(make_organisation(), value="Low Mill Hub")
    page = client.get(lesson_of().url).content.decode()
    assert "Ask at" not in page
    assert "What made the difference?" in page
    assert "Find three at Low Mill Hub" in page
    assert "2 screens" in page
    assert "If someone is in danger now, ring" in page


def test_an_editors_preview_shows_the_body(rf):
    request = rf.get("/")
    request.is_preview = True
    assert lesson_of().get_context(request)["shows_body"] is True


def test_a_lesson_is_stopped_by_a_word_that_an_active_organisation_has_not_filled():
    filled = make_organisation(name="Northbridge")
    make_word(filled)
    make_organisation(name="Southmoor")
    make_organisation(name="Closed", active=False)
    assert [str(problem) for problem in lesson_of().problems()] == ["The local word {hub} is not filled for Southmoor."]


def test_holds_and_outline_say_what_is_in_it():
    lesson = lesson_of()
    assert lesson.holds("quiz_single")
    assert not lesson.holds("safety_panel")
    assert [line["name"] for line in lesson.outline] == ["What made the difference?", "Find three at {hub}"]


def test_beside_the_body_stand_its_screens_and_its_minutes(client, editor):
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[lesson_of(minutes=10).pk])).content.decode()
    panel = re.search(r"(?s)By its words it takes about \d+ minutes\.\s.*?as you last saved it\.", page)[0]
    assert " ".join(re.sub(r"<[^>]+>", " ", panel).split()) == (
        "By its words it takes about 2 minutes. You say 10 minutes. "
        "Text, Question: choose one Practice task Each line is one screen, as you last saved it."
    )


def test_a_new_lesson_shows_no_screens_yet(client, editor):
    client.force_login(editor)
    module = make_module(make_course(modules=0))
    page = client.get(reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", module.pk])).content.decode()
    assert "One line is one screen." not in page
