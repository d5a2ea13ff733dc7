"""What our certificate needs beyond a tagged page: the weave band, and the finisher that press.pdf.render calls. Pure.

Without the finisher a screen reader would get a name in Arabic or Hebrew letters backwards: WeasyPrint writes such
runs in the order they are seen.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pydyf

from press.assets import data_uri

# The colours of the weave (academy/templatetags/weave.py draws the same on screen), here as they are printed.
COLOURS = {"damson": "#7A1F4F", "hedge": "#1F6048", "tarn": "#1B5577", "honey": "#F2B134"}
INK = "#241B2B"
SETS = {
    "damson": ("damson", ("hedge", "honey", "tarn")),
    "hedge": ("hedge", ("damson", "honey")),
    "tarn": ("tarn", ("honey", "hedge")),
    "honey": ("honey", ("tarn", "damson")),
    "plain": ("damson", ("damson",)),
}
SHEET = 297.0  # millimetres across
BAND = 26.0  # millimetres high
# In strokes, as in the motif: a loop is 4 wide, the gap 3.2, the first loop begins 1.6 past the end of the curve.
LOOP, GAP, INSET, HALO, EDGE = 4.0, 3.2, 1.6, 0.8, 1.0


class TooLong(ValueError):  # noqa: N818  says what is wrong with the page
    """The words do not fit on one page at this setting."""


class Untagged(ValueError):  # noqa: N818  says what is wrong with the page
    """The page does not have the one name that the finisher looks for."""


def identifier(key: UUID) -> bytes:
    """The file's own id: always the same for one certificate, and nothing can be read from it."""
    return hashlib.sha256(key.bytes).digest()[:16]


def finisher(*, name: str, name_lang: str, rtl: bool) -> Callable[[Any, Any], None]:
    """What is done to the PDF's objects before they are written.

    Afterwards a name that runs from right to left is stored in its spoken order and in its language, and no picture
    is smoothed. Raises TooLong for a second page, and Untagged unless exactly one paragraph, the name's, is set apart.
    """

    def finish(document: Any, pdf: Any) -> None:
        if len(document.pages) != 1:
            raise TooLong("A certificate has one page.")
        paragraph = _the_one(_set_apart(pdf), pdf)
        if rtl:
            paragraph.update(ActualText=pydyf.String(name), Lang=pydyf.String(name_lang or "und"))
        for item in pdf.objects:
            if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
                item.extra["Interpolate"] = "false"

    return finish


def speaks(*, name: str, name_lang: str) -> Callable[[Any, Any], None]:
    """For a sheet of any length with one name that runs from right to left: it is stored in its spoken order."""

    def finish(_document: Any, pdf: Any) -> None:
        # The box around a table is set apart too, and belongs to no paragraph.
        inside = {each for each in _set_apart(pdf) if pdf.objects[_number(each)]["S"] == "/P"}
        _the_one(inside, pdf).update(ActualText=pydyf.String(name), Lang=pydyf.String(name_lang or "und"))

    return finish


def _set_apart(pdf: Any) -> set[str]:
    """What has a piece set apart inside. A name on two lines is two pieces of one paragraph."""
    return {item["P"] for item in pdf.objects if isinstance(item, dict) and item.get("S") == "/NonStruct"}


def _the_one(paragraphs: set[str], pdf: Any) -> Any:
    if len(paragraphs) != 1:
        raise Untagged(f"The page sets {len(paragraphs)} paragraphs apart; the name alone belongs there.")
    return pdf.objects[_number(paragraphs.pop())]


def _number(reference: str) -> int:
    return int(reference.split()[0])


def band(*, standing: int, lying: int, colours: str, width: float = SHEET, redraw: Callable[[str], str] = str) -> str:
    """The weave across the head of the sheet, as a picture inside the page. It is decoration, so it has no words.

    The lying loops run on past both edges of the sheet; the standing ones come in groups as wide as the course's own
    weave, so that two courses differ at a glance. What is drawn may be drawn again: in grey, say.
    """
    first, others = SETS.get(colours, SETS["damson"])
    rows = list(_edges(lying))
    reach = rows[-1] + INSET + LOOP / 2
    stroke = BAND / (reach + 2 * EDGE)
    length = width / stroke
    columns = list(_columns(standing, length))
    parts = [_strand(others[row % len(others)], _lying(rows[2 * row], length)) for row in range(lying)]
    posts = "".join(_standing(left, reach) for left in columns[::2])
    parts += [_path(posts, "#fff", 1 + 2 * HALO), _strand(first, posts)]
    over = [(x, y, i // 2) for j, x in enumerate(columns) for i, y in enumerate(rows) if (i + j) % 2 == 0]
    parts.append(_path("".join(_across(x, y, 0.7) for x, y, _row in over), "#fff", 1 + 2 * HALO))
    for row in range(lying):
        bridges = "".join(_across(x, y, 0.5 + HALO + 0.05) for x, y, at in over if at == row)
        parts.append(_strand(others[row % len(others)], bridges))
    box = f"0 {_n(-EDGE)} {_n(length)} {_n(reach + 2 * EDGE)}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" fill="none">{"".join(parts)}</svg>'
    return data_uri(redraw(svg).encode("ascii"), kind="image/svg+xml")


def _edges(loops: int) -> Iterator[float]:
    """Where the straight edges of the lying loops lie."""
    for loop in range(loops):
        top = LOOP / 2 + INSET + loop * (LOOP + GAP)
        yield from (top, top + LOOP)


def _columns(standing: int, length: float) -> Iterator[float]:
    """The edges of the standing loops: groups of so many, evenly across the sheet, half a space at either end."""
    group = standing * LOOP + (standing - 1) * GAP
    pause = GAP + LOOP if standing > 1 else GAP * 1.4
    groups = int(length // (group + pause))
    step = length / groups
    for number in range(groups):
        start = number * step + (step - group) / 2
        for loop in range(standing):
            left = start + loop * (LOOP + GAP)
            yield from (left, left + LOOP)


def _lying(top: float, length: float) -> str:
    """Two strands that run on past the sheet."""
    return f"M-1 {_n(top)}H{_n(length + 1)}M-1 {_n(top + LOOP)}H{_n(length + 1)}"


def _standing(left: float, reach: float) -> str:
    """One loop with round ends."""
    r, straight = _n(LOOP / 2), _n(reach - LOOP)
    return f"M{_n(left)} {r}a{r} {r} 0 0 1 {_n(LOOP)} 0v{straight}a{r} {r} 0 0 1 -{_n(LOOP)} 0z"


def _across(x: float, y: float, half: float) -> str:
    return f"M{_n(x - half)} {_n(y)}h{_n(2 * half)}"


def _strand(colour: str, path: str) -> str:
    outline = _path(path, INK, 1.22) if colour == "honey" else ""
    return outline + _path(path, COLOURS[colour], 1)


def _path(path: str, colour: str, width: float) -> str:
    return f'<path d="{path}" stroke="{colour}" stroke-width="{_n(width)}"/>'


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
