"""The picture of a plan: boxes with their words, numbered ways, and a shape for each kind of end.

Light colours stand in the attributes, for paper; the classes let the style sheet of a page give its own. Nothing is in
a style attribute, and only texts come from outside: drawsvg escapes them.
"""

import textwrap
from collections.abc import Sequence
from itertools import pairwise

import drawsvg
from django.utils.safestring import SafeString

from press.flow.plan import EM, LINE, PAD, Box, Line, Place, Plan, Point

INK, EDGE, CARD, ROWAN = "#241B2B", "#77827A", "#FFFFFF", "#AF2A1C"
FILLS = {"pass": "#DDEFE4", "not_settled": "#FDF0D0", "unsafe": "#FBE4DF", "neutral": "#DCEBF3"}
LETTERS = 35  # that a line of a box has room for
POINT = 0.8 * EM  # how far the corners of a shape lie inside its box
HEAD = 0.55 * EM


def draw(plan: Plan, boxes: Sequence[Box], *, key: str, title: str, words: str) -> SafeString:
    """The picture, named and described; ids in it begin with the key."""
    drawing = drawsvg.Drawing(
        *(f"{plan.wide / EM:g}em", f"{plan.high / EM:g}em"),
        **{"viewBox": f"0 0 {plan.wide:g} {plan.high:g}", "class": "flow", "role": "img", "focusable": "false"},
        font_family="Atkinson Hyperlegible Next",
        aria_labelledby=f"{key}-title {key}-words",
    )
    drawing.append(drawsvg.Title(title, id=f"{key}-title"))
    drawing.append(_Description(words, id=f"{key}-words"))
    for line in plan.lines:
        drawing.append(_line(line))
    for at, place in plan.places.items():
        drawing.extend(_box(boxes[at], place))
    for line in plan.lines:
        drawing.extend(_number(line))
    return SafeString(drawing.as_svg(header=""))


class _Description(drawsvg.Title):
    """What is beside a title, with the same escaping."""

    TAG_NAME = "desc"


def way_of(line: Line) -> str:
    """The path of a line: straight down past a row, in a curve from row to row."""
    (x, y), *_rest = line.points
    if line.start == line.end:
        (_x, top) = line.points[-1]
        return f"M{x:g} {y:g}C{x + 2 * EM:g} {y:g} {x + 2 * EM:g} {top:g} {x:g} {top:g}"
    steps = [f"M{x:g} {y:g}"]
    for (x1, y1), (x2, y2) in pairwise(line.points):
        half = (y1 + y2) / 2
        steps.append(f"L{x2:g} {y2:g}" if x1 == x2 else f"C{x1:g} {half:g} {x2:g} {half:g} {x2:g} {y2:g}")
    return "".join(steps)


def _line(line: Line) -> drawsvg.Group:
    look = "flow-back" if line.back else "flow-line"
    dashes = {"stroke_dasharray": "5 4"} if line.back else {}
    group = drawsvg.Group(**{"class": look})
    group.append(drawsvg.Path(d=way_of(line), fill="none", stroke=INK, stroke_width=1.3, **dashes))
    group.append(drawsvg.Path(d=_head(line), **{"class": "flow-head"}, fill=INK))
    return group


def _head(line: Line) -> str:
    """The point of the arrow, at the end of its line: down, up again, or from the right."""
    x, y = line.points[-1]
    if line.start == line.end:
        return f"M{x:g} {y:g}l{HEAD * 1.4:g} {-HEAD / 1.4:g}v{HEAD * 1.4:g}z"
    up = 1 if line.back else -1
    return f"M{x:g} {y:g}l{-HEAD / 1.4:g} {up * HEAD * 1.4:g}h{HEAD * 1.4:g}z"


def _number(line: Line) -> list[drawsvg.DrawingElement]:
    """The number of a way in a disc where it leaves its box."""
    x, y = line.points[0]
    return [
        drawsvg.Circle(x, y, 0.62 * EM, **{"class": "flow-disc"}, fill=CARD, stroke=INK, stroke_width=1),
        _text(str(line.way + 1), (x, y + 0.3 * EM), "flow-number", anchor="middle", size=0.85),
    ]


def _box(box: Box, place: Place) -> list[drawsvg.DrawingElement]:
    look = f"flow-box flow-{box.look.replace('_', '-')}{' flow-faulty' if box.faults else ''}"
    stroke = {"stroke": ROWAN, "stroke_width": 2.5} if box.faults else {"stroke": INK, "stroke_width": 1.2}
    outline = drawsvg.Path(d=outline_of(box.look, place), **{"class": look}, fill=FILLS.get(box.look, CARD), **stroke)
    ends = box.look in FILLS
    x = place.middle if ends else place.x + PAD
    anchor = "middle" if ends else "start"
    y = place.y + PAD + 1.05 * EM
    parts: list[drawsvg.DrawingElement] = [outline, _text(box.key, (x, y), "flow-key", anchor=anchor, weight=700)]
    if box.words:
        y += LINE
        parts.append(_text(_short(box.words, ends=ends), (x, y), "flow-words", anchor=anchor))
    for number, way in enumerate(box.ways, 1):
        y += LINE
        parts.append(_text(_short(f"{number}  {way}", ends=False), (x, y), "flow-way"))
    for fault in box.faults:
        y += LINE
        parts.append(_text(_short(fault, ends=ends), (x, y), "flow-fault", anchor=anchor, fill=ROWAN, weight=700))
    return parts


def outline_of(look: str, place: Place) -> str:
    """The shape of a box: round ends where it is settled, points where not, eight corners where unsafe."""
    x, y, w, h = place.x, place.y, place.wide, place.high
    if look == "pass":
        r = h / 2
        return f"M{x + r:g} {y:g}h{w - h:g}a{r:g} {r:g} 0 0 1 0 {h:g}h{h - w:g}a{r:g} {r:g} 0 0 1 0 {-h:g}z"
    if look == "not_settled":
        p, half = 2 * POINT, h / 2
        return f"M{x + p:g} {y:g}h{w - 2 * p:g}l{p:g} {half:g}l{-p:g} {half:g}h{2 * p - w:g}l{-p:g} {-half:g}z"
    if look == "unsafe":
        p = 1.6 * POINT
        corners = f"H{x + w - p:g}l{p:g} {p:g}V{y + h - p:g}l{-p:g} {p:g}H{x + p:g}l{-p:g} {-p:g}V{y + p:g}z"
        return f"M{x + p:g} {y:g}{corners}"
    r = 0.6 * EM if look == "scene" else 0.0
    sides = (f"h{w - 2 * r:g}", f"v{h - 2 * r:g}", f"h{2 * r - w:g}", f"v{2 * r - h:g}")
    bends = (f"a{r:g} {r:g} 0 0 1 {a}" for a in (f"{r:g} {r:g}", f"{-r:g} {r:g}", f"{-r:g} {-r:g}", f"{r:g} {-r:g}"))
    round_it = "".join(side + bend for side, bend in zip(sides, bends, strict=True))
    return f"M{x + r:g} {y:g}{round_it}z"


def _short(text: str, *, ends: bool) -> str:
    return textwrap.shorten(text, LETTERS - 6 if ends else LETTERS, placeholder="…")


def _text(
    text: str, at: Point, look: str, *, anchor: str = "start", size: float = 0.95, **attributes: object
) -> drawsvg.Text:
    given = {"class": look, "text_anchor": anchor, "fill": INK} | {
        {"weight": "font_weight"}.get(name, name): value for name, value in attributes.items()
    }
    return drawsvg.Text(text, size * EM, *at, **given)
