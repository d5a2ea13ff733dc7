"""Two dots on a line."""

from decimal import Decimal

import pytest

from press.charts import Pair, before_and_after

PAIRS = [
    Pair("I know whom to ask", Decimal("2.1"), Decimal("3.9"), 31),
    Pair("I feel sure", Decimal("3.4"), Decimal("2.9"), 31),
    Pair("I know three places", 3, 3, 30),
]


@pytest.fixture
def chart(words):
    return before_and_after(PAIRS, words("Before", "After"), most=5)


@pytest.mark.parametrize("size", ["svg", "narrow"])
def test_each_dot_lies_at_its_value_on_a_scale_from_nought(chart, picture, size):
    drawn = picture(getattr(chart, size))
    (zero, *_more) = drawn.numbers("chart-axis", "x1")
    ends = [float(text.get("x").removesuffix("%")) for text in drawn.all("chart-value")[-2:]]
    assert ends[0] == zero
    step = (ends[1] - ends[0]) / 5
    expected = [zero + float(value) * step for pair in PAIRS for value in (pair.before, pair.after)]
    assert drawn.numbers("chart-mark", "cx") == pytest.approx(expected, abs=0.02)
    joined = list(zip(drawn.numbers("chart-between", "x1"), drawn.numbers("chart-between", "x2"), strict=True))
    assert joined == list(zip(*[iter(drawn.numbers("chart-mark", "cx"))] * 2, strict=True))


def test_values_stand_on_the_outer_side_of_their_dots_and_equal_ones_once(chart, picture):
    wide = picture(chart.svg)
    assert wide.texts("chart-value") == ["2.1", "3.9", "2.9", "3.4", "3", "0", "5"]
    assert [text.get("text-anchor") for text in wide.all("chart-value")][:4] == ["end", "start", "end", "start"]


def test_before_and_after_differ_in_colour_pattern_and_size(chart, picture):
    marks = picture(chart.svg).all("chart-mark")[:2]
    assert [part.get("class") for part in marks] == ["chart-mark series-1", "chart-mark series-2"]
    assert marks[0].get("r") > marks[1].get("r")


def test_the_table_has_both_and_how_many_answered(chart):
    assert chart.headings == ["Before", "After", "People who answered both times"]
    assert [text for _heading, text in chart.rows[1].cells] == ["3.4", "2.9", "31"]


def test_nothing_asked_is_a_sentence(words):
    assert before_and_after([], words("Before", "After"), most=5).svg == ""


@pytest.mark.parametrize(
    ("pairs", "values"),
    [(PAIRS, ["Before"]), (PAIRS * 7, ["Before", "After"]), ([Pair("x", 6, 1, 2)], ["Before", "After"])],
)
def test_other_than_two_series_too_many_lines_and_values_off_the_scale_are_refused(words, pairs, values):
    with pytest.raises(ValueError, match=r"Before and after|lies between"):
        before_and_after(pairs, words(*values), most=5)
