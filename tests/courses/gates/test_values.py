from courses.gates.values import SAFETY_WORDS, Stored, blank, local_words_in, read, words_needed


def test_local_words_are_found_at_any_depth_and_ours_are_left_out():
    stored = [{"type": "text", "value": "<p>At {hub}, on {date}</p>"}, {"value": {"steps": ["Ring {lead}"]}, "n": 7}]
    assert local_words_in(stored) == {"hub", "lead"}
    assert local_words_in(read(stored)) == {"hub", "lead"}
    assert local_words_in("<p>{children&#x27;s number}</p>") == {"children's number"}


def test_blocks_are_told_apart_from_the_items_of_a_list():
    item = {"type": "item", "value": {"text": "Ask"}, "id": "i"}
    inner = {"type": "text", "value": "<p>Hello</p>", "id": "t"}
    found = read([{"type": "role_variant", "value": {"variants": [item], "fallback": [inner]}, "id": "r"}])
    assert found == [
        Stored("role_variant", {"variants": [{"text": "Ask"}], "fallback": [Stored("text", "<p>Hello</p>", "t")]}, "r")
    ]


def test_a_field_that_an_older_version_did_not_have_is_empty():
    (block,) = read([{"type": "audio", "value": {"file": 3}, "id": "a"}])
    assert block.value["title"] == ""


def test_tags_and_spaces_alone_say_nothing():
    assert [blank(text) for text in (None, "<p>&nbsp; </p>", "<p>Yes</p>", 7)] == [True, True, False, False]


def test_a_safety_panel_needs_the_numbers_of_the_place():
    blocks = [{"type": "text", "value": {"text": "<p>At {hub}.</p>"}, "id": "a"}]
    assert words_needed(blocks) == {"hub"}
    assert words_needed([*blocks, {"type": "safety_panel", "value": None, "id": "b"}]) == {"hub", *SAFETY_WORDS}
