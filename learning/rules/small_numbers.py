"""Small numbers: which counts may stand on a page so that nobody can be picked out, by subtraction either. Pure."""

from collections.abc import Sequence

LEAST = 5
# From so many on, all but four are still five people, so that "all but a few" tells nothing about a small group.
ENOUGH_FOR_NEARLY = 9


def is_small(count: int) -> bool:
    """One to four. Nought points at nobody."""
    return 0 < count < LEAST


def parts_told(parts: Sequence[int]) -> list[int | None]:
    """The parts of one whole that stands beside them; None where a part is not shown.

    One to four are left out. Where the whole, the other parts and this very rule would still give one away, others
    follow in their order, whatever they count: choosing the smallest would tell by itself. A nought stays as long as
    any part does.
    """
    out = [is_small(part) for part in parts]
    while any(out) and _gives_away([part for part, is_out in zip(parts, out, strict=True) if is_out]):
        shown = [at for at, part in enumerate(parts) if part and not out[at]]
        if not shown:
            return [None] * len(parts)
        out[shown[0]] = True
    if any(out) and all(is_out or not part for part, is_out in zip(parts, out, strict=True)):
        return [None] * len(parts)
    return [None if is_out else part for part, is_out in zip(parts, out, strict=True)]


def is_nearly_all(count: int, whole: int) -> bool:
    """Whether one to four are missing from a whole that is large enough to say so."""
    return whole >= ENOUGH_FOR_NEARLY and is_small(whole - count)


def _gives_away(left_out: list[int]) -> bool:
    """Whether the sum of what is left out says what each is: one alone, too few, or all ones, or all fours."""
    together, many = sum(left_out), len(left_out)
    return many == 1 or together < LEAST or together == many or together == many * (LEAST - 1)
