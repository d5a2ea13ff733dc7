import copy

import pytest
from django.core.exceptions import ValidationError

from courses.blocks.lesson import LessonBody
from tests.factories.courses import make_block
from tests.factories.media import make_picture

BODY = LessonBody()
QUIZZES = ("quiz_single", "quiz_multi", "quiz_true_false", "quiz_sort", "quiz_order")


def block_of(name, **changed):
    """The block as its preview has it, with some fields changed."""
    value = copy.deepcopy(BODY.child_blocks[name]._evaluate_callable(BODY.child_blocks[name].meta.preview_value))
    return make_block(name, value | changed)


def said(block):
    """What stands beside each field when it is published; nothing where it is in order."""
    try:
        block.block.clean(block.value)
    except ValidationError as stopped:
        return stopped.as_json_data()["blockErrors"]
    return {}


def option(text, **more):
    return {"text": text, "right": False, "feedback": "Why not."} | more


@pytest.mark.parametrize("name", QUIZZES)
def test_a_question_in_order_is_published(name):
    assert said(block_of(name)) == {}


@pytest.mark.parametrize("name", QUIZZES)
def test_a_draft_may_hold_half_a_question(name):
    block = make_block(name, {})
    assert block.block.clean_deferred(block.value)["required"] is True


@pytest.mark.parametrize("count", [1, 13, 200])
def test_too_few_or_too_many_answers_are_told_with_their_number(count):
    options = [option(f"Answer {number}") for number in range(count)]
    words = f"A question has 2 to 12 answers. This one has {count}. Three are enough for most."
    assert said(block_of("quiz_single", options=options)) == {"options": {"messages": [words]}}


def test_two_answers_may_not_say_the_same():
    options = [option("Listen."), option("Listen. ")]
    words = "Two rows say the same. Change one, or take it out."
    assert said(block_of("quiz_multi", options=options)) == {"options": {"messages": [words]}}


def test_each_answer_has_words_and_feedback_and_its_picture_says_what_it_shows():
    first = option("", feedback="Why.")
    second = option("Ask.", feedback="")
    found = said(block_of("quiz_single", options=[first, second, option("Offer.")]))
    assert found == {
        "options": {
            "blockErrors": {
                0: {"blockErrors": {"text": {"messages": ["Write the answer."]}}},
                1: {
                    "blockErrors": {"feedback": {"messages": ["Say why somebody might choose it, and what it costs."]}}
                },
            }
        }
    }


@pytest.mark.django_db
def test_a_picture_on_an_answer_says_what_it_shows_and_is_shown():
    picture = make_picture()
    silent = block_of("quiz_single", options=[option("Ask.", image=picture.pk), option("Offer.")])
    beside = {"blockErrors": {"alt": {"messages": ["Say what the picture shows."]}}}
    assert said(silent) == {"options": {"blockErrors": {0: beside}}}
    told = block_of("quiz_single", options=[option("Ask.", image=picture.pk, alt="A hand."), option("Offer.")])
    assert said(told) == {}
    assert 'alt="A hand."' in told.render({})


def test_where_one_is_chosen_one_is_right():
    options = [option("Ask.", right=True), option("Listen.", right=True)]
    words = "Only one answer may be chosen here, so only one is right. Or use “choose all that fit”."
    assert said(block_of("quiz_single", options=options)) == {"options": {"messages": [words]}}
    assert said(block_of("quiz_multi", options=options)) == {}


def test_a_statement_has_feedback_to_either_answer():
    found = said(block_of("quiz_true_false", statement=" ", feedback_true=""))
    assert found == {
        "statement": {"messages": ["Write the statement."]},
        "feedback_true": {"messages": ["Say why somebody might choose it, and what it costs."]},
    }


def test_things_to_sort_are_told_apart():
    found = said(block_of("quiz_sort", question="", categories=["law"], items=[{"text": "Rules.", "feedback": "Law."}]))
    assert found == {
        "question": {"messages": ["Write the question."]},
        "categories": {"messages": ["Sort into 2 to 12 categories. Here are 1."]},
        "items": {"messages": ["Sort 2 to 12 items. Here are 1."]},
    }


def test_each_thing_to_sort_says_why():
    items = [{"text": "Rules.", "category": "law", "feedback": ""}, {"text": "", "category": "law", "feedback": "So."}]
    assert said(block_of("quiz_sort", items=items)) == {
        "items": {
            "blockErrors": {
                0: {"blockErrors": {"feedback": {"messages": ["Say why it belongs there."]}}},
                1: {"blockErrors": {"text": {"messages": ["Write the item."]}}},
            }
        }
    }


def test_steps_are_several_and_say_why_their_order_works():
    assert said(block_of("quiz_order", items=["notice"], feedback="")) == {
        "items": {"messages": ["Put 2 to 12 steps in order. Here are 1."]},
        "feedback": {"messages": ["Say why this order works."]},
    }
