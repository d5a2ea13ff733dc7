import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import marking
from courses.marking import UnknownAnswer, mark, walk
from tests.factories.courses import make_block

BUS_STOP = {
    "title": "At the bus stop",
    "start": "B1",
    "scenes": [
        {
            "key": "B1",
            "text": "A man waits.",
            "choices": [{"text": "Ask", "next": "B2"}, {"text": "Leave", "next": "BQ"}],
        },
        {"key": "B2", "text": "He likes dominoes.", "choices": [{"text": "One offer", "next": "BP"}]},
    ],
    "endings": [
        {"key": "BP", "name": "His to take", "kind": "pass", "text": "He folds it.", "why": "It stays his."},
        {"key": "BQ", "name": "The bus comes", "kind": "not_settled", "text": "It comes.", "why": "Too heavy."},
    ],
}


def choice(kind, *rights):
    options = [{"text": f"Option {at}", "right": right, "feedback": f"Why {at}"} for at, right in enumerate(rights)]
    return make_block(kind, {"question": "Which?", "options": options})


def sort(*items):
    told = [{"text": text, "category": category, "feedback": f"On {text}"} for text, category in items]
    return make_block("quiz_sort", {"question": "Which?", "categories": ["green", "red"], "items": told})


def order(*steps):
    return make_block("quiz_order", {"question": "Order?", "items": list(steps), "feedback": "A way home."})


def test_mark_single_gives_the_reason_for_each_option():
    marks = mark(choice("quiz_single", False, True), ["item-0"])
    assert (marks.score, marks.out_of, marks.right) == (0, 1, False)
    assert marks.feedback == [
        marking.Feedback("item-0", "Option 0", True, False, "Why 0"),
        marking.Feedback("item-1", "Option 1", False, True, "Why 1"),
    ]


@pytest.mark.parametrize(("answers", "right"), [(["item-1"], True), (["item-0"], False), ([], False)])
def test_mark_single_is_right_for_the_one_right_option(answers, right):
    assert mark(choice("quiz_single", False, True), answers).right is right


def test_mark_single_without_a_right_option_is_worth_nothing_and_never_wrong():
    marks = mark(choice("quiz_single", False, False), ["item-0"])
    assert (marks.score, marks.out_of, marks.right) == (0, 0, True)
    assert [line.right for line in marks.feedback] == [None, None]


def test_mark_multi_counts_each_option_left_or_chosen_rightly():
    marks = mark(choice("quiz_multi", True, False, True), ["item-0", "item-1"])
    assert (marks.score, marks.out_of, marks.right) == (1, 3, False)
    assert mark(choice("quiz_multi", True, False, True), ["item-2", "item-0"]).right is True


def test_mark_true_false_says_what_belongs_to_each_answer():
    block = make_block(
        "quiz_true_false",
        {"statement": "You may.", "answer": "false", "feedback_true": "It feels kind.", "feedback_false": "Yes."},
    )
    assert mark(block, "false").right is True
    wrong = mark(block, "true")
    assert (wrong.score, wrong.right) == (0, False)
    assert [(line.item_id, line.chosen, line.words) for line in wrong.feedback] == [
        ("true", True, "It feels kind."),
        ("false", False, "Yes."),
    ]
    assert mark(block, "").right is False


def test_mark_sort_leaves_an_item_without_a_category_uncounted():
    block = sort(("choir", "green"), ("fire", "red"), ("tea", ""))
    marks = mark(block, {"item-0": "green", "item-1": "green", "item-2": "red"})
    assert (marks.score, marks.out_of, marks.right) == (1, 2, False)
    assert [line.right for line in marks.feedback] == [True, False, None]
    assert mark(block, {"item-0": "green", "item-1": "red", "item-2": "red"}).right is True
    assert mark(block, {"item-0": "green", "item-1": "red"}).right is False  # not every item is placed


def test_mark_order_counts_the_steps_in_their_place_and_says_its_words_last():
    marks = mark(order("notice", "listen", "ask"), ["item-0", "item-2", "item-1"])
    assert (marks.score, marks.out_of, marks.right) == (1, 3, False)
    assert marks.feedback[-1] == marking.Feedback("", "", True, False, "A way home.")
    assert mark(order("notice", "listen", "ask"), ["item-0", "item-1", "item-2"]).right is True


def test_mark_order_lets_twins_stand_in_each_others_place():
    assert mark(order("wait", "ask", "wait"), ["item-2", "item-1", "item-0"]).right is True


@pytest.mark.parametrize(
    ("block", "answers", "unknown"),
    [
        (choice("quiz_single", True), ["gone"], ["gone"]),
        (choice("quiz_multi", True), ["item-0", "gone", "away"], ["away", "gone"]),
        (make_block("quiz_true_false", {"statement": "So?", "answer": "true"}), "maybe", ["maybe"]),
        (sort(("choir", "green")), {"gone": "green"}, ["gone"]),
        (sort(("choir", "green")), {"item-0": "amber"}, ["amber"]),
        (order("notice"), ["gone"], ["gone"]),
    ],
)
def test_mark_refuses_what_the_block_does_not_hold(block, answers, unknown):
    with pytest.raises(UnknownAnswer) as refused:
        mark(block, answers)
    assert refused.value.ids == unknown


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.data())
def test_marks_stay_between_nothing_and_everything(rights, data):
    ids = [f"item-{at}" for at in range(len(rights))]
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True))
    for kind in ("quiz_single", "quiz_multi"):
        marks = mark(choice(kind, *rights), chosen)
        assert 0 <= marks.score <= marks.out_of
        assert len(marks.feedback) == len(rights)
        assert [line.chosen for line in marks.feedback] == [key in chosen for key in ids]
    assert mark(choice("quiz_multi", *rights), [k for k, r in zip(ids, rights, strict=True) if r]).right is True


@given(st.permutations(["notice", "listen", "ask", "offer"]))
def test_an_order_is_right_if_and_only_if_it_is_the_editors(steps):
    told = ["notice", "listen", "ask", "offer"]
    marks = mark(order(*told), [f"item-{told.index(step)}" for step in steps])
    assert marks.right == (list(steps) == told)
    assert marks.score == sum(a == b for a, b in zip(steps, told, strict=True))


@given(st.dictionaries(st.sampled_from(["item-0", "item-1"]), st.sampled_from(["green", "red", ""])))
def test_a_sort_is_right_only_with_every_item_in_its_place(placed):
    marks = mark(sort(("choir", "green"), ("fire", "red")), placed)
    assert marks.right == (placed == {"item-0": "green", "item-1": "red"})


def test_walk_goes_from_the_start_to_an_ending():
    block = make_block("scenario", BUS_STOP)
    start = walk(block, [])
    assert (start.scenes, start.scene["text"], start.ending) == (["B1"], "A man waits.", None)
    middle = walk(block, [0])
    assert (middle.scenes, middle.scene["key"]) == (["B1", "B2"], "B2")
    end = walk(block, [0, 0])
    assert (end.scenes, end.scene, end.ending["kind"]) == (["B1", "B2"], None, "pass")


@pytest.mark.parametrize("path", [[2], [-1], [1, 0], [0, 0, 0]])
def test_walk_refuses_a_choice_that_is_not_there(path):
    with pytest.raises(UnknownAnswer):
        walk(make_block("scenario", BUS_STOP), path)


def test_walk_into_nowhere_is_a_dead_end():
    block = make_block("scenario", BUS_STOP | {"start": "B9"})
    nowhere = walk(block, [])
    assert (nowhere.scenes, nowhere.scene, nowhere.ending) == ([], None, None)
