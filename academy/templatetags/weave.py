"""The motif, drawn from parameters: mark, thread, path and weave (docs/decisions/0018).

Two strands that cross. Everything here is plain geometry in user units: classes and presentation attributes only, so
that the same picture serves the screen (where the stylesheet recolours it), the strict policy, and a PDF (which sees
only the attributes). Strands are named by their colour token; honey always has an outline of ink.
"""

from dataclasses import dataclass
from itertools import product
from zlib import crc32

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

COLOURS = {"damson": "#7A1F4F", "hedge": "#1F6048", "tarn": "#1B5577", "honey": "#F2B134"}
INK, PAPER, EDGE = "#241B2B", "#FFFFFF", "#77827A"
# The standing loops take the first colour; the lying ones take the others in turn.
COLOUR_SETS = {
    "damson": ("damson", ("hedge", "honey", "tarn")),
    "hedge": ("hedge", ("damson", "honey")),
    "tarn": ("tarn", ("honey", "hedge")),
    "honey": ("honey", ("tarn", "damson")),
    "plain": ("damson", ("damson",)),
}
SIZES = tuple(product(range(1, 5), range(1, 4)))  # twelve: 1 to 4 standing, 1 to 3 lying

STROKE = 10.0
WIDTH, GAP, INSET, HALO = 4 * STROKE, 3.2 * STROKE, 1.6 * STROKE, 0.8 * STROKE
RADIUS = WIDTH / 2
MARGIN = STROKE  # half a stroke for the strand itself, and room for honey's outline

CELL, HIGH, LOW, DEPTH = 44, 8, 28, 36
LONGEST_THREAD = 12


@dataclass(frozen=True)
class Weave:
    """The geometry of a weave of `standing` by `lying` loops, apart from how it is drawn."""

    standing: int
    lying: int

    @staticmethod
    def edges(loops: int) -> list[float]:
        """Where the straight edges of this many loops lie: the first one is INSET past the end of the curve."""
        first = RADIUS + INSET
        return [first + loop * (WIDTH + GAP) + side * WIDTH for loop in range(loops) for side in (0, 1)]

    @property
    def columns(self) -> list[float]:
        """The x of every standing edge."""
        return self.edges(self.standing)

    @property
    def rows(self) -> list[float]:
        """The y of every lying edge."""
        return self.edges(self.lying)

    @property
    def length(self) -> float:
        """How far a lying loop reaches; it runs from 0."""
        return self.columns[-1] + INSET + RADIUS

    @property
    def height(self) -> float:
        """How far a standing loop reaches; it runs from 0."""
        return self.rows[-1] + INSET + RADIUS

    def lying_over(self) -> list[tuple[int, int]]:
        """The crossings (column, row) where the lying strand is on top: edge + edge is even."""
        return [
            (column, row)
            for column in range(2 * self.standing)
            for row in range(2 * self.lying)
            if (column + row) % 2 == 0
        ]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _strand(colour: str, path: str, *, width: float = STROKE, outline_path: str = "") -> SafeString:
    """A strand: its outline first where it is honey (by a path of its own, if given), then the colour."""
    outline = SafeString("")
    if colour == "honey":
        outline = format_html(
            '<path class="strand-outline" d="{}" stroke="{}" stroke-width="{}"/>',
            *(outline_path or path, INK, _number(width * 1.25)),
        )
    return format_html(
        '{}<path class="strand strand-{}" d="{}" stroke="{}" stroke-width="{}"/>',
        *(outline, colour, path, COLOURS[colour], _number(width)),
    )


def _halo(path: str, ground: str, width: float) -> SafeString:
    return format_html('<path class="halo" d="{}" stroke="{}" stroke-width="{}"/>', *(path, ground, _number(width)))


def _loop(left: float, top: float, width: float, height: float) -> str:
    """A loop with round ends, as a path."""
    n = _number
    across, down = n(width - 2 * RADIUS), n(height - 2 * RADIUS)
    r = n(RADIUS)
    return (
        f"M{n(left + RADIUS)} {n(top)}h{across}a{r} {r} 0 0 1 {r} {r}v{down}a{r} {r} 0 0 1 -{r} {r}"
        f"h-{across}a{r} {r} 0 0 1 -{r} -{r}v-{down}a{r} {r} 0 0 1 {r} -{r}z"
    )


