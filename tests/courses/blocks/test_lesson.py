import re

import pytest
from django.template.loader import render_to_string
from wagtail.blocks import BoundBlock

from courses.blocks.lesson import ACTIVITIES, QUIZZES, LessonBody
from courses.models import LessonPage
from tests.factories.courses import make_block, make_evidence

BODY = LessonBody()
GROUPS = {"Say", "Show", "Ask", "Do"}


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_activity_is_a_block_and_every_quiz_an_activity():
    assert QUIZZES < ACTIVITIES < set(BODY.child_blocks)


@pytest.mark.parametrize("name", sorted(BODY.child_blocks))
def test_a_block_has_its_place_in_the_chooser(name):
    block = BODY.child_blocks[name]
    assert str(block.meta.group) in GROUPS
    assert str(block.get_description()).startswith("Use this when ")
    assert block.meta.icon != "placeholder"
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(BODY.child_blocks))
def test_a_block_previews_as_an_editor_meets_it(name):
    block = BODY.child_blocks[name]
    value = block.get_preview_value()
    context = block.get_preview_context(value, {"bound_block": BoundBlock(block, value), "page_title": "Preview"})
    page = render_to_string(block.get_preview_template(value, context), context)
    assert "<title>Preview</title>" in page
    assert "None" not in text_of(page)
    assert name == "new_screen" or len(text_of(page)) > 30


@pytest.mark.django_db
def test_a_role_variant_shows_the_readers_own_words_first():
    text = [{"type": "text", "value": "<p>The tenant.</p>", "id": "t"}]
    fallback = [{"type": "text", "value": "<p>The parent.</p>", "id": "f"}]
    block = make_block(
        "role_variant",
        {"variants": [{"label": "Housing", "staff_roles": ["HOUSING"], "blocks": text}], "fallback": fallback},
    )
    theirs = text_of(block.render({"staff_role": "HOUSING"}))
    assert theirs == "The tenant. See what others read Everyone else The parent."
    assert text_of(block.render({})) == "The parent. See what others read Housing The tenant."


@pytest.mark.django_db
def test_evidence_shows_the_records_words_where_the_block_has_none():
    record = make_evidence(sentence="A fall was seen.", caution="Many things changed.")
    shown = text_of(make_block("evidence", {"record": record.pk}).render({}))
    assert shown == (
        "What studies say A fall was seen. 2013 to 2017; looking back at records Caution: Many things changed."
    )


def test_the_safety_panel_rings_the_numbers_of_the_place():
    words = {
        "adult care number": "01632 960 111",
        "children's number": "01632 960 112",
        "safeguarding lead": "the lead, 01632 960 114",
    }
    shown = make_block("safety_panel").render({"words": words})
    assert re.findall(r'href="tel:(\d+)"', shown) == ["999", "01632960111", "01632960112", "01632960114"]
    assert "ring the social care team of your council" in text_of(make_block("safety_panel").render({}))


def test_words_of_a_place_are_filled_in_every_kind_of_text():
    words = {"words": {"hub": "Low Mill"}}
    callout = make_block("callout", {"kind": "try", "text": "<p>Ask at {hub}.</p>"})
    assert text_of(callout.render(words)) == "Try Ask at Low Mill."
    task = make_block("practice_task", {"title": "At {hub}", "steps": ["Ring {hub}."], "why": "It is near."})
    assert text_of(task.render(words)) == "To try At Low Mill Why: It is near. Ring Low Mill."


def test_an_order_to_read_gives_nothing_away():
    block = make_block("quiz_order", {"question": "Order?", "items": ["notice", "ask", "listen"]})
    assert text_of(block.render({})) == "Put in order Order? ask listen notice"


@pytest.mark.django_db
def test_the_body_of_a_lesson_survives_the_database_with_its_ids():
    raw = [{"type": "quiz_order", "value": {"question": "?", "items": []}, "id": "kept"}]
    field = LessonPage._meta.get_field("body")
    again = field.to_python(field.get_prep_value(field.stream_block.to_python(raw)))
    assert [(block.block_type, block.id) for block in again] == [("quiz_order", "kept")]
