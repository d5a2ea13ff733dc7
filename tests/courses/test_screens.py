from hypothesis import given
from hypothesis import strategies as st

from courses.blocks.lesson import ACTIVITIES, LessonBody
from courses.screens import screen_with, screens

PROMISE = {"days": 7}


def body(*kinds):
    return LessonBody().to_python(
        [
            {"type": kind, "value": PROMISE if kind == "promise" else "<p>Words.</p>", "id": f"b{at}"}
            for at, kind in enumerate(kinds)
        ]
    )


def shape(cut):
    return [(screen.number, screen.ids, screen.activity.id if screen.activity else None) for screen in cut]


def test_an_activity_closes_its_screen():
    cut = screens(body("text", "text", "promise", "text", "promise", "text"))
    assert shape(cut) == [(1, ["b0", "b1", "b2"], "b2"), (2, ["b3", "b4"], "b4"), (3, ["b5"], None)]


def test_a_new_screen_closes_one_early_and_is_never_shown():
    cut = screens(body("new_screen", "text", "new_screen", "new_screen", "text", "promise", "new_screen"))
    assert shape(cut) == [(1, ["b1"], None), (2, ["b4", "b5"], "b5")]


def test_a_screen_names_the_kinds_of_its_blocks():
    assert [screen.kinds for screen in screens(body("text", "promise", "text"))] == [["Text", "Promise"], ["Text"]]


def test_an_empty_lesson_has_no_screen():
    assert screens(body()) == []


def test_screen_with_finds_a_block_that_still_exists():
    lesson = body("text", "promise", "text")
    assert screen_with(lesson, "b2").number == 2
    assert screen_with(lesson, "gone") is None


@given(st.lists(st.sampled_from(["text", "promise", "new_screen"])))
def test_every_block_is_on_one_screen_in_its_order(kinds):
    cut = screens(body(*kinds))
    shown = [key for screen in cut for key in screen.ids]
    assert shown == [f"b{at}" for at, kind in enumerate(kinds) if kind != "new_screen"]
    assert [screen.number for screen in cut] == list(range(1, len(cut) + 1))
    for screen in cut:
        assert screen.blocks
        activities = [block for block in screen.blocks if block.block_type in ACTIVITIES]
        assert activities == ([screen.activity] if screen.activity else [])
