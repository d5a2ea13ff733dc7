"""A bar of a whole: how many of how many, name by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from press.charts.drawing import Chart, Count, Row, Words, check_series, size, written
from press.charts.lines import MOST_NAMES, Bar, Line, lying_bars


@dataclass(frozen=True, slots=True)
class Share:
    """A name, how many of each series, and of how many. A text in place of a number is written and not drawn."""

    name: str
    done: Sequence[Count]
    total: int


def bars_of_a_whole(shares: Sequence[Share], words: Words) -> Chart:
    """One line for each name, in the order given; each bar begins at nought and ends at its share of its own whole.

    The table has a column for each series and one for the whole. Raises ValueError for more than twenty names, for no
    or more than four series, and for a part that is larger than its whole.
    """
    check_series(words)
    if len(shares) > MOST_NAMES:
        raise ValueError(f"A chart has at most {MOST_NAMES} names.")
    if any(not 0 <= size(done) <= share.total for share in shares for done in share.done):
        raise ValueError("A part is between nought and its whole.")
    rows = [Row(share.name, [*_parts(share, words), (_("Of"), written(share.total))]) for share in shares]
    drawn = Chart(words.key, words.title, words.sentence, words.heading, rows)
    if len(shares) * len(words.values) < 2:
        return drawn
    lines: list[Line] = [(share.name, _bars(share)) for share in shares]
    return drawn.with_pictures(lambda narrow: lying_bars(words, lines, whole=True, narrow=narrow))


def _parts(share: Share, words: Words) -> list[tuple[str, str]]:
    return [(name, written(done)) for name, done in zip(words.values, share.done, strict=True)]


def _bars(share: Share) -> list[Bar]:
    return [
        Bar(
            series,
            size(done) / share.total if share.total else 0.0,
            written(done)
            if isinstance(done, str)
            else _("%(done)s of %(total)s") % {"done": written(done), "total": written(share.total)},
        )
        for series, done in enumerate(share.done)
    ]
