"""The map of a scenario says what the gates say, in place, and the list beside it says what the picture does."""

import re
from typing import Any

import pytest
import yaml

from academy.settings.base import BASE_DIR
from courses.gates.story import scenario
from courses.story_map import StoryMap, Way, story_map

MUSIC = BASE_DIR / "courses/starter/everyday-mediation/three-doors/music-through-the-wall.yaml"
FAULT = re.compile(r'class="flow-fault"[^>]*>([^<]*)<')


def scene(key: str, *ways: str) -> dict[str, Any]:
    """A scene with a choice to each of these keys."""
    return {"key": key, "text": f"In {key}", "choices": [{"text": f"Go to {way}", "next": way} for way in ways]}


def mapped(*scenes: dict[str, Any], start: str = "A1", endings: tuple[str, ...] = ("E1",)) -> StoryMap:
    """The map of these scenes and endings."""
    ends = [{"key": key, "name": f"End {key}", "kind": "pass"} for key in endings]
    value = {"title": "Tea", "start": start, "scenes": scenes, "endings": ends}
    forms = [f"s{at}" for at in range(len(scenes))], [f"e{at}" for at in range(len(ends))]
    return story_map(value, item="whole", scenes=forms[0], endings=forms[1])


def faults(found: StoryMap) -> dict[str, list[str]]:
    """What is wrong, by the id of the form."""
    return {spot.item: list(spot.faults) for spot in found.faulty}


def test_a_whole_story_has_nothing_wrong_and_says_where_each_choice_leads() -> None:
    """The list is the picture in words."""
    found = mapped(scene("A1", "A2", "E1"), scene("A2", "A1", "E1"))
    assert (found.title, faults(found)) == ("Map of “Tea”", {})
    assert list(found.spots[0].ways) == [Way("Go to A2", "A2"), Way("Go to E1", "E1")]
    assert [(spot.key, spot.kind_in_words) for spot in found.spots] == [("A1", ""), ("A2", ""), ("E1", "Settled")]
    assert "A1 · the story starts here" in found.svg
    assert "E1 · Settled" in found.svg


@pytest.mark.parametrize(
    ("scenes", "wrong"),
    [
        ([scene("A1", "A2", "E1"), scene("A2")], {"s1": ["dead end"]}),
        ([scene("A1", "E1"), scene("A2", "E1")], {"s1": ["nobody comes here"]}),
        ([scene("A1", "A2", "E1"), scene("A2", "A2")], {"s1": ["round in a circle"]}),
        (
            [scene("A1", "A2", "E1"), scene("A2", "A3"), scene("A3", "A2")],
            {"s1": ["round in a circle"], "s2": ["round in a circle"]},
        ),
        ([scene("A1", "ZZ", "E1")], {"s0": ["leads to ZZ, which is not there"]}),
        (
            [scene("A1", "ZZ", "YY", "ZZ", "E1")],
            {"s0": ["leads to ZZ, which is not there", "leads to YY, which is not there"]},
        ),
        ([scene("A1", "E1"), scene("A1", "E1")], {"s1": ["key used twice"]}),
        (
            [scene("A1", "A1")],
            {
                "s0": ["round in a circle"],
                "e0": ["nobody comes here"],
                "whole": ["no path leads to a settled end"],
            },
        ),
        (
            [],
            {
                "e0": ["nobody comes here"],
                "whole": ["starts with A1, which is not there", "no path leads to a settled end"],
            },
        ),
    ],
)
def test_what_is_wrong_is_named_where_it_is(scenes: list[dict[str, Any]], wrong: dict[str, list[str]]) -> None:
    """Each fault of the gate, in a few words at its box: in the list and in the picture."""
    found = mapped(*scenes)
    assert faults(found) == wrong
    assert sorted(FAULT.findall(found.svg)) == sorted(words for each in wrong.values() for words in each)


def test_the_map_has_a_word_for_each_problem_of_the_gate() -> None:
    """One truth: as many things are wrong on the map as stop the publication."""
    value = {"title": "Tea", "start": "A9", "endings": []}
    value["scenes"] = [scene("A1"), scene("A2", "A2"), scene("A2", "ZZ")]
    found = story_map(value, item="whole", scenes=["s0", "s1", "s2"], endings=[])
    assert sum(len(spot.faults) for spot in found.spots) == len(scenario(value)) == 8


def test_the_whole_story_stands_above_its_scenes_when_something_is_wrong_with_it() -> None:
    """Its box says where the story should start, and the list links to its form."""
    spot = mapped(scene("A1", "E1"), start="ZZ").spots[0]
    assert (spot.item, spot.key, spot.words) == ("whole", "The whole story", "Tea")
    assert list(spot.ways) == [Way("the story starts here", "ZZ")]
    assert "the story starts here → ZZ?" in mapped(scene("A1", "E1"), start="ZZ").svg


def test_music_through_the_wall() -> None:
    """Fourteen scenes and twenty-nine choices, and nothing is wrong with them."""
    blocks = yaml.safe_load(MUSIC.read_text(encoding="utf-8"))["blocks"]
    value = next(block["scenario"] for block in blocks if "scenario" in block)
    found = story_map(value, item="m", scenes=[str(at) for at in range(14)], endings=list("abcde"))
    assert (faults(found), sum(len(spot.ways) for spot in found.spots)) == ({}, 29)
    assert found.svg.count('class="flow-disc"') == 29
