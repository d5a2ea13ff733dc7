"""Two dots on a line: before and after, of the same people."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from press.charts.drawing import NARROW, WIDE, Canvas, Chart, Row, Words, check_series, length, lines_of, written
from press.charts.lines import AFTER, BESIDE, LINE, MOST_NAMES, beside

GAP = 1.0  # em from the middle of a dot to its value


@dataclass(frozen=True, slots=True)
class Pair:
    """What was asked, the mean before and after, and how many people answered both times. Nobody else counts."""

    name: str
    before: Decimal | int
    after: Decimal | int
    people: int


def before_and_after(pairs: Sequence[Pair], words: Words, *, most: int) -> Chart:
    """One line for each question, from nought to the most that can be answered.

    The words name two series: before, then after. The table has both, and how many answered. Raises ValueError for
    other than two series, for more than twenty lines, and for a value outside the scale.
    """
    check_series(words)
    if len(words.values) != 2 or len(pairs) > MOST_NAMES:
        raise ValueError(f"Before and after are two series of at most {MOST_NAMES} lines.")
    if any(not 0 <= value <= most for pair in pairs for value in (pair.before, pair.after)):
        raise ValueError("A value lies between nought and the most that can be answered.")
    rows = [
        Row(
            pair.name,
            [
                *zip(words.values, (written(pair.before), written(pair.after)), strict=True),
                (_("People who answered both times"), written(pair.people)),
            ],
        )
        for pair in pairs
    ]
    drawn = Chart(words.key, words.title, words.sentence, words.heading, rows)
    if not pairs:
        return drawn
    return drawn.with_pictures(lambda narrow: _draw(words, pairs, most, narrow=narrow))


def _draw(words: Words, pairs: Sequence[Pair], most: int, *, narrow: bool) -> SafeString:
    canvas = Canvas(words, width=NARROW if narrow else WIDE)
    widest = length(written(Decimal(most))) + 1.2
    start = canvas.across((0 if narrow else beside([pair.name for pair in pairs])) + widest)
    full = 100 - start - canvas.across(widest)
    top = began = canvas.key(dots=True)
    if not narrow:
        bottom = began + sum(_height(pair, narrow=narrow) for pair in pairs)
        canvas.line((start, began), (start, bottom - 0.2))
    for pair in pairs:
        texts = lines_of(pair.name, NARROW if narrow else BESIDE)
        for at, text in enumerate(texts):
            canvas.word(text, 0, top + at * LINE + 0.9, look="name")
        high = len(texts) * LINE
        _dots(canvas, pair, y=top + (high + 0.85 if narrow else 0.55), scale=(start, full), most=most)
        top += _height(pair, narrow=narrow)
    canvas.word(written(0), start, top + 0.9, anchor="middle")
    canvas.word(written(most), start + full, top + 0.9, anchor="middle")
    return canvas.finish(top + 1.5)


def _height(pair: Pair, *, narrow: bool) -> float:
    lines = len(lines_of(pair.name, NARROW if narrow else BESIDE))
    return lines * LINE + AFTER + (LINE + 0.3 if narrow else 0)


def _dots(canvas: Canvas, pair: Pair, *, y: float, scale: tuple[float, float], most: int) -> None:
    """The two dots, what joins them, and each one's value on its outer side. Two that are equal lie in each other."""
    start, full = scale
    before, after = (start + float(value) / most * full for value in (pair.before, pair.after))
    first, last = sorted((before, after))
    smaller, larger = sorted((pair.before, pair.after))
    if canvas.narrow:
        canvas.line((start, y - 0.7), (start, y + 0.7))
    # The scale, with room for the values.
    for left, right in (
        (start, first - canvas.across(GAP + (length(written(smaller)) if smaller != larger else 0))),
        (last + canvas.across(GAP + length(written(larger))), start + full),
    ):
        if left < right:
            canvas.line((left, y), (right, y), look="rail")
    canvas.line((before, y), (after, y), look="between")
    canvas.dot(0, before, y, radius=0.7)
    canvas.dot(1, after, y, radius=0.5)
    if smaller != larger:
        canvas.word(written(smaller), first, y + 0.35, anchor="end", gap=-GAP)
    canvas.word(written(larger), last, y + 0.35, gap=GAP)
