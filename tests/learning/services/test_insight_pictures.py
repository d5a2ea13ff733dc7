"""The pictures of one edition: what is not told is written in words, and sentences say what a picture shows."""

import datetime
from typing import Any

import pytest

from learning.services.insight import EditionFeedback, Question, Stop
from learning.services.insight_pictures import pictures
from press.charts import Chart


def drawn(**given: Any) -> list[Chart]:
    """The pictures of a edition that thirty people started."""
    facts = {"finishes": 20, "stops": [Stop(1, "Text", 10)], "questions": [], "votes": [20, 0, 5]} | given
    day = datetime.datetime(2026, 11, 4, tzinfo=datetime.UTC)
    return pictures(EditionFeedback(3, day, **{"starts": 30} | facts))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "20 of 30 people who started have finished."),
        ({"finishes": None, "nearly_all": True}, "All but a few of the 30 people who started have finished."),
        ({"finishes": None}, "30 people started. How many finished is not shown."),
    ],
)
def test_how_many_finished(given: dict[str, Any], sentence: str) -> None:
    """Exactly, nearly, or not at all."""
    assert drawn(**given)[0].sentence == sentence


def test_screens_are_named_by_number_and_kind() -> None:
    """And what is not shown says so, in the table too."""
    stops = [Stop(1, "Text", None), Stop(2, "Promise", 6, and_later=True), Stop(0, "", 0)]
    rows = drawn(stops=stops)[0].rows
    assert [(row.name, row.cells[0]) for row in rows] == [
        ("1. Text", ("Stopped here", "not shown")),
        ("2 and later", ("Stopped here", "6")),
        ("A screen that has changed", ("Stopped here", "0")),
    ]


def test_the_hardest_question_is_named() -> None:
    """Where none has a number, nothing is claimed."""
    hard = drawn(questions=[Question("Which door?", 7), Question("What then?", 12), Question("Why?", None)])[1]
    assert hard.sentence == "At first 12 people of 30 chose another answer to “What then?”."
    assert drawn(questions=[Question("Why?", None)])[1].sentence == "No question stands out."


def test_many_questions_are_several_pictures() -> None:
    """Twenty lines each."""
    asked = [Question(f"Question {number}", 6) for number in range(25)]
    assert [len(chart.rows) for chart in drawn(questions=asked)] == [1, 20, 5, 3]


def test_votes() -> None:
    """How many found it useful, or that it is not shown."""
    assert drawn()[-1].sentence == "20 people found it useful."
    assert drawn(votes=[None, 6, 7])[-1].sentence == "How many found it useful is not shown."
    assert [row.cells[0][1] for row in drawn(votes=[None, 6, 7])[-1].rows] == ["not shown", "6", "7"]


def test_few_people_have_no_picture() -> None:
    """The page says that they are fewer than five."""
    assert pictures(EditionFeedback(1, datetime.datetime(2026, 11, 4, tzinfo=datetime.UTC), None)) == []
