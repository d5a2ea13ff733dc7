"""Every form sent empty: it says so in the title and in a summary that has the focus, and keeps what was typed."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.servers import wait_until
from tests.trust.place import Place
from tests.trust.walker import Walker

REQUIRED = "main form[method=post]:has([required]:not([type=hidden]), [aria-required=true])"
TEXTS = "input[type=text], input[type=email], input:not([type]), textarea"
TYPED = "typed@example.org"
CLEAR = """form => {
    for (const each of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
        if (["checkbox", "radio"].includes(each.type)) each.checked = false;
        else each.value = "";
    }
}"""
# At least these places must have such a form.
FORMS = {
    *("sign in", "return code", "password forgotten", "join", "join, newcomer", "check"),
    *("new cohort", "new export", "new entry"),
}


def with_required_fields(page: Page) -> int:
    """How many forms of the page ask for something."""
    return page.locator(REQUIRED).count()


def sent_empty(walker: Walker, place: Place, number: int) -> list[str]:
    """What is wrong with the answer to the form of that number in a place, sent with nothing that it asks for."""
    page = walker.page if number == 0 else walker.go(place)
    form = page.locator(REQUIRED).nth(number)
    form.evaluate("each => { const fold = each.closest('details'); if (fold) fold.open = true; }")
    form.evaluate(CLEAR)
    typed = []
    for box in form.locator(TEXTS).all():
        if box.get_attribute("required") is None and box.is_visible() and box.is_editable():
            typed.append(box.get_attribute("name"))
            box.fill(TYPED)
    send(page, form)
    found = [] if page.title().startswith("Error:") else [f"title {page.title()!r}"]
    boxes = {name: page.locator(f"main [name='{name}']").first for name in typed}
    lost = [
        name for name, box in boxes.items() if box.input_value() != TYPED[: int(box.get_attribute("maxlength") or 99)]
    ]
    found += [f"{name} was not kept" for name in lost]
    said = [line for line in walker.complaints(place) if "status of 4" not in line]
    return [*found, *summary_faults(page), *said]


def summary_faults(page: Page) -> list[str]:
    """What is wrong with the error summary: there is one, it has the focus, each of its links leads to a field."""
    summary = page.locator(".error-summary[role=alert]")
    if summary.count() != 1:
        return ["no summary"]
    found = [] if comes_into_focus(page, summary) else ["the summary has no focus"]
    links = summary.locator("a[href^='#']").all()
    for link in links:
        link.click()
        target = str(link.get_attribute("href")).removeprefix("#")
        if page.evaluate("document.activeElement.id") != target:
            found.append(f"{link.inner_text()!r} does not focus #{target}")
    return found if links else [*found, "no link in the summary"]


def comes_into_focus(page: Page, summary: Locator) -> bool:
    """The browser gives the focus with the first frame that it draws."""
    try:
        wait_until(lambda: summary.evaluate("each => each === document.activeElement"), "the focus", seconds=2)
    except AssertionError:
        return False
    return True


def send(page: Page, form: Any) -> None:
    """By its own button."""
    form.evaluate("each => { each.noValidate = true; }")
    with page.expect_event("load"):  # of another document; a script may change the address before
        form.locator("button:not([type=button]):visible").first.click()
