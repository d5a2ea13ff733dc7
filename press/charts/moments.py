"""What one person said at up to three moments: a dot for each, on a line for each question."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from press.charts.drawing import NARROW, WIDE, Canvas, Chart, Row, Words, check_series, length, lines_of, written
from press.charts.lines import AFTER, BESIDE, LINE, MOST_NAMES, beside

RADII = (0.75, 0.55, 0.38)  # em: dots at one place lie in each other, and all are seen
DASH = "–"


@dataclass(frozen=True, slots=True)
class Moments:
    """What was asked, and the answer at each moment; None where it was skipped."""

    name: str
    values: tuple[int | None, ...]


def moments_of_one(rows: Sequence[Moments], words: Words, *, most: int) -> Chart:
    """One line for each question, from nought to the most that can be answered. The words name the moments.

    The table has every value. Raises ValueError for more than three moments, for more than twenty lines, for a line
    with other moments than the words name, and for a value outside the scale.
    """
    check_series(words)
    if len(words.values) > len(RADII) or len(rows) > MOST_NAMES:
        raise ValueError(f"At most {len(RADII)} moments, and {MOST_NAMES} lines.")
    if any(len(row.values) != len(words.values) for row in rows):
        raise ValueError("Each line has one value, or none, for each moment.")
    if any(not 0 <= value <= most for row in rows for value in row.values if value is not None):
        raise ValueError("A value lies between nought and the most that can be answered.")
    table = [Row(row.name, [*zip(words.values, map(_said, row.values), strict=True)]) for row in rows]
    drawn = Chart(words.key, words.title, words.sentence, words.heading, table)
    return drawn.with_pictures(lambda narrow: _draw(words, rows, most, narrow=narrow)) if rows else drawn


def _said(value: int | None) -> str:
    return DASH if value is None else written(value)


def _draw(words: Words, rows: Sequence[Moments], most: int, *, narrow: bool) -> SafeString:
    canvas = Canvas(words, width=NARROW if narrow else WIDE)
    widest = length(written(most)) + 0.6
    start = canvas.across((0 if narrow else beside([row.name for row in rows])) + widest)
    full = 100 - start - canvas.across(widest)
    top = canvas.key(dots=True)
    for row in rows:
        texts = lines_of(row.name, NARROW if narrow else BESIDE)
        for at, text in enumerate(texts):
            canvas.word(text, 0, top + at * LINE + 0.9, look="name")
        high = len(texts) * LINE
        _dots(canvas, row, y=top + (high + 0.85 if narrow else 0.55), scale=(start, full), most=most)
        top += high + AFTER + (LINE + 0.3 if narrow else 0)
    canvas.word(written(0), start, top + 0.9, anchor="middle")
    canvas.word(written(most), start + full, top + 0.9, anchor="middle")
    return canvas.finish(top + 1.5)


def _dots(canvas: Canvas, row: Moments, *, y: float, scale: tuple[float, float], most: int) -> None:
    """The scale, what joins the first answer to the last, and a dot for each: the latest is the smallest, on top."""
    start, full = scale
    places = [None if value is None else start + value / most * full for value in row.values]
    canvas.line((start, y), (start + full, y), look="rail")
    there = [place for place in places if place is not None]
    if len(there) > 1:
        canvas.line((min(there), y), (max(there), y), look="between")
    for series, place in enumerate(places):
        if place is not None:
            canvas.dot(series, place, y, radius=RADII[series])
