"""The picture: named, each shape its own, hostile words as text, nothing in a style attribute."""

from xml.etree import ElementTree as ET

from press.flow import Box, draw, plan
from press.flow.drawing import outline_of, way_of
from press.flow.plan import Line, Place

SVG = "{http://www.w3.org/2000/svg}"
STORY = [
    Box("A1", "She <b>waits</b> & hopes", ["“Listen”", "Push on", "Again"], [1, 2, 0]),
    Box("E1 · Settled", "Tea", look="pass"),
    Box("E2 · Unsafe", "Harm", look="unsafe", faults=["nobody comes here"]),
]


def picture() -> ET.Element:
    """The whole, read as XML."""
    return ET.fromstring(draw(plan(STORY, 0), STORY, key="map", title="Map of “Tea”", words="Three boxes."))  # noqa: S314  our own text


def test_it_says_what_it_is() -> None:
    """A picture with a title and a description."""
    svg = picture()
    names = {part.get("id"): part.text for part in svg if part.tag in (f"{SVG}title", f"{SVG}desc")}
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "map-title map-words")
    assert names == {"map-title": "Map of “Tea”", "map-words": "Three boxes."}


def test_every_word_and_number_is_on_it() -> None:
    """Words from outside are text, never tags; each way has its number in a disc."""
    said = [text.text for text in picture().iter(f"{SVG}text")]
    assert said[:5] == ["A1", "She <b>waits</b> & hopes", "1 “Listen”", "2 Push on", "3 Again"]
    assert said[-3:] == ["1", "2", "3"]
    assert "nobody comes here" in said


def test_what_is_wrong_has_a_look_of_its_own() -> None:
    """And a way back is dashed."""
    svg = picture()
    looks = [path.get("class") for path in svg.findall(f"{SVG}path")]
    assert looks == ["flow-box flow-scene", "flow-box flow-pass", "flow-box flow-unsafe flow-faulty"]
    dashed = [group.get("class") for group in svg.findall(f"{SVG}g") if group[0].get("stroke-dasharray")]
    assert dashed == ["flow-back"]
    assert not [part for part in svg.iter() if part.get("style")]


def test_each_kind_of_end_has_its_shape() -> None:
    """Told apart without colour."""
    place = Place(0, 0, 40)
    shapes = {look: outline_of(look, place) for look in ("scene", "pass", "not_settled", "unsafe", "neutral")}
    assert len(set(shapes.values())) == 5


def test_a_line_is_straight_past_a_row_and_curved_between_rows() -> None:
    """So that it never cuts a box."""
    line = Line(0, 0, 1, [(10, 0), (10, 20), (50, 60)])
    assert way_of(line) == "M10 0L10 20C10 40 50 40 50 60"