def _across(x: float, y: float, reach: float) -> str:
    """A straight piece of a lying strand, so far to each side of a crossing."""
    return f"M{_number(x - reach)} {_number(y)}h{_number(2 * reach)}"


def draw_weave(weave: Weave, colours: str = "damson", ground: str = PAPER) -> SafeString:
    """The strands of a weave, under to over, without the svg element round them."""
    first, others = COLOUR_SETS.get(colours, COLOUR_SETS["damson"])
    lying = [others[loop % len(others)] for loop in range(weave.lying)]
    parts = [_strand(colour, _loop(0, weave.rows[2 * loop], weave.length, WIDTH)) for loop, colour in enumerate(lying)]
    for loop in range(weave.standing):
        path = _loop(weave.columns[2 * loop], 0, WIDTH, weave.height)
        parts += [_halo(path, ground, STROKE + 2 * HALO), _strand(first, path)]
    # The standing halo wiped this much of the lying strand; the bridge covers it, and its colour a hair more than its
    # outline, so that no seam shows.
    reach, cover = STROKE / 2 + HALO, STROKE * 0.7
    for column, row in weave.lying_over():
        x, y, colour = weave.columns[column], weave.rows[row], lying[row // 2]
        parts.append(_halo(_across(x, y, cover), ground, STROKE + 2 * HALO))
        parts.append(_strand(colour, _across(x, y, reach + 0.6), outline_path=_across(x, y, reach + 0.2)))
    return format_html_join("", "{}", ((part,) for part in parts))


def _frame(weave: Weave) -> str:
    size = (weave.length + 2 * MARGIN, weave.height + 2 * MARGIN)
    return " ".join(_number(value) for value in (-MARGIN, -MARGIN, *size))


def _naming(label: str) -> SafeString:
    return format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')


@register.simple_tag
def weave(standing: int = 2, lying: int = 1, colours: str = "damson", label: str = "", ground: str = PAPER) -> str:
    """The picture of a course. Decoration unless it is given a label. Sizes outside the twelve are brought inside."""
    figure = Weave(min(max(int(standing), 1), 4), min(max(int(lying), 1), 3))
    return format_html(
        '<svg class="weave" viewBox="{}" fill="none" {} focusable="false">{}</svg>',
        *(_frame(figure), _naming(label), draw_weave(figure, colours, ground)),
    )


@register.simple_tag
def weave_of(code: str, label: str = "") -> str:
    """The weave of a course that has no pattern chosen: always the same one for the same code."""
    number = crc32(str(code).encode())
    standing, lying = SIZES[number % len(SIZES)]
    return weave(standing, lying, list(COLOUR_SETS)[number // len(SIZES) % len(COLOUR_SETS)], label)


@register.simple_tag
def mark(one_colour: bool = False, label: str = "", size: int = 32) -> str:
    """The logo: the 1 by 1 weave, damson over hedge; in one colour for stamps. 24 px is the least."""
    figure, size = Weave(1, 1), max(size, 24)
    return format_html(
        '<svg class="mark{}" viewBox="{}" width="{}" height="{}" fill="none" {} focusable="false">{}</svg>',
        *(" mark-plain" if one_colour else "", _frame(figure), size, size, _naming(label)),
        draw_weave(figure, "plain" if one_colour else "damson"),
    )


def thread_words(done: int, total: int) -> str:
    """What the thread says; the same words stand beside it."""
    return ngettext("%(done)s of %(total)s module complete", "%(done)s of %(total)s modules complete", total) % {
        "done": done,
        "total": total,
    }


def _crossing(left: float) -> tuple[str, str]:
    """The two strands of one cell: the one going down, and the one going up. Handles at mid-cell."""
    middle, right = _number(left + CELL / 2), _number(left + CELL)
    down = f"M{_number(left)} {HIGH}C{middle} {HIGH} {middle} {LOW} {right} {LOW}"
    up = f"M{_number(left)} {LOW}C{middle} {LOW} {middle} {HIGH} {right} {HIGH}"
    return down, up


def _cell(left: float, index: int, done: bool, ground: str) -> SafeString:
    """One crossing. The strand going down is over; colours swap each cell, as a real strand does."""
    down, up = _crossing(left)
    pair = ("damson", "hedge") if index % 2 == 0 else ("hedge", "damson")
    if done:
        return format_html(
            "{}{}{}", _strand(pair[1], up, width=5), _halo(down, ground, 11), _strand(pair[0], down, width=5)
        )
    todo = '<path class="strand-todo" d="{}" stroke="{}" stroke-width="2" stroke-dasharray="2 5"/>'
    return format_html("{}{}{}", format_html(todo, up, EDGE), _halo(down, ground, 11), format_html(todo, down, EDGE))


@register.simple_tag
def thread(done: int, total: int, current: bool = True, ground: str = PAPER, new: bool = False) -> str:
    """Progress as a thread, one crossing a module. Nothing for no modules; over twelve, the words stand alone.

    Where the last crossing is new, it draws itself once (components.css), unless the reader wants no motion.
    """
    if not 0 < total <= LONGEST_THREAD:
        return ""
    drawn = [_cell(i * CELL, i, i < done, ground) for i in range(total)]
    if new and done:
        drawn[done - 1] = format_html('<g class="drawing-in">{}</g>', drawn[done - 1])
    cells = format_html_join("", "{}", ((cell,) for cell in drawn))
    now = SafeString("")
    if current and done < total:
        centre = done * CELL + CELL / 2
        now = format_html(
            '<circle class="now" cx="{}" cy="{}" r="8" fill="{}" stroke="{}" stroke-width="2"/>',
            *(_number(centre), (HIGH + LOW) // 2, COLOURS["honey"], INK),
        )
    return format_html(
        '<svg class="thread" viewBox="-3 0 {} {}" width="{}" height="{}" fill="none" {} focusable="false">{}{}</svg>',
        *(total * CELL + 6, DEPTH, total * CELL + 6, DEPTH, _naming(thread_words(done, total)), cells, now),
    )


@register.simple_tag
def thread_label(done: int, total: int) -> str:
    """The words that stand beside the thread, and in its place over twelve modules."""
    return thread_words(done, total) if total else _("No modules yet")


def _turned(path: str) -> str:
    """A path of the thread, turned to run down: x and y change places. Only M and C with absolute pairs."""
    out = []
    for piece in path.replace("C", " C").split(" C"):
        numbers = piece.lstrip("M").split()
        out.append(" ".join(f"{y} {x}" for x, y in zip(numbers[::2], numbers[1::2], strict=True)))
    return "M" + "C".join(out)


@register.simple_tag
def path_cell(index: int, state: str = "todo") -> str:
    """One item's piece of the path down the left of a list, stretched to the item. State: done, now or todo."""
    down, up = (_turned(strand) for strand in _crossing(0))
    pair = ("damson", "hedge") if index % 2 == 0 else ("hedge", "damson")
    piece = '<path class="{}" d="{}" stroke="{}" stroke-width="{}" vector-effect="non-scaling-stroke"{}/>'
    if state == "done":
        styles = [(f"strand strand-{colour}", COLOURS[colour], 5, "") for colour in pair]
    else:
        styles = [("strand-todo", EDGE, 2, SafeString(' stroke-dasharray="2 5"'))] * 2
    strands = [
        format_html(piece, name, strand, colour, width, dash)
        for (name, colour, width, dash), strand in zip(styles, (down, up), strict=True)
    ]
    halo = format_html(piece, "halo", down, PAPER, 11, "")
    now = SafeString("")
    if state == "now":  # a line of no length with round ends stays a disc however far it is stretched
        dot = (
            '<path class="{}" d="M18 22h.01" stroke="{}" stroke-width="{}" stroke-linecap="round" '
            'vector-effect="non-scaling-stroke"/>'
        )
        now = format_html(
            "{}{}", format_html(dot, "now-edge", INK, 20), format_html(dot, "now-disc", COLOURS["honey"], 16)
        )
    return format_html(
        '<svg class="path-cell" viewBox="0 0 {} {}" preserveAspectRatio="none" fill="none" aria-hidden="true" '
        'focusable="false">{}{}{}{}</svg>',
        *(DEPTH, CELL, strands[1], halo, strands[0], now),
    )
