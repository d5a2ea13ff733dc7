"""Numbers become a picture and, beside it, the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 24, 36
MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture for a page and the rows of its table: one (name, value) for each column drawn."""

    svg: SafeString
    rows: list[tuple[str, int]]


def columns_by_month(counts: Sequence[tuple[date, int]], *, name: str, title: str, description: str) -> Chart:
    """One column for each month, oldest first, with its number above it.

    ``name`` is a short key for the element's ids, unique on the page. Colours and letters come from the style sheet:
    ``chart``, ``chart-column``, ``chart-value``, ``chart-label``, ``chart-axis``. Raises ValueError for months that
    are not in order or a count below nought.
    """
    months = [month for month, _count in counts]
    if any(later <= earlier for earlier, later in pairwise(months)) or any(count < 0 for _month, count in counts):
        raise ValueError("A chart takes months in order, each with a count of nought or more.")
    top = max((count for _month, count in counts), default=0) or 1
    step = (WIDTH - LEFT - RIGHT) / max(len(counts), 1)
    every = -(-len(counts) // MOST_LABELS) or 1
    columns = [
        _column(count, share=count / top, x=LEFT + at * step, step=step, label=_short(month) if at % every == 0 else "")
        for at, (month, count) in enumerate(counts)
    ]
    svg = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {} {}" role="img"'
        ' aria-labelledby="{}-title {}-description"><title id="{}-title">{}</title>'
        '<desc id="{}-description">{}</desc>{}<path class="chart-axis" d="M{} {}H{}"/></svg>',
        *(WIDTH, HEIGHT, name, name, name, title, name, description),
        format_html_join("", "{}", ((column,) for column in columns)),
        *(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT),
    )
    return Chart(svg=svg, rows=[(date_format(month, "F Y"), count) for month, count in counts])


def _short(month: date) -> str:
    return date_format(month, "M y")


def _column(count: int, *, share: float, x: float, step: float, label: str) -> SafeString:
    height = round(share * (HEIGHT - TOP - BOTTOM), 1)
    floor, middle = HEIGHT - BOTTOM, round(x + step / 2, 1)
    return format_html(
        '<rect class="chart-column" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="chart-value" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="chart-label" x="{}" y="{}" text-anchor="middle">{}</text>',
        *(round(x + step * 0.15, 1), floor - height, round(step * 0.7, 1), height),
        *(middle, floor - height - 6, number_format(count, use_l10n=True, force_grouping=True)),
        *(middle, floor + 20, label),
    )
