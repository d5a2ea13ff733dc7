"""What a colour is against another, and without its hue: WCAG 2 contrast, and the grey of a printer without colour."""

import re

HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def luminance(colour: str) -> float:
    """WCAG's relative luminance of #RRGGBB."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grey(colour: str) -> str:
    """The grey that is as light as the colour."""
    linear = luminance(colour)
    shade = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return "#" + f"{round(shade * 255):02X}" * 3


def greyed(text: str) -> str:
    """A stylesheet or an SVG with the grey of each #RRGGBB in its place."""
    return HEX.sub(lambda found: grey(found[0]), text)
