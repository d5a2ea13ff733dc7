"""The table of the walk: pages × checks. `make a11y` prints it; it is kept as .test/a11y.txt."""

from collections.abc import Sequence

from tests.databases import KEPT

FILE = KEPT / "a11y.txt"


def table(found: dict[str, dict[str, list[str]]], checks: Sequence[str], *, pages: int, seconds: float) -> str:
    """A line for each state: ok, the number of faults, or nothing where a check does not apply; then what they are."""
    width = max(map(len, found), default=0) + 2
    lines = ["".join([" " * width, *(f"{check:>10}" for check in checks)])]
    for name, row in found.items():
        cells = ("" if check not in row else len(row[check]) or "ok" for check in checks)
        lines.append("".join([f"{name:<{width}}", *(f"{cell:>10}" for cell in cells)]))
    wrong = faults(found)
    done = sum(len(row) for row in found.values())
    summary = f"{pages} pages in {len(found)} states, {done} checks: {len(wrong)} violations, in {seconds:.0f} s"
    return "\n".join([*lines, "", *wrong, *([""] if wrong else []), summary, ""])


def faults(found: dict[str, dict[str, list[str]]]) -> list[str]:
    """Every fault, a line each."""
    return [f"{name}, {check}: {fault}" for name, row in found.items() for check, all_ in row.items() for fault in all_]


def keep(text: str) -> None:
    """For whoever wants to see it after the run."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text, encoding="utf-8")
