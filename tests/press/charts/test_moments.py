"""Dots of one person, at up to three moments."""

import re

import pytest

from press.charts import Moments, Words, moments_of_one

WORDS = Words("change", "Your own change", "One row went up.", "Row", ("Before", "After", "Later"))


def test_every_answer_is_a_dot_and_a_cell_and_a_skip_is_neither():
    chart = moments_of_one([Moments("I notice", (3, None, 7)), Moments("I listen", (5, 5, 5))], WORDS, most=10)
    assert [[text for _heading, text in row.cells] for row in chart.rows] == [["3", "–", "7"], ["5", "5", "5"]]
    marks = re.findall(r"<circle[^>]*chart-mark", chart.svg)
    assert len(marks) == 5 + len(WORDS.values)  # and those of the key
    assert chart.svg.count("chart-between") == 2
    assert "I notice" in chart.narrow


def test_without_a_line_there_is_no_picture():
    assert moments_of_one([], WORDS, most=10).svg == ""


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ([Moments("a", (3, 11, 2))], WORDS.values),
        ([Moments("a", (3, 4))], WORDS.values),
        ([Moments("a", (1, 2, 3, 4))], ("a", "b", "c", "d")),
        ([Moments("a", (1, 2, 3))] * 21, WORDS.values),
    ],
)
def test_what_cannot_be_drawn_is_refused(rows, values):
    with pytest.raises(ValueError, match=r"moment|line|scale|lies"):
        moments_of_one(rows, Words("change", "t", "s", "h", values), most=10)


def test_names_are_escaped():
    assert "<b>" not in moments_of_one([Moments("<b>x</b>", (1, 2, 3))], WORDS, most=10).svg
