import json

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from courses.blocks.lesson import LessonBody
from courses.blocks.prose import EXPLAINS, ProseBlock
from courses.models import LessonPage
from tests.factories.courses import make_block, make_course, make_lesson, make_module

# What a word processor leaves on the clipboard, as browsers hand it on: classes, styles, fonts, tags of its own.
PASTED = (
    '<p class="MsoNormal" style="margin:0cm"><span lang="EN-GB" style=\'font-size:11.0pt;font-family:"Calibri"\'>'
    '<b style="mso-bidi-font-weight:normal">Ask</b> first.<o:p></o:p></span></p>'
    '<!--[if !supportLists]--><p class="MsoListParagraph"><font color="red">Then <u>listen</u></font></p>'
    '<script>alert(1)</script><p><a href="javascript:alert(1)">Here</a></p>'
)


def contentstate(html):
    """What the editor sends for pasted HTML, and what is kept of it."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    converter = ContentstateConverter(features=ProseBlock().child_blocks["text"].features)
    return converter.to_database_format(converter.from_database_format(html))


def stored(body):
    return json.loads(json.dumps(LessonPage._meta.get_field("body").get_prep_value(body), default=str))


@pytest.mark.parametrize("value", ["<p>Ask.</p>", {"text": "<p>Ask.</p>"}])
def test_bare_rich_text_is_read_as_the_text(value):
    block = make_block("text", value)
    assert block.value["text"].source == "<p>Ask.</p>"
    assert block.value["print_as"]["how"] == "same"
    assert block.id == "block-1"
    assert ProseBlock().to_python(value)["text"].source == "<p>Ask.</p>"


@pytest.mark.django_db
def test_a_body_written_before_texts_had_fields_opens_saves_and_keeps_its_ids():
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[])
    old = [
        {"type": "text", "value": "<p>One.</p>", "id": "first"},
        {
            "type": "role_variant",
            "id": "second",
            "value": {"variants": [], "fallback": [{"type": "text", "value": "<p>Two.</p>", "id": "inner"}]},
        },
    ]
    LessonPage.objects.filter(pk=lesson.pk).update(body=json.dumps(old))
    lesson = LessonPage.objects.get(pk=lesson.pk)
    lesson.save_revision().publish()
    again = LessonPage.objects.get(pk=lesson.pk).body
    inner = again[1].value["fallback"][0]
    assert [(block.id, block.block_type) for block in again] == [("first", "text"), ("second", "role_variant")]
    assert (again[0].value["text"].source, inner.id, inner.value["text"].source) == (
        "<p>One.</p>",
        "inner",
        "<p>Two.</p>",
    )


def test_a_value_made_by_hand_may_be_bare_too():
    body = LessonPage._meta.get_field("body").stream_block.normalize([("text", "<p>Ask.</p>")])
    assert body[0].value["text"].source == "<p>Ask.</p>"
    assert body[0].render({}).strip() == '<div class="block-text" dir="auto"><p>Ask.</p></div>'


def test_what_a_word_processor_pastes_is_kept_as_plain_words():
    kept = contentstate(PASTED)
    assert "Mso" not in kept
    for mark in ("style=", "class=", "<span", "<font", "<u>", "o:p", "script", "javascript"):
        assert mark not in kept, mark
    assert "<b>Ask</b> first." in kept
    assert "Then listen" in kept


def test_text_from_right_to_left_finds_its_own_direction():
    words = "اسأل أولاً، ثم استمع."
    assert make_block("text", f"<p>{words}</p>").render({}).strip() == (
        f'<div class="block-text" dir="auto"><p>{words}</p></div>'
    )


@pytest.mark.django_db
def test_a_title_with_emoji_survives():
    lesson = make_lesson(make_module(make_course(modules=0)), title="Ask 🌱 first", slug="ask-first")
    lesson.save_revision().publish()
    assert LessonPage.objects.get(pk=lesson.pk).title == "Ask 🌱 first"


@pytest.mark.django_db
def test_one_job_reads_one_variant():
    texts = [{"type": "text", "value": "<p>One.</p>"}]
    variant = {"label": "Housing", "staff_roles": ["HOUSING"], "blocks": texts}
    block = make_block("role_variant", {"variants": [variant, variant], "fallback": texts})
    assert block.block.faults(block.value)["variants"].as_json_data() == {
        "messages": ["A job stands in two variants. Choose one for it."]
    }
    alone = make_block("role_variant", {"variants": [variant], "fallback": texts})
    assert alone.block.faults(alone.value) == {}


def test_a_callout_says_its_kind_in_words_on_publishing():
    block = make_block("callout", {"kind": "", "text": "<p>Ask.</p>"})
    with pytest.raises(ValidationError):
        block.block.clean(block.value)
    assert block.block.clean_deferred(block.value)["text"].source == "<p>Ask.</p>"


def test_words_of_the_glossary_open_in_the_blocks_that_say_so_and_in_no_other():
    templates = settings.BASE_DIR / "templates"
    explaining = [path for path in templates.rglob("*.html") if "|explained" in path.read_text()]
    body = LessonBody().child_blocks
    assert {str(path.relative_to(templates)) for path in explaining} == {body[kind].meta.template for kind in EXPLAINS}
