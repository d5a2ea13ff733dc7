"""The colours of tokens.css with their contrast, as the style guide shows them: read, never typed again."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from press.colours import contrast

TOKENS = Path(__file__).parent / "static/academy/css/tokens.css"
LIGHT = r":root \{(.*?)\n  \}"
DARK = r':root\[data-theme="dark"\] \{(.*?)\n  \}'
GROUNDS = ("page", "card", "sunk")


@dataclass(frozen=True)
class Colour:
    """A token: what it is in light and in dark, and its contrast on page and on card where it is no ground."""

    name: str
    light: str
    dark: str
    light_ratios: str
    dark_ratios: str


def table(pattern: str) -> dict[str, str]:
    """The colours of one theme, by name."""
    found = re.search(pattern, TOKENS.read_text(encoding="utf-8"), re.DOTALL)
    return dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", found[1])) if found else {}


def _ratios(name: str, theme: dict[str, str]) -> str:
    if name in GROUNDS:
        return ""
    if name.endswith("-tint"):
        word = "honey-ink" if name == "honey-tint" else name.removesuffix("-tint")
        return f"{contrast(theme[word], theme[name]):.1f}"
    return " / ".join(f"{contrast(theme[name], theme[ground]):.1f}" for ground in ("page", "card"))


@cache
def colours() -> list[Colour]:
    """Every colour that has a name of its own in tokens.css, in its order."""
    light, dark = table(LIGHT), table(DARK)
    names = [name for name in light if not name.startswith(("on-", "ring", "strand-"))]
    return [Colour(name, light[name], dark[name], *(_ratios(name, theme) for theme in (light, dark))) for name in names]
