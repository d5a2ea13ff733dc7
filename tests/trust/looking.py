"""What a machine looks at in an open page: one load of it, every check."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.trust.place import Place
from tests.trust.sniffer import sniff
from tests.trust.walker import Walker

PHONE, SCREEN = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
BETWEEN = {"width": 768, "height": 1024}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,  # it would put our stylesheets into the page once more, which the page's policy refuses
}
# Only colours are different in the dark.
COLOURS = RULES | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
BOTH = {"light": RULES, "dark": COLOURS}
WIDTHS = ((PHONE, BOTH), (BETWEEN, {"light": RULES}), (SCREEN, BOTH))
AXE = """options => axe.run(document, options).then(found => found.violations.map(
    each => `${each.id}: ${each.nodes.map(node => node.target.join(" ")).join(" | ")}`))"""
MOST_STOPS = 400

Found = dict[str, list[str]]


@cache
def probes() -> str:
    """Our questions and axe, to be put into a page."""
    return Path(__file__).with_name("probes.js").read_text(encoding="utf-8") + "\n" + Axe().axe_script


def ask(page: Page, question: str) -> list[str]:
    """The answer to one of probes.js."""
    return page.evaluate(f"probe.{question}()")


def look(walker: Walker, place: Place) -> Found:
    """Everything that a machine finds wrong with a place, by the name of the check."""
    page = walker.go(place)
    page.evaluate(probes())
    found: Found = {}
    for name, check in (CHECKS if place.ours else OTHERS_CHECKS).items():
        found[name] = check(page)
    found["silent"] = walker.complaints(place)
    return found


def basics(page: Page) -> list[str]:
    """One main part, one first heading, a language, a title, a way past the head."""
    page.set_viewport_size(PHONE)
    return ask(page, "basics")


def axe(page: Page) -> list[str]:
    """WCAG 2.2 A and AA as axe sees them, on a phone, between and on a screen, and the colours in the dark."""
    found = []
    for size, schemes in WIDTHS:
        page.set_viewport_size(size)
        for scheme, rules in schemes.items():
            page.emulate_media(color_scheme=scheme)
            found += [f"{size['width']} {scheme}: {each}" for each in page.evaluate(AXE, rules)]
    page.emulate_media(color_scheme="light")
    return found


def axe_on_a_screen(page: Page) -> list[str]:
    """The same for pages that are drawn for a computer."""
    page.set_viewport_size(SCREEN)
    return page.evaluate(AXE, RULES)


def reflow(page: Page) -> list[str]:
    """No scrolling sideways and no cut text, at 400 % and between."""
    found = []
    for size in (SCREEN, BETWEEN, PHONE):
        page.set_viewport_size(size)
        found += [f"{size['width']}: {each}" for each in ask(page, "sideways") + ask(page, "cut")]
    return found


def spacing(page: Page) -> list[str]:
    """The same with the distances between lines, words and letters that WCAG 1.4.12 names."""
    page.evaluate("probe.spaced(true)")
    found = ask(page, "sideways") + ask(page, "cut")
    page.evaluate("probe.spaced(false)")
    return found


def targets(page: Page) -> list[str]:
    """Nothing to press under 24 px that is not 24 px away from its neighbours."""
    return ask(page, "targets")


def forced(page: Page) -> list[str]:
    """With colours that somebody else chose, what is pressed or filled in has an edge."""
    page.emulate_media(forced_colors="active")
    found = ask(page, "edges") + ask(page, "sideways")
    page.emulate_media(forced_colors="none")
    return found


def motion(page: Page) -> list[str]:
    """Nothing moves, or would on a touch, for those who asked for that."""
    return ask(page, "moving")


def keyboard(page: Page) -> list[str]:
    """Tab from the first to the last: in order, none left out, no trap, each one seen, ringed and uncovered."""
    page.evaluate("probe.start()")
    found: list[str] = []
    for _stop in range(MOST_STOPS):
        page.keyboard.down("Tab")  # held, as a press would be half as quick; whoever walks lets it go
        faults = page.evaluate("probe.stop()")
        if faults is None:
            return found + ask(page, "missed")
        found += faults
        if len(found) > 8:
            return [*found, "and so on"]
    return [*found, f"no end after {MOST_STOPS} stops"]


def skip_link(page: Page) -> list[str]:
    """The skip link leads to the main part."""
    link = page.locator(".skip-link")
    if link.count() == 0:
        return []
    link.focus()
    page.keyboard.press("Enter")
    return [] if page.evaluate("document.activeElement.id") == "main" else ["the skip link does not lead to main"]


def on_a_phone(page: Page) -> list[str]:
    """Keys, at 320 × 640, where a head that stays would cover most."""
    found = keyboard(page)
    page.keyboard.up("Tab")
    return found + skip_link(page)


CHECKS: dict[str, Callable[[Page], list[str]]] = {
    "basics": basics,
    "axe": axe,
    "sniffer": sniff,
    "reflow": reflow,
    "spacing": spacing,
    "targets": targets,
    "forced": forced,
    "motion": motion,
    "keyboard": on_a_phone,
}
OTHERS_CHECKS: dict[str, Callable[[Page], list[str]]] = {"axe": axe_on_a_screen}
