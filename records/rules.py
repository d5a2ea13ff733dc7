"""Small numbers: what leaves HR says nothing that points at one person."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

LEAST = 5


def is_small(count: int) -> bool:
    """One to four. Nought points at nobody."""
    return 0 < count < LEAST


def hidden(counts: Sequence[int]) -> list[bool]:
    """Which parts of one whole are left out: the small ones, then the next smallest while subtraction would tell.

    Subtraction tells while one part alone is left out, or while all that are left out come to less than five.
    """
    out = [is_small(count) for count in counts]
    while any(out) and not all(out):
        left_out = [count for count, is_out in zip(counts, out, strict=True) if is_out]
        shown = [at for at, count in enumerate(counts) if count and not out[at]]
        if (len(left_out) > 1 and sum(left_out) >= LEAST) or not shown:
            break
        out[min(shown, key=lambda at: counts[at])] = True
    return out


def told(counts: Sequence[int]) -> list[int | str]:
    """The parts as paper shows them: the number, "under 5", or "not shown" where it would give another away."""
    return [count if not is_out else under_five(count) for count, is_out in zip(counts, hidden(counts), strict=True)]


def told_running(steps: Sequence[int], rest: int) -> list[int | str]:
    """Running totals of the steps, as paper shows them: no two that differ by a part that is left out.

    ``rest`` is what the whole has beyond the last step.
    """
    out = hidden([*steps, rest])
    totals = [sum(steps[: at + 1]) for at in range(len(steps))]
    return [under_five(total) if any(out[: at + 1]) else total for at, total in enumerate(totals)]


def under_five(count: int) -> str:
    """What stands in place of a count that is left out."""
    return _("under 5") if count < LEAST else _("not shown")
