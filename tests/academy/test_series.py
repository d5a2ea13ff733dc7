"""The colours of charts in tokens.css: as they were chosen, told apart by everybody, the same on paper."""

import re
from itertools import combinations

import pytest
from coloraide import Color

from press.charts.drawing import MARKS, SERIES
from tests.academy.test_contrast import THEMES, TOKENS, contrast

DESIGN = {
    "light": ("#4E1034", "#1F6B8F", "#5E9A7C", "#F4BE4F"),
    "dark": ("#FBD98E", "#86C9A6", "#4E96C0", "#A2507F"),
}
SIGHTS = ("normal", "protan", "deutan", "tritan", "grey")
# The least difference of any two: with the model of Machado, and as two older models have it.
LEAST = {"light": (15, 15), "dark": (13, 12)}
LEAST_GREY = {"light": 15, "dark": 8}


def tokens(theme: str) -> dict[str, str]:
    """The series and what their patterns are drawn in, as the stylesheet has them."""
    found = re.search(THEMES[theme], TOKENS, re.DOTALL)
    assert found, theme
    return dict(re.findall(r"--((?:on-)?series-\d): (#[0-9A-F]{6});", found[1]))


def series(theme: str) -> tuple[str, ...]:
    """The four of a theme."""
    return tuple(tokens(theme)[f"series-{number}"] for number in (1, 2, 3, 4))


def seen(colour: str, sight: str, model: str) -> Color:
    """The colour as somebody sees it."""
    if sight == "normal":
        return Color(colour)
    return Color(colour).filter("grayscale") if sight == "grey" else Color(colour).filter(sight, method=model)


@pytest.mark.parametrize("theme", ["light", "dark", "chosen dark"])
def test_the_tokens_are_those_of_the_design(theme):
    assert series(theme) == DESIGN[theme.removeprefix("chosen ")]


def test_paper_has_the_light_ones():
    assert series("light") == SERIES
    light = tokens("light")
    assert tuple(light[f"on-series-{number}"] for number in (2, 3, 4)) == MARKS[1:]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("model", "place"), [("machado", 0), ("vienot", 1), ("brettel", 1)])
def test_any_two_series_are_told_apart(theme, sight, model, place):
    least = LEAST_GREY[theme] if sight == "grey" else LEAST[theme][place]
    shown = [seen(colour, sight, model) for colour in series(theme)]
    assert min(one.delta_e(other, method="2000") for one, other in combinations(shown, 2)) >= least


@pytest.mark.parametrize("theme", ["light", "dark", "chosen dark"])
def test_a_pattern_is_seen_on_its_series(theme):
    found = tokens(theme)
    assert min(contrast(found[f"on-series-{n}"], found[f"series-{n}"]) for n in (2, 3, 4)) >= 3
