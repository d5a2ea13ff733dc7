"""Blocks on paper: boxes and lines, stories by numbers, one's own words by job, and what the editor wants printed."""

import pytest

from courses.screens import screens
from learning.services.pieces import pieces, title_of
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.learning import items, reflection, scenario, single, text
from tests.factories.people import make_staff_role

pytestmark = pytest.mark.django_db
EASY = {"text": "You can say no.", "image": None, "alt": ""}


@pytest.fixture
def printed():
    """The pieces of a lesson of these blocks."""

    def make(*blocks, codes=(), easy=False):
        lesson = make_lesson(make_module(make_course(modules=0)), blocks=list(blocks))
        return [piece for screen in screens(lesson.body) for piece in pieces(screen, set(codes), easy=easy)]

    return make


def test_a_story_is_told_by_numbers_and_every_choice_says_where_to_turn(printed):
    (piece,) = printed(scenario())
    scenes = piece.more["scenes"]
    assert [scene.number for scene in scenes] == [1, 2, 3, 4, 5]
    assert scenes[0].choices == (("That sounds long.", 2), ("Change the subject", 4), ("Push on", 5))
    assert scenes[1].choices == (("Thursdays", 3),)
    assert [(scene.ending, scene.kind) for scene in scenes[2:]] == [
        ("His to take", "Settled"),
        ("The bus comes", "Not settled"),
        ("Pushed", "Not safe"),
    ]


def test_the_story_begins_at_one_wherever_its_first_scene_stands(printed):
    story = scenario()
    story["value"]["start"] = "B2"
    assert printed(story)[0].more["scenes"][0].text == "He used to play dominoes."


def test_steps_to_number_are_not_in_their_order_and_always_in_the_same(printed):
    block = {
        "type": "quiz_order",
        "id": "o",
        "value": {"question": "Order", "items": items("a", "b", "c"), "feedback": "."},
    }
    steps = printed(block)[0].more["steps"]
    assert sorted(steps) == ["a", "b", "c"]
    assert steps != ["a", "b", "c"]
    assert printed(block)[0].more["steps"] == steps


def test_a_question_says_whether_more_than_one_may_be_ticked(printed):
    several = single("m") | {"type": "quiz_multi"}
    found = printed(single(), several)
    assert [(piece.kind, piece.more["several"]) for piece in found] == [("quiz_choice", False), ("quiz_choice", True)]


def test_words_by_job_are_those_of_ones_own_job_or_else_those_for_everyone(printed):
    make_staff_role(code="parks", name="Parks")
    variants = items({"label": "Parks", "staff_roles": ["parks"], "blocks": [text("a", "<p>The gate.</p>")]})
    block = {"type": "role_variant", "id": "v", "value": {"variants": variants, "fallback": [text("b", "<p>All.</p>")]}}
    assert [piece.value["text"].source for piece in printed(block, codes=["parks"])] == ["<p>The gate.</p>"]
    assert [piece.value["text"].source for piece in printed(block)] == ["<p>All.</p>"]


def test_the_editor_says_what_paper_shows(printed):
    other = {"how": "other", "text": "Watch the film at the hub."}
    told = {"type": "text", "id": "a", "value": {"text": "<p>x</p>", "print_as": other}}
    left = {"type": "text", "id": "b", "value": {"text": "<p>y</p>", "print_as": {"how": "leave_out", "text": ""}}}
    assert [(piece.kind, piece.value) for piece in printed(told, left)] == [("words", {"text": other["text"]})]


def test_easy_words_take_the_place_of_what_is_read_and_stand_above_what_is_done(printed):
    read = {"type": "text", "id": "a", "value": {"text": "<p>x</p>", "easy_read": EASY}}
    done = reflection(easy_read=EASY)
    assert [piece.kind for piece in printed(read, done)] == ["text", "reflection"]
    assert [piece.kind for piece in printed(read, done, easy=True)] == ["easy_read", "easy_read", "reflection"]


def test_the_note_of_a_trainer_and_the_numbers_to_ring(printed):
    found = printed({"type": "safety_panel", "id": "s", "value": None}, {"type": "promise", "id": "p", "value": {}})
    assert [piece.template for piece in found] == [
        "learning/pack/pieces/safety_panel.html",
        "learning/pack/pieces/promise.html",
    ]
    assert "seven days" in found[1].more["prompt"]


def test_a_block_is_called_by_its_title_or_by_its_kind():
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[text(), single()])
    assert [title_of(block) for block in lesson.body] == ["Text", "What do you do?"]
