import pytest

from courses.blocks.lesson import LessonBody
from courses.services.starter_blocks import Finders, identity, rich, stream

FIND = Finders(image={"wall.png": 7}.get, evidence={"FR1": 3}.get, lesson={"should-i": 9}.get)


def test_rich_makes_paragraphs_lists_and_bold_and_escapes_the_rest():
    text = 'One **bold** & "two".\nStill one.\n\n- first\n- second\n\n## A heading\n\n<script>'
    assert rich(text) == (
        '<p>One <b>bold</b> &amp; "two". Still one.</p><ul><li>first</li><li>second</li></ul>'
        "<h2>A heading</h2><p>&lt;script&gt;</p>"
    )


def test_stream_stores_every_field_and_finds_rows_by_name():
    blocks = stream(
        LessonBody(),
        [{"image": {"image": "wall.png", "alt": "A wall."}}, {"evidence": {"record": "FR1"}}, {"safety_panel": None}],
        "course/module/lesson",
        FIND,
    )
    assert [block["type"] for block in blocks] == ["image", "evidence", "safety_panel"]
    own = {"image": 7, "alt": "A wall.", "decorative": False, "caption": "", "credit": ""}
    foot = {
        "easy_read": {"text": "", "image": None, "alt": ""},
        "audio": {"file": None, "transcript": ""},
        "print_as": {"how": "same", "text": ""},
        "trainer_note": "",
        "sources": [],
    }
    assert blocks[0]["value"] == own | foot
    assert blocks[1]["value"]["record"] == 3
    assert blocks[2]["value"] is None


def test_words_alone_are_the_text_of_a_text_and_what_it_carries_may_be_named():
    plain, full = stream(
        LessonBody(), [{"text": "One."}, {"text": {"text": "Two.", "trainer_note": "Wait."}}], "a", FIND
    )
    assert (plain["value"]["text"], plain["value"]["trainer_note"]) == ("<p>One.</p>", "")
    assert (full["value"]["text"], full["value"]["trainer_note"]) == ("<p>Two.</p>", "Wait.")


def test_a_block_keeps_its_identity_when_another_type_is_put_before_it():
    told = [{"text": "One."}, {"quiz_order": {"question": "?", "items": ["a", "b"]}}]
    before = stream(LessonBody(), told, "a/b/c", FIND)
    after = stream(LessonBody(), [{"callout": {"kind": "try", "text": "x"}}, *told], "a/b/c", FIND)
    assert [block["id"] for block in after[1:]] == [block["id"] for block in before]
    assert after[2]["value"]["items"] == before[1]["value"]["items"]
    assert before[0]["id"] == identity("a/b/c/text-1")


def test_a_key_of_its_own_stays_wherever_the_block_stands():
    first = stream(LessonBody(), [{"text": "One.", "key": "opening"}], "a", FIND)
    moved = stream(LessonBody(), [{"text": "Zero."}, {"text": "One.", "key": "opening"}], "a", FIND)
    assert moved[1]["id"] == first[0]["id"]


def test_a_field_that_does_not_exist_is_refused_with_its_place():
    with pytest.raises(ValueError, match="a/callout-1: no such field: colour"):
        stream(LessonBody(), [{"callout": {"kind": "try", "colour": "red"}}], "a", FIND)
