import pytest
from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock

from courses.blocks.lesson import LessonBody
from courses.services.starter_blocks import Finders, identity, rich, stream
from courses.services.starter_lists import STARTER, read

FIND = Finders(
    image={"wall.png": 7}.get, evidence={"FR1": 3}.get, lesson={"should-i": 9}.get, resource={"The almanac": 4}.get
)


def test_rich_makes_paragraphs_lists_and_bold_and_escapes_the_rest():
    text = 'One **bold** & "two".\nStill one.\n\n- first\n- second\n\n## A heading\n\n<script>'
    assert rich(text) == (
        '<p data-block-key="p0001">One <b>bold</b> &amp; "two". Still one.</p>'
        '<ul><li data-block-key="p0002">first</li><li data-block-key="p0003">second</li></ul>'
        '<h2 data-block-key="p0004">A heading</h2><p data-block-key="p0005">&lt;script&gt;</p>'
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
    assert (plain["value"]["text"], plain["value"]["trainer_note"]) == ('<p data-block-key="p0001">One.</p>', "")
    assert (full["value"]["text"], full["value"]["trainer_note"]) == ('<p data-block-key="p0001">Two.</p>', "Wait.")


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


class Row(dict):
    """Every name has a key."""

    def get(self, name, default=None):
        return 7


ANY = Finders(*[Row().get] * 4)
LESSONS = sorted(path for path in STARTER.rglob("*.yaml") if "blocks" in read(path))


def leaves(block, value, path):
    """Each field at any depth, with what is stored for it."""
    inside = {
        StreamBlock: lambda: [(block.child_blocks[each["type"]], each["value"], each["type"]) for each in value],
        ListBlock: lambda: [(block.child_block, each["value"], at) for at, each in enumerate(value)],
        StructBlock: lambda: [(child, value[name], name) for name, child in block.child_blocks.items()],
    }
    kind = next((kind for kind in inside if isinstance(block, kind)), None)
    if kind is None:
        yield block, value, path
        return
    for child, held, name in inside[kind]():
        yield from leaves(child, held, f"{path}/{name}")


def as_the_form_sends(block, value):
    """What an editor's form sends back where nobody touched the field."""
    if isinstance(block, RichTextBlock):
        widget = block.field.widget
        return widget.value_from_datadict({"field": widget.format_value(value)}, {}, "field")
    return "\r\n".join(value.strip().splitlines()) if isinstance(value, str) else value


def test_a_starter_looks_unchanged_where_an_editor_changes_nothing():
    assert len(LESSONS) > 50
    block = LessonBody()
    changed = [
        (path, value)
        for file in LESSONS
        for field, value, path in leaves(block, stream(block, read(file)["blocks"], file.stem, ANY), file.stem)
        if as_the_form_sends(field, value) != value
    ]
    assert changed == []
