"""What every chart is drawn with: one canvas, its patterns, its key, and how long a text is.

Lengths run down in em of the chart's own letters and across in hundredths of its width, so that the picture fills any
column and its letters keep their size. Light colours stand in the attributes, for paper; the classes let the style
sheet of a page give its own. Nothing is in a style attribute, and only texts come from outside: they are escaped.
"""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

import drawsvg
from django.utils.formats import number_format
from django.utils.safestring import SafeString

# tests/academy/test_series.py holds these and those of tokens.css together.
SERIES = ("#4E1034", "#1F6B8F", "#5E9A7C", "#F4BE4F")
MARKS = ("#4E1034", "#FFFFFF", "#241B2B", "#241B2B")  # what the pattern of each is drawn in
DONE, SUNK, INK, EDGE = "#1F6048", "#E0E9DF", "#241B2B", "#77827A"
# The zero line, the scale two dots lie on, and what joins them.
LINES = {"axis": (EDGE, 2), "rail": (EDGE, 1), "between": (INK, 3)}
PATTERNS = ("solid", "right", "dot", "left")
TILE = 8
SHAPES = {"right": "M-2 2L2 -2M0 8L8 0M6 10L10 6", "left": "M6 -2L10 2M0 0L8 8M-2 6L2 10"}

# The least a chart is wide, in em of its letters: charts.css makes the letters smaller rather than let it be less.
NARROW, WIDE = 15.0, 40.0
LETTER = 0.62  # em; an average one is 0.5, and somebody may have spread the letters
LETTERS = 13  # px of the letters on paper

ROWS_THAT_FOLD, BESIDE_PICTURE = 8, 3  # rows of a table; its columns of values

Count = int | Decimal | str


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart is called and says. The key is short and its own on the page: ids begin with it.

    The values name the series, in order: a column of the table each, and a line of the key where there are several.
    """

    key: str
    title: str
    sentence: str
    heading: str
    values: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: its name, then the heading and the text of each cell."""

    name: str
    cells: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A sentence, its picture and its table. No picture where there is one value or none: the sentence says it.

    The picture is drawn twice: for a page or a paper, and as ``narrow`` for a phone.
    """

    key: str
    title: str
    sentence: str
    heading: str
    rows: list[Row]
    svg: SafeString = field(default=SafeString(""))
    narrow: SafeString = field(default=SafeString(""))

    @property
    def headings(self) -> list[str]:
        """The headings of the value columns."""
        return [heading for heading, _text in self.rows[0].cells] if self.rows else []

    @property
    def folded(self) -> bool:
        """Whether the table folds: from eight rows on."""
        return len(self.rows) >= ROWS_THAT_FOLD

    @property
    def paired(self) -> bool:
        """Whether the table is small enough to stand beside its picture on a wide page."""
        return not self.folded and len(self.headings) <= BESIDE_PICTURE

    @property
    def tabled(self) -> bool:
        """Whether there is a table: one line without a picture is what the sentence says."""
        return bool(self.svg) or len(self.rows) > 1

    def with_pictures(self, draw: Callable[[bool], SafeString]) -> "Chart":
        """This chart with both of its pictures; ``draw`` is asked for the wide one and for the narrow one."""
        return replace(self, svg=draw(False), narrow=draw(True))


def check_series(words: Words) -> None:
    """Raises ValueError for no series, or for more than can be told apart."""
    if not 0 < len(words.values) <= len(SERIES):
        raise ValueError("A chart has one to four series.")
    if not words.key.replace("-", "").isalnum() or not words.key.isascii():
        raise ValueError("A chart's key is letters, figures and hyphens: ids begin with it.")


def written(value: Count) -> str:
    """A value as people read it. A text, such as "under 5", stands for a number that is not told."""
    if isinstance(value, str):
        return value
    return number_format(value, decimal_pos=None if isinstance(value, int) else 1, force_grouping=True)


def size(value: Count) -> float:
    """How much of a value is drawn: nothing of one that is not told."""
    return 0.0 if isinstance(value, str) else float(value)


def length(text: str) -> float:
    """How much room a text takes at most, in em."""
    return len(text) * LETTER


def lines_of(name: str, room: float) -> list[str]:
    """The name in at most three lines of so many em."""
    return textwrap.wrap(name, int(room / LETTER), max_lines=3, placeholder="…") or [""]


def em(value: float) -> str:
    """A length down the chart."""
    return f"{round(value, 2):g}em"


def percent(value: float) -> str:
    """A length across the chart."""
    return f"{round(value, 2):g}%"


class _Line(drawsvg.DrawingBasicElement):
    """A line whose ends are lengths: the library's own takes numbers alone."""

    TAG_NAME = "line"


class _Description(drawsvg.Title):
    """What is beside a title, with the same escaping."""

    TAG_NAME = "desc"


