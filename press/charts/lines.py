"""Bars that lie, a line or more for each name, from one zero line to the right: what two kinds of chart share."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from press.charts.drawing import NARROW, WIDE, Canvas, Words, length, lines_of

BAR, APART, AFTER = 1.1, 0.3, 0.75  # em: a bar, between two of a name, after a name
LINE = 1.3
BESIDE = 15.0  # em that names have on their left on a wide chart
MOST_NAMES = 20
LONGEST_BESIDE = 6.5  # em that a value may have beside its bar on a narrow one


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of the full length is drawn (0 to 1), in which series, and what is written at its end."""

    series: int
    share: float
    text: str


Line = tuple[str, Sequence[Bar]]


def lying_bars(words: Words, lines: Sequence[Line], *, whole: bool, narrow: bool) -> SafeString:
    """The lines from top to bottom. On a narrow chart names stand over their bars, and long values too.

    With ``whole`` each bar lies in a well of the full length, and its value stands at the well's end.
    """
    canvas = Canvas(words, width=NARROW if narrow else WIDE)
    longest = max(length(bar.text) for _name, bars in lines for bar in bars)
    above = narrow and longest > LONGEST_BESIDE
    start = 0.0 if narrow else canvas.across(beside([name for name, _bars in lines]) + 0.5)
    full = 100 - start - canvas.across(0.1 if above else longest + 1)
    top = canvas.key() if len(words.values) > 1 else 0.0
    began = top
    for name, bars in lines:
        top = _line(canvas, name, bars, top=top, place=(start, full), wells=(whole, above))
    if not narrow:
        canvas.line((start, began), (start, top - AFTER + 0.2))
    return canvas.finish(top)


def beside(names: Sequence[str]) -> float:
    """How much room names take on their left of a wide chart, in em: longer ones go on to a second line."""
    return min(BESIDE, max(length(name) for name in names))


def _line(
    canvas: Canvas, name: str, bars: Sequence[Bar], *, top: float, place: tuple[float, float], wells: tuple[bool, bool]
) -> float:
    """One name with its bars. Returns where the next one begins."""
    (start, full), (whole, above) = place, wells
    texts = lines_of(name, NARROW if canvas.narrow else BESIDE)
    for at, text in enumerate(texts):
        canvas.word(text, 0, top + at * LINE + 0.9, look="name")
    high = len(texts) * LINE
    y = first = top + high if canvas.narrow else top
    for bar in bars:
        if above:
            canvas.word(bar.text, start + full, y + 0.9, anchor="end")
            y += LINE
        if whole:
            canvas.whole(start, y, wide=full, high=BAR)
        canvas.mark(bar.series, start, y, wide=bar.share * full, high=BAR)
        if not above:
            canvas.word(bar.text, start + (full if whole else bar.share * full), y + 0.9, gap=0.4)
        y += BAR + APART
    if canvas.narrow:
        canvas.line((start, first), (start, y - APART))
    return max(y - APART, top + high) + AFTER
