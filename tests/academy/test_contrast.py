"""The colours of the stylesheet hold the contrast that was promised, in light and in dark."""

import re
from pathlib import Path

import pytest

import academy
from academy.colours import colours as table_of_colours

TOKENS = (Path(academy.__file__).parent / "static/academy/css/tokens.css").read_text(encoding="utf-8")
THEMES = {
    "light": r":root \{(.*?)\n  \}",
    "dark": r'@media \(prefers-color-scheme: dark\) \{\s*:root:not\(\[data-theme="light"\]\) \{(.*?)\n    \}',
    "chosen dark": r':root\[data-theme="dark"\] \{(.*?)\n  \}',
}
TINTS = ("damson-tint", "hedge-tint", "tarn-tint", "honey-tint", "rowan-tint")

# Word, then what it reaches on page and on card: light, dark.
ON_PAGE_AND_CARD = {
    "ink": ((14.7, 16.6), (15.7, 14.3)),
    "soft": ((7.2, 8.1), (9.3, 8.5)),
    "edge": ((3.5, 4.0), (4.8, 4.4)),
    "line": ((1.4, 1.6), (1.6, 1.5)),
    "damson": ((8.7, 9.8), (9.3, 8.5)),
    "damson-deep": ((11.5, 13.0), (13.1, 12.0)),
    "hedge": ((6.6, 7.4), (10.1, 9.2)),
    "tarn": ((7.1, 8.0), (10.1, 9.2)),
    "honey": ((1.7, 1.9), (10.7, 9.7)),
    "honey-ink": ((7.7, 8.6), (10.7, 9.7)),
    "rowan": ((5.9, 6.6), (9.1, 8.4)),
}
# A word on a ground: light, dark.
PAIRS = {
    ("damson", "damson-tint"): (8.2, 7.0),
    ("hedge", "hedge-tint"): (6.2, 6.9),
    ("tarn", "tarn-tint"): (6.6, 7.1),
    ("honey-ink", "honey-tint"): (7.6, 7.2),
    ("rowan", "rowan-tint"): (5.4, 6.9),
    ("on-damson", "damson"): (9.8, 9.1),
    ("on-damson", "damson-deep"): (13.0, 12.8),
    ("on-rowan", "rowan"): (6.6, 9.3),
}
# The least that a word reaches on sunk and on every tint: light, dark.
ON_ANY_TINT = {"ink": (13.3, 10.6), "soft": (6.5, 6.3), "tarn": (6.5, 6.8)}


def colours(theme: str) -> dict[str, str]:
    """The colours of one theme, as the stylesheet has them."""
    found = re.search(THEMES[theme], TOKENS, re.DOTALL)
    assert found, theme
    return dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", found[1]))


def luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def close(got: float, promised: float) -> bool:
    """Within a rounding of the figure that was promised."""
    return abs(got - promised) < 0.06


@pytest.mark.parametrize(("theme", "side"), [("light", 0), ("dark", 1), ("chosen dark", 1)])
def test_words_have_the_promised_contrast_on_page_and_card(theme, side):
    found = colours(theme)
    got = {name: tuple(contrast(found[name], found[on]) for on in ("page", "card")) for name in ON_PAGE_AND_CARD}
    wrong = {
        name: pair
        for name, pair in got.items()
        if not all(close(a, b) for a, b in zip(pair, ON_PAGE_AND_CARD[name][side], strict=True))
    }
    assert wrong == {}


@pytest.mark.parametrize(("theme", "side"), [("light", 0), ("dark", 1), ("chosen dark", 1)])
def test_words_have_the_promised_contrast_on_their_tints_and_buttons(theme, side):
    found = colours(theme)
    got = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in PAIRS}
    assert {pair: value for pair, value in got.items() if not close(value, PAIRS[pair][side])} == {}


@pytest.mark.parametrize(("theme", "side"), [("light", 0), ("dark", 1), ("chosen dark", 1)])
def test_text_and_links_are_readable_on_sunk_and_on_every_tint(theme, side):
    found = colours(theme)
    least = {word: min(contrast(found[word], found[ground]) for ground in ("sunk", *TINTS)) for word in ON_ANY_TINT}
    assert {word: value for word, value in least.items() if not close(value, ON_ANY_TINT[word][side])} == {}


def test_the_focus_ring_is_seen_on_every_ground():
    light, dark = colours("light"), colours("dark")
    assert close(contrast(light["ring"], light["page"]), 14.7)
    assert close(contrast(dark["honey"], dark["page"]), 10.7)
    assert close(contrast(light["honey"], light["damson"]), 5.2)


def test_the_style_guide_shows_the_contrast_that_is_there():
    shown = {colour.name: (colour.light_ratios, colour.dark_ratios) for colour in table_of_colours()}
    assert shown["ink"] == ("14.7 / 16.6", "15.7 / 14.3")
    assert shown["honey-tint"] == ("7.6", "7.2")
    assert shown["page"] == ("", "")
    assert set(shown) == {*ON_PAGE_AND_CARD, *TINTS, "page", "card", "sunk"}


def test_both_ways_into_the_dark_theme_hold_the_same_colours():
    assert colours("dark") == colours("chosen dark")
