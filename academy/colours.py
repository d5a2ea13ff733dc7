"""The colours of tokens.css with their contrast, as the style guide shows them: read, never typed again."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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


def luminance(colour: str) -> float:
    """WCAG's relative luminance of #RRGGBB."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


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
