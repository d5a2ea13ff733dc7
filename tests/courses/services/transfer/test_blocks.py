import pytest
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.models import Page

from courses.models import LessonPage, ModulePage
from courses.services.transfer.blocks import Unreadable, stored, told
from tests.factories.courses import make_scale, with_ids

BODY = LessonPage._meta.get_field("body").stream_block
PLAN = ModulePage._meta.get_field("plan").stream_block


def names(model, key):
    return f"{model.__name__}-{key}"


def keys(model, name):
    found = name.rsplit("-", 1)[-1]
    return int(found) if found.isdigit() else None


def every(block):
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from every(child)
    if isinstance(block, ListBlock):
        yield from every(block.child_block)


def there_and_back(block, raw):
    return stored(block, told(block, raw, names), keys, "body")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BODY.child_blocks)
def test_the_preview_of_every_block_is_the_same_after_a_journey(kind):
    make_scale()
    block = BODY.child_blocks[kind]
    value = block.get_prep_value(block.normalize(block.get_preview_value())) if kind != "new_screen" else None
    raw = [{"type": kind, "id": "a", "value": value}]
    once = there_and_back(BODY, raw)
    assert there_and_back(BODY, once) == once
    assert told(BODY, once, names) == told(BODY, raw, names)


def test_no_field_of_a_block_has_the_name_of_an_id():
    clashing = [
        block.name
        for root in (BODY, PLAN)
        for block in every(root)
        if isinstance(block, StructBlock | StreamBlock) and "id" in block.child_blocks
    ]
    assert clashing == []


def test_what_is_as_in_a_new_block_is_not_said():
    whole = stored(BODY, [{"text": {"text": "<p>Hi</p>"}, "id": "a"}], keys, "body")
    assert set(whole[0]["value"]) == {"text", "easy_read", "audio", "print_as", "trainer_note", "sources"}
    assert told(BODY, whole, names) == [{"text": {"text": "<p>Hi</p>"}, "id": "a"}]


def test_text_that_is_as_it_once_was_kept_is_read():
    assert told(BODY, [{"type": "text", "id": "a", "value": "<p>Hi</p>"}], names) == [
        {"text": {"text": "<p>Hi</p>"}, "id": "a"}
    ]


def test_links_to_pages_have_names_on_the_way():
    block = BODY.child_blocks["text"].child_blocks["text"]
    source = '<p><a linktype="page" id="7">in</a> <a href="https://example.org/?a=1&amp;b=2">out</a></p>'
    said = told(block, source, lambda model, key: "ready" if model is Page else None)
    assert said == '<p><a linktype="page" to="ready">in</a> <a href="https://example.org/?a=1&amp;b=2">out</a></p>'
    back = source.replace('linktype="page" id="7"', 'id="9" linktype="page"')
    assert stored(block, said, lambda _model, _name: 9, "") == back


def test_a_link_to_a_page_that_is_gone_leaves_its_words():
    block = BODY.child_blocks["text"].child_blocks["text"]
    assert told(block, '<p><a linktype="page" id="7">in</a></p>', lambda _model, _key: None) == "<p>in</p>"


def test_ids_travel_at_every_depth():
    option = {"text": "Listen", "right": True, "feedback": "Yes."}
    value = with_ids(BODY.child_blocks["quiz_single"], {"question": "What?", "options": [option, option]})
    said = told(BODY, [{"type": "quiz_single", "id": "q", "value": value}], names)
    assert [item["id"] for item in said[0]["quiz_single"]["options"]] == ["item-0", "item-1"]
    back = stored(BODY, said, keys, "body")
    assert [item["id"] for item in back[0]["value"]["options"]] == ["item-0", "item-1"]


WRONG = {
    "words for a list": {"options": "many"},
    "a list for words": {"question": ["What?"]},
    "words for yes or no": {"required": "yes"},
    "plain items": {"options": ["Listen"]},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_value_of_another_kind_is_refused_with_its_place(name):
    field = next(iter(WRONG[name]))
    with pytest.raises(Unreadable, match=rf"^body/1/quiz_single/{field}.*: this does not belong here\.$"):
        stored(BODY, [{"quiz_single": WRONG[name]}], keys, "body")


@pytest.mark.parametrize("entries", ["words", ["words"], [{"text": {}, "image": {}}], [{}], [{"nothing": {}}]])
def test_what_is_no_list_of_blocks_is_refused(entries):
    with pytest.raises(Unreadable):
        stored(BODY, entries, keys, "body")


@pytest.mark.parametrize("key", [3, "a b", "x" * 65, "<b>"])
def test_an_id_that_is_none_is_refused(key):
    with pytest.raises(Unreadable):
        stored(BODY, [{"text": {}, "id": key}], keys, "body")
