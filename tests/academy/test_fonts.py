"""The fallback faces are as wide and as tall as ours, worked out from the files of our faces."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import academy

STATIC = Path(academy.__file__).parent / "static/academy"
TOKENS = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
# How wide the letters of English are on average, weighed by how often they come, in em: the published metrics of the
# faces that readers have (units of 2048: Georgia 913, Verdana 1049; of 1000: Noto Serif 477, Noto Sans 470).
WIDTH_OF_FALLBACK = {
    **{"Young Serif fallback": 913 / 2048, "Atkinson fallback": 1049 / 2048},
    **{"Young Serif fallback, Noto": 0.477, "Atkinson fallback, Noto": 0.470},
}
# Of a hundred letters of English, the space among them.
OFTEN = {
    **{" ": 18.3, "e": 10.3, "t": 7.5, "a": 6.5, "o": 6.2, "n": 5.7, "i": 5.7, "s": 5.3, "r": 5.0, "h": 5.0},
    **{"l": 3.3, "d": 3.3, "u": 2.3, "c": 2.2, "m": 2.0, "f": 2.0, "w": 1.7, "g": 1.6, "p": 1.5, "y": 1.4},
    **{"b": 1.3, "v": 0.8, "k": 0.6, "x": 0.1, "j": 0.1, "q": 0.1, "z": 0.1},
}
FACES = {
    "Young Serif fallback": ("young-serif.woff2", 15_400),
    "Atkinson fallback": ("atkinson-hyperlegible-next.woff2", 31_900),
    "Young Serif fallback, Noto": ("young-serif.woff2", 15_400),
    "Atkinson fallback, Noto": ("atkinson-hyperlegible-next.woff2", 31_900),
}


def font(name: str) -> TTFont:
    return TTFont(STATIC / "fonts" / name)


def width(face: TTFont) -> float:
    """The average width of a letter, in em."""
    names, widths = face.getBestCmap(), face["hmtx"]
    whole = sum(widths[names[ord(letter)]][0] * often for letter, often in OFTEN.items())
    return whole / sum(OFTEN.values()) / face["head"].unitsPerEm


def told(fallback: str) -> dict[str, float]:
    """What the stylesheet says of a fallback face."""
    rule = re.search(rf'font-family: "{fallback}";(.*?)\}}', TOKENS, re.DOTALL)
    return {name: float(value) / 100 for name, value in re.findall(r"([a-z-]+): ([\d.]+)%", rule[1])}


@pytest.mark.parametrize("fallback", FACES)
def test_a_fallback_is_as_wide_and_as_tall_as_our_face(fallback):
    face, says = font(FACES[fallback][0]), told(fallback)
    em = face["head"].unitsPerEm
    assert says["size-adjust"] == pytest.approx(width(face) / WIDTH_OF_FALLBACK[fallback], rel=0.02)
    assert says["ascent-override"] == pytest.approx(face["hhea"].ascent / em / says["size-adjust"], abs=0.001)
    assert says["descent-override"] == pytest.approx(-face["hhea"].descent / em / says["size-adjust"], abs=0.001)
    assert says["line-gap-override"] == face["hhea"].lineGap == 0


@pytest.mark.parametrize(("name", "most"), FACES.values())
def test_a_face_is_small_and_has_welsh(name, most):
    letters = font(name).getBestCmap()
    assert (STATIC / "fonts" / name).stat().st_size <= most
    assert {ord(letter) for letter in "ŵŷŴŶâêîôûïö’“”–…£€"} <= set(letters)


def test_figures_of_the_text_face_can_stand_under_each_other():
    features = {
        record.FeatureTag for record in font("atkinson-hyperlegible-next.woff2")["GSUB"].table.FeatureList.FeatureRecord
    }
    assert "tnum" in features
    assert "font-variant-numeric: tabular-nums" in (STATIC / "css/base.css").read_text(encoding="utf-8")


def test_a_line_is_62_letters_long():
    measure = float(re.search(r"--measure: ([\d.]+)em", TOKENS)[1])
    assert measure / width(font("atkinson-hyperlegible-next.woff2")) == pytest.approx(62, abs=1.5)
