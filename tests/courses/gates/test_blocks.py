import pytest

from courses.gates import Problem, lesson_problems
from tests.courses.test_marking import BUS_STOP
from tests.factories.courses import make_block


def stored(kind, value=None, key="block-1"):
    """One block as a lesson keeps it."""
    return make_block(kind, value, key=key).get_prep_value()


CHOICE = {"question": "Which?", "options": [{"text": "A", "right": False}, {"text": "B"}]}
FILM = {"title": "At the desk", "file": 3, "captions": 4, "transcript": "Two people talk."}
SORT = {"question": "Colour?", "categories": ["green"], "items": [{"text": "x", "category": "blue"}]}
ALT = "Say what the picture shows, or tick “Decoration only”."
# A kind of block, its faulty value, what is said, and the way to the field.
BROKEN = [
    ("image", {"image": 3, "alt": " ", "decorative": False}, ALT, ("alt",)),
    ("audio", {"title": "Landing", "transcript": ""}, "Give the recording “Landing” a transcript.", ("transcript",)),
    ("video", FILM | {"captions": None}, "Give the video “At the desk” captions.", ("captions",)),
    ("video", FILM | {"transcript": " "}, "Give the video “At the desk” a transcript.", ("transcript",)),
    (
        "evidence",
        {"sentence": "14.0% fewer."},
        "Choose an evidence record for the sentence “14.0% fewer.”.",
        ("record",),
    ),
    (
        "handout",
        {"title": "Card", "body": "<p></p>", "files": [{"file": 3}]},
        "Write out what the files of “Card” say, so that nobody needs a file.",
        ("body",),
    ),
    ("quiz_single", CHOICE, "Mark the right answer of “Which?”.", ("options",)),
    ("quiz_multi", CHOICE, "Mark the right answer of “Which?”.", ("options",)),
    ("quiz_true_false", {"statement": "You may."}, "Say whether “You may.” is true or false.", ("answer",)),
    (
        "quiz_sort",
        SORT,
        "In “Colour?”, the category “blue” is not in the list of categories.",
        ("items", 0, "category"),
    ),
    (
        "quiz_single",
        CHOICE | {"options": [{"text": "A", "right": True, "image": 3, "alt": ""}, {"text": "B"}]},
        "Say what the picture shows.",
        ("options", 0, "alt"),
    ),
    (
        "callout",
        {"kind": "try", "text": "<p>Ask.</p>", "easy_read": {"text": "Ask", "image": 3, "alt": ""}},
        "Say what the picture shows.",
        ("easy_read", "alt"),
    ),
]


@pytest.mark.parametrize(
    ("kind", "value", "words", "path"), BROKEN, ids=[f"{kind} {path[-1]}" for kind, _value, _words, path in BROKEN]
)
def test_a_broken_block_is_named_with_what_to_do_and_where(kind, value, words, path):
    raw = {"type": kind, "value": value, "id": "here"}
    assert lesson_problems([raw]) == [Problem(words, "here", "body", (0, *path))]


def test_a_block_in_order_stops_nothing():
    blocks = [
        stored("image", {"alt": "A wall.", "decorative": False}),
        stored("image", {"alt": "", "decorative": True}),
        stored("audio", {"title": "Third landing", "transcript": "She came out."}),
        stored("handout", {"title": "Card", "body": "<p>Listen.</p>"}),
        stored("quiz_single", CHOICE | {"options": [{"text": "A", "right": True}, {"text": "B"}]}),
        stored("quiz_multi", CHOICE | {"options": [{"text": "A", "right": True}]}),
        stored("quiz_sort", {"question": "?", "categories": ["a"], "items": [{"text": "x", "category": ""}]}),
        stored("scenario", BUS_STOP),
        stored("safety_panel"),
        {"type": "video", "value": FILM, "id": "v"},
        {"type": "text", "value": "<p>Words.</p>", "id": "t"},
    ]
    assert lesson_problems(blocks) == []


def test_a_block_inside_a_variant_is_looked_at_too():
    image = [{"type": "image", "value": {"alt": "", "decorative": False}, "id": "i"}]
    variants = {"variants": [{"label": "Parks", "blocks": image}], "fallback": image}
    assert lesson_problems([{"type": "role_variant", "value": variants, "id": "r"}]) == [
        Problem(ALT, "r", "body", (0, "variants", 0, "blocks", 0, "alt")),
        Problem(ALT, "r", "body", (0, "fallback", 0, "alt")),
    ]
