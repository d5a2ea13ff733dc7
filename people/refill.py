"""A page's form filled again with what was typed before: values are put into the page's own HTML, nothing is saved."""

import copy
import re
from collections import defaultdict

from bs4 import BeautifulSoup, Tag

Pair = tuple[str, str]
POST = re.compile("^post$", re.IGNORECASE)
BUTTONS, TICKS, NEVER = {"submit", "button", "image", "reset"}, {"checkbox", "radio"}, {"file", "password"}


def refill(*, page: str, address: str, typed: list[Pair], notice: str = "", along: Pair | None = None) -> str | None:
    """The page with its form filled and a notice above it. None where something that was typed has no place in it.

    ``address`` is the page's own: the form is the one that is sent there. ``along`` is sent with it, unseen.
    """
    path = address.partition("?")[0]
    soup = BeautifulSoup(page, "html.parser")
    for form in soup.find_all("form", method=POST):
        filled = copy.copy(form)
        if str(form.get("action") or path).partition("?")[0] != path or not _fill(filled, typed):
            continue
        if along is not None:
            filled.append(soup.new_tag("input", attrs={"type": "hidden", "name": along[0], "value": along[1]}))
        form.replace_with(filled)
        filled.insert_before(*BeautifulSoup(notice, "html.parser").contents)
        return soup.decode(formatter="html5")
    return None


def _fill(form: Tag, typed: list[Pair]) -> bool:
    """Whether every text found its place; each is taken once, in the order of the controls."""
    left: dict[str, list[str]] = defaultdict(list)
    for name, text in typed:
        left[name].append(text)
    for control in form.find_all(["input", "textarea", "select", "button"], attrs={"name": True}):
        if control["name"] != "csrfmiddlewaretoken":
            _fill_one(control, left[str(control["name"])])
    return not any(text for texts in left.values() for text in texts)


def _fill_one(control: Tag, left: list[str]) -> None:
    kind = str(control.get("type") or "text").lower() if control.name == "input" else control.name
    if kind in BUTTONS:
        _take(left, control.get("value", ""))  # the one that was pressed
    elif kind in TICKS:
        _choose(control, "checked", left, control.get("value", "on"))
    elif kind == "select":
        for option in control.find_all("option"):
            _choose(option, "selected", left, option.get("value", option.get_text()))
    elif left and kind == "textarea":
        control.string = "\n" + left.pop(0)  # a browser drops the first line break
    elif left and kind not in NEVER:
        control["value"] = left.pop(0)


def _choose(control: Tag, how: str, left: list[str], value: object) -> None:
    if _take(left, value):
        control[how] = ""
    else:
        control.attrs.pop(how, None)


def _take(left: list[str], value: object) -> bool:
    if value in left:
        left.remove(str(value))
        return True
    return False
