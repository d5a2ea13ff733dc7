"""Every page of places.py, looked at by a machine: WCAG 2.2 A and AA as axe sees them, in two widths and colours.

Then every form of ours, sent empty: it says so in the title and in a summary that has the focus, and keeps what was
typed. Automation finds a third to a half of what is wrong; the rest is for people.
"""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.acting import sign_in
from tests.trust.places import PEOPLE, Place, prepare

pytestmark = pytest.mark.flow

WIDTHS = (320, 1280)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
AXE = """options => axe.run(document, options).then(found => found.violations.map(
    each => `${each.id}: ${each.nodes.map(node => node.target.join(" ")).join(" | ")}`))"""
BASICS = """() => ({
    h1: document.querySelectorAll("h1").length,
    lang: document.documentElement.lang,
    title: document.title.trim() !== "",
    first: document.querySelector("a[href], button, input, summary")?.matches(".skip-link") ?? false,
    mains: document.querySelectorAll("main").length,
})"""
SOUND = {"h1": 1, "lang": "en-gb", "title": True, "first": True, "mains": 1}
SIDEWAYS = """() => document.documentElement.scrollWidth > innerWidth && [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map(each => each.outerHTML.slice(0, 120)).join(" | ")"""
# Pages on the editors' side have Wagtail's frame and are drawn for a computer.
OTHERS = "cms "
PLACES = 90
FORMS = {
    "sign in",
    "return code",
    "password forgotten",
    "join",
    "join, newcomer",
    "check",
    "new cohort",
    "new export",
    "new entry",
}


class Walker:
    """One person's browser: goes to places, hears every complaint and every request."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context, self.url = context, url
        self.heard: list[str] = []
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.heard.append(str(error)))
        self.page.on("console", lambda line: line.type == "error" and self.heard.append(line.text))
        self.page.on("request", lambda request: self.heard.append(request.url))

    def come_in(self, name: str) -> None:
        """As this person, with the password, unless nobody in particular."""
        if name != "visitor":
            sign_in(self.page, f"{name}@northbridge.example")

    def go(self, place: Place) -> Page:
        """The page in its state."""
        self.heard.clear()
        answer = self.page.goto(place.address)
        assert answer is not None
        assert answer.status == place.status, f"{place}: {answer.status}"
        assert self.page.url.startswith(self.url), f"{place}: {self.page.url}"
        if place.act:
            place.act(self.page)
            self.page.wait_for_load_state()
        return self.page

    def complaints(self, place: Place) -> list[str]:
        """What the browser complained of, and what it asked of others; a page that is not there is no fault."""
        inside = (self.url, "data:", "blob:")
        said = [line for line in self.heard if not line.startswith(inside)]
        return [line for line in said if not (place.status >= 400 and f"status of {place.status}" in line)]


@pytest.fixture
def walker(site, browser) -> Callable[..., Walker]:
    """Opens a browser for one more person: ``walker("hr", scripts=False)``."""
    prepare()

    def open_browser(name: str, **options: Any) -> Walker:
        context = browser.new_context(base_url=site.url, locale="en-GB", reduced_motion="reduce", **options)
        context.set_default_timeout(20_000)
        found = Walker(context, site.url)
        found.come_in(name)
        return found

    return open_browser


def faults(walker: Walker, place: Place) -> list[str]:
    """Everything that a machine finds wrong with a page, narrow and wide, light and dark."""
    page, found = walker.go(place), []
    ours = not place.name.startswith(OTHERS)
    if ours and (basics := page.evaluate(BASICS)) != SOUND:
        found.append(str(basics))
    page.evaluate(Axe().axe_script)
    for width in WIDTHS if ours else WIDTHS[1:]:
        page.set_viewport_size({"width": width, "height": 800})
        if across := page.evaluate(SIDEWAYS):
            found.append(f"{width}: wider than the screen: {across}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {each}" for each in page.evaluate(AXE, RULES)]
        page.emulate_media(color_scheme="light")
    if ours:
        page.locator(".skip-link").focus()
        page.keyboard.press("Enter")
        if page.evaluate("document.activeElement.id") != "main":
            found.append("the skip link does not lead to main")
    return found + walker.complaints(place)


def test_every_page_is_free_of_faults_that_a_machine_finds(walker):
    wrong: dict[str, list[str]] = {}
    seen: list[str] = []
    for name, places in PEOPLE.items():
        walking = walker(name)
        for place in places():
            seen.append(place.name)
            if found := faults(walking, place):
                wrong[f"{name}: {place.name}"] = found
    assert not wrong, "\n".join(f"{place}: {found}" for place, found in wrong.items())
    assert len(seen) == len(set(seen)) >= PLACES


# --- Forms ----------------------------------------------------------------------------------------------------------
REQUIRED = "main form[method=post]:has([required]:not([type=hidden]), [aria-required=true])"
TEXTS = "input[type=text], input[type=email], input:not([type]), textarea"
TYPED = "typed@example.org"
CLEAR = """form => {
    for (const each of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
        if (["checkbox", "radio"].includes(each.type)) each.checked = false;
        else each.value = "";
    }
}"""


def test_every_form_sent_empty_says_so_with_focus_and_keeps_what_was_typed(walker):
    met: set[str] = set()
    wrong: dict[str, list[str]] = {}
    for scripts in (True, False):
        for name in [each for each in PEOPLE if each != "admin"]:
            walking = walker(name, java_script_enabled=scripts)
            for place in PEOPLE[name]():
                if not scripts and place.name not in met:
                    continue
                count = walking.go(place).locator(REQUIRED).count()
                for number in range(count):
                    met.add(place.name)
                    if found := sent_empty(walking, place, number):
                        wrong[f"{place.name}, scripts {'on' if scripts else 'off'}"] = found
    assert not wrong, "\n".join(f"{place}: {found}" for place, found in wrong.items())
    assert met >= FORMS, met


def sent_empty(walker: Walker, place: Place, number: int) -> list[str]:
    """What is wrong with the answer to the form of that number in a place, sent with nothing that it asks for."""
    page = walker.page if number == 0 else walker.go(place)
    form = page.locator(REQUIRED).nth(number)
    form.evaluate(CLEAR)
    typed = []
    for box in form.locator(TEXTS).all():
        if box.get_attribute("required") is None and box.is_visible() and box.is_editable():
            typed.append(box.get_attribute("name"))
            box.fill(TYPED)
    send(page, form)
    found = [] if page.title().startswith("Error:") else [f"title {page.title()!r}"]
    lost = [name for name in typed if page.locator(f"main [name='{name}']").first.input_value() != TYPED]
    found += [f"{name} was not kept" for name in lost]
    said = [line for line in walker.complaints(place) if "status of 4" not in line]
    return [*found, *summary_faults(page), *said]


def summary_faults(page: Page) -> list[str]:
    """What is wrong with the error summary: there is one, it has the focus, each of its links leads to a field."""
    summary = page.locator(".error-summary[role=alert]")
    if summary.count() != 1:
        return ["no summary"]
    found = [] if summary.evaluate("each => each === document.activeElement") else ["the summary has no focus"]
    links = summary.locator("a[href^='#']").all()
    for link in links:
        link.click()
        target = str(link.get_attribute("href")).removeprefix("#")
        if page.evaluate("document.activeElement.id") != target:
            found.append(f"{link.inner_text()!r} does not focus #{target}")
    return found if links else [*found, "no link in the summary"]


def send(page: Page, form: Any) -> None:
    """By its own button."""
    form.evaluate("each => { each.noValidate = true; }")
    with page.expect_navigation():
        form.locator("button:not([type=button]):visible").first.click()
