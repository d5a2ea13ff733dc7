import copy

import pytest

from courses.gates.story import scenario
from tests.courses.test_marking import BUS_STOP


def changed(value, change):
    made = copy.deepcopy(value)
    change(made)
    return made


def lead_nowhere(story):
    story["scenes"][1]["choices"][0]["next"] = "B9"


def no_choice(story):
    story["scenes"][1]["choices"] = []


def lonely(story):
    story["scenes"].append({"key": "B7", "text": "?", "choices": [{"text": "Go", "next": "BP"}]})


def twice(story):
    story["endings"][1]["key"] = "BP"
    story["scenes"][0]["choices"][1]["next"] = "BP"


def round_and_round(story):
    story["scenes"][1]["choices"][0]["next"] = "B2"


def starts_nowhere(story):
    story["start"] = "B9"


def no_good_end(story):
    story["endings"][0]["kind"] = "neutral"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lead_nowhere,
            [
                "In “At the bus stop”, a choice leads to B9, which does not exist.",
                "In “At the bus stop”, nobody can come to BP.",
                "In “At the bus stop”, no path leads to a settled end.",
            ],
        ),
        (
            no_choice,
            [
                "In “At the bus stop”, scene B2 is a dead end: give it a choice.",
                "In “At the bus stop”, nobody can come to BP.",
                "In “At the bus stop”, no path leads to a settled end.",
            ],
        ),
        (lonely, ["In “At the bus stop”, nobody can come to B7."]),
        (twice, ["In “At the bus stop”, the key BP is used twice."]),
        (
            round_and_round,
            [
                "In “At the bus stop”, people go round in a circle from B2: let one choice lead to an ending.",
                "In “At the bus stop”, nobody can come to BP.",
                "In “At the bus stop”, no path leads to a settled end.",
            ],
        ),
        (
            starts_nowhere,
            [
                "“At the bus stop” starts with B9, which does not exist.",
                *(f"In “At the bus stop”, nobody can come to {key}." for key in ("B1", "B2", "BP", "BQ")),
                "In “At the bus stop”, no path leads to a settled end.",
            ],
        ),
        (no_good_end, ["In “At the bus stop”, no path leads to a settled end."]),
    ],
)
def test_a_scenario_without_a_way_through_is_told_where(change, words):
    assert [found for found, _path in scenario(changed(BUS_STOP, change))] == words


def test_a_circle_with_a_way_out_is_no_fault():
    def back(story):
        story["scenes"][1]["choices"].append({"text": "Think again", "next": "B1"})

    assert scenario(changed(BUS_STOP, back)) == []


def test_each_fault_leads_to_its_field():
    assert scenario(changed(BUS_STOP, no_choice))[0][1] == ("scenes", 1, "choices")
    assert scenario(changed(BUS_STOP, lead_nowhere))[0][1] == ("scenes", 1, "choices", 0, "next")
    assert scenario(changed(BUS_STOP, lonely))[0][1] == ("scenes", 2, "key")