class Canvas:
    """One picture in the making. ``width`` is the least it will have, in em."""

    def __init__(self, words: Words, *, width: float) -> None:
        self.width = width
        self.narrow = width == NARROW
        self.words = words
        self._id = f"{words.key}-{'narrow' if self.narrow else 'wide'}"
        self._parts: list[drawsvg.DrawingElement] = []
        self._tiles: dict[int, drawsvg.Pattern] = {}

    def across(self, length: float) -> float:
        """So many em as hundredths of the least width: enough of them at any width."""
        return length / self.width * 100

    def word(
        self, text: str, x: float, y: float, *, look: str = "value", anchor: str = "start", gap: float = 0
    ) -> None:
        """A text on one line that stands on y, so many em beside x."""
        place = {"dx": em(gap)} if gap else {}
        self._parts.append(
            drawsvg.Text(
                *(text, None, percent(x), em(y)),
                **{"class": f"chart-{look}", "text_anchor": anchor, "fill": INK, **place},
            )
        )

    def mark(self, series: int, x: float, y: float, *, wide: float, high: float) -> None:
        """A bar from x to the right, in the colour and the pattern of its series, with its outline."""
        if wide <= 0 or high <= 0:
            return
        place = (percent(x), em(y), percent(wide), em(high))
        self._filled(series, partial(drawsvg.Rectangle, *place))

    def dot(self, series: int, x: float, y: float, *, radius: float) -> None:
        """A dot about x and y."""
        self._filled(series, partial(drawsvg.Circle, percent(x), em(y), em(radius)))

    def whole(self, x: float, y: float, *, wide: float, high: float) -> None:
        """What a bar is a part of: an empty well."""
        place = (percent(x), em(y), percent(wide), em(high))
        self._parts.append(drawsvg.Rectangle(*place, **_look("chart-whole", fill=SUNK), **_outline()))

    def line(self, start: tuple[float, float], end: tuple[float, float], *, look: str = "axis") -> None:
        """A straight line, for an axis or between two dots."""
        (x1, y1), (x2, y2) = start, end
        ends = {"x1": percent(x1), "y1": em(y1), "x2": percent(x2), "y2": em(y2)}
        colour, width = LINES[look]
        self._parts.append(_Line(**ends, **_look(f"chart-{look}", stroke=colour, stroke_width=width)))

    def key(self, *, dots: bool = False) -> float:
        """The names of the series beside their patterns, one a line. Returns how far down they reach."""
        group = drawsvg.Group(**{"class": "chart-key"})
        outside, self._parts = self._parts, group.children
        for at, name in enumerate(self.words.values):
            y = 0.2 + at * 1.5
            if dots:
                self._filled(at, partial(drawsvg.Circle, em(0.8), em(y + 0.5), em(0.5)))
            else:
                self._filled(at, partial(drawsvg.Rectangle, em(0.1), em(y), em(1.6), em(1)))
            self.word(name, 0, y + 0.87, look="name", gap=2.2)
        self._parts = [*outside, group]
        return len(self.words.values) * 1.5 + 0.6

    def finish(self, height: float) -> SafeString:
        """The picture, as tall as this, named and described."""
        drawing = drawsvg.Drawing(
            *("100%", em(height)),
            id_prefix=f"{self._id}-pattern-",
            **{"viewBox": None, "class": "chart", "role": "img", "font_size": LETTERS},
            **{"font_family": "Atkinson Hyperlegible Next", "focusable": "false"},
            aria_labelledby=f"{self._id}-title {self._id}-description",
        )
        drawing.append(drawsvg.Title(self.words.title, id=f"{self._id}-title"))
        drawing.append(_Description(self.words.sentence, id=f"{self._id}-description"))
        drawing.extend(self._parts)
        return SafeString(drawing.as_svg(header=""))

    def _filled(self, series: int, shape: Callable[..., drawsvg.DrawingElement]) -> None:
        """The shape in its colour with its outline, and once more with its pattern."""
        single = len(self.words.values) == 1
        name, colour = ("chart-done", DONE) if single else (f"series-{series + 1}", SERIES[series])
        self._parts.append(shape(**_look(f"chart-mark {name}", fill=colour), **_outline()))
        if not single and PATTERNS[series] != "solid":
            self._parts.append(shape(**_look("chart-pattern", fill=self._tile(series)), **_outline()))

    def _tile(self, series: int) -> drawsvg.Pattern:
        """The pattern of a series: made when it is first wanted, and kept."""
        if series not in self._tiles:
            tile = drawsvg.Pattern(TILE, TILE)
            look = f"pattern pattern-{series + 1}"
            if PATTERNS[series] == "dot":
                tile.append(drawsvg.Circle(TILE / 2, TILE / 2, 1.7, **_look(f"{look} pattern-dot", fill=MARKS[series])))
            else:
                lines = SHAPES[PATTERNS[series]]
                tile.append(drawsvg.Path(d=lines, **_look(look, fill="none", stroke=MARKS[series], stroke_width=1.6)))
            self._tiles[series] = tile
        return self._tiles[series]


def _look(name: str, **attributes: object) -> dict[str, object]:
    return {"class": name, **attributes}


def _outline() -> dict[str, object]:
    return {"stroke": INK, "stroke_width": 1}
