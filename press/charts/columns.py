"""A column for each month."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.safestring import SafeString

from press.charts.drawing import WIDE, Canvas, Chart, Count, Row, Words, check_series, length, size, written
from press.charts.lines import LINE, Bar, Line, lying_bars

MOST_STANDING = 12
PLOT = 11.0  # em that the tallest column has
Month = tuple[date, Sequence[Count]]


def columns_by_month(counts: Sequence[Month], words: Words) -> Chart:
    """One column for each month and series, oldest first, on one zero line, with its number above it.

    Where columns would be narrower than their numbers, and on a phone, they lie: one line for each month. Raises
    ValueError for months that are not in order, a count below nought, and no or more than four series.
    """
    check_series(words)
    months = [month for month, _counts in counts]
    values = [value for _month, each in counts for value in each]
    if any(later <= earlier for earlier, later in pairwise(months)) or any(size(value) < 0 for value in values):
        raise ValueError("A chart takes months in order, each with a count of nought or more.")
    rows = [
        Row(date_format(month, "F Y"), [(name, written(n)) for name, n in zip(words.values, each, strict=True)])
        for month, each in counts
    ]
    drawn = Chart(words.key, words.title, words.sentence, words.heading, rows)
    if sum(value != 0 for value in values) < 2:
        return drawn
    top = max(size(value) for value in values) or 1
    lines: list[Line] = [
        (date_format(month, "F Y"), [Bar(at, size(value) / top, written(value)) for at, value in enumerate(each)])
        for month, each in counts
    ]
    room = WIDE / (len(counts) if len(words.values) == 1 else len(values) + len(counts) * 0.4)
    crowded = (
        len(counts) > MOST_STANDING
        or max(length(word) for value in values for word in written(value).split(" ")) > room
    )

    def draw(narrow: bool) -> SafeString:
        if narrow or crowded:
            return lying_bars(words, lines, whole=False, narrow=narrow)
        return _standing(words, counts, top)

    return drawn.with_pictures(draw)


def _standing(words: Words, counts: Sequence[Month], top: float) -> SafeString:
    canvas = Canvas(words, width=WIDE)
    ceiling = (canvas.key() if len(words.values) > 1 else 0.0) + 1.5
    floor = ceiling + PLOT
    step = 100 / len(counts)
    for at, (month, values) in enumerate(counts):
        wide = step / (len(values) + 0.4)
        for series, value in enumerate(values):
            x = at * step + wide * (0.2 + series)
            high = size(value) / top * PLOT
            canvas.mark(series, x, floor - high, wide=wide, high=high)
            texts = written(value).split(" ")
            for up, text in zip(range(len(texts) - 1, -1, -1), texts, strict=True):
                canvas.word(text, x + wide / 2, floor - high - 0.45 - up * LINE, anchor="middle")
        middle = (at + 0.5) * step
        canvas.word(date_format(month, "M"), middle, floor + 1.4, look="name", anchor="middle")
        if at == 0 or month.month == 1:
            canvas.word(date_format(month, "Y"), middle, floor + 2.6, look="name", anchor="middle")
    canvas.line((0, floor), (100, floor))
    return canvas.finish(floor + 3)
