import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail import hooks
from wagtail.blocks import BoundBlock

from courses.blocks.lesson import ACTIVITIES, QUIZZES, LessonBody
from courses.models import LessonPage, ModulePage
from tests.factories.courses import make_block, make_evidence, make_scale

BODY = LessonBody()
STREAMS = {"body": LessonPage, "plan": ModulePage}
# The bones of each block as it is read: a label that says what it is, and the parts that make it more than text.
BONES = {
    "text": ['<div class="block-text"', "<p>"],
    "callout": ['<p class="eyebrow">', "Remember"],
    "evidence": ["<figure", "<figcaption", "Caution:"],
    "role_variant": ["<details>", "<summary>See what others read</summary>"],
    "safety_panel": ["<aside", 'aria-label="If you are worried about someone"', 'href="tel:999"'],
    "new_screen": ["<hr>"],
    "image": ["<figure", "<figcaption"],
    "video": [
        "<section",
        'aria-label="Two questions at the front desk"',
        "<h3>",
        "<details open>",
        "<summary>Transcript",
    ],
    "audio": ["<section", 'aria-label="The third landing"', "<h3>", "<details open>", "<summary>Transcript"],
    "handout": ["<section", 'aria-label="Pocket card"', "<h3>"],
    "resource_link": ["<section", '<a href="https://directory.northbridge.example/">'],
    "quiz_single": ['<p class="eyebrow">Question</p>', "<b>", "<ul>", "<li>"],
    "quiz_multi": ['<p class="eyebrow">Question</p>', "<b>", "<ul>", "<li>"],
    "quiz_true_false": ['<p class="eyebrow">True or false?</p>', "<b>"],
    "quiz_sort": ['<p class="eyebrow">Sort</p>', "<b>", "<ul>", "<li>"],
    "quiz_order": ['<p class="eyebrow">Put in order</p>', "<b>", "<ul>", "<li>"],
    "reflection": ['<p class="eyebrow">', "To think about", "<ul>", "Only you can read what you write."],
    "confidence": ['<p class="eyebrow">How sure are you?</p>', "<ul>", "<li>I notice.</li>"],
    "scenario": ['<p class="eyebrow">A story to walk through</p>', "<h3>", "<ul>"],
    "practice_task": ['<p class="eyebrow">To try</p>', "<h3>", "<ol>", "<b>Why:</b>"],
    "promise": ['<p class="eyebrow">', "A promise to yourself"],
}
GROUPS = {"Say", "Show", "Ask", "Do"}


def icon_files():
    """The pictures that the sprite of Wagtail's admin holds."""
    return [file for hook in hooks.get_hooks("register_icons") for file in hook([])]


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
    make_scale()
    block = BODY.child_blocks[name]
    value = block.get_preview_value()
    context = block.get_preview_context(value, {"bound_block": BoundBlock(block, value), "page_title": "Preview"})
    page = render_to_string(block.get_preview_template(value, context), context)
    assert "<title>Preview</title>" in page
    assert "None" not in text_of(page)
    assert name == "new_screen" or len(text_of(page)) > 30


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(BODY.child_blocks))
def test_a_block_to_read_has_its_bones(name):
    make_scale()
    block = BODY.child_blocks[name]
    shown = block.render(block.get_preview_value(), {})
    assert [bone for bone in BONES[name] if bone not in shown] == []
    assert shown.count("<details") == shown.count("<summary")
    assert "style=" not in shown


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (field, name)
        for field, page in STREAMS.items()
        for name in page._meta.get_field(field).stream_block.child_blocks
    ],
)
def test_the_chooser_draws_a_thumbnail_of_each_block(client, editor, field, name):
    make_scale()
    client.force_login(editor)
    block = STREAMS[field]._meta.get_field(field).stream_block.child_blocks[name]
    assert block.meta.icon in {file.rpartition("/")[2].removesuffix(".svg") for file in icon_files()}
    assert str(block.get_description()).startswith("Use this when ")
    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    page = text_of(answer.content.decode())
    words = text_of(block.render(block.get_preview_value(), {}))
    assert answer.status_code == 200
    assert words in page
    assert bool(words) is (name != "new_screen")


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
