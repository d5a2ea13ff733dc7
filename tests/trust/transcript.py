"""What a screen reader has to say of a page: Chromium's own accessibility tree, a line for each thing, in order."""

import re
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

Node = dict[str, Any]

# Boxes that group things without being said, and pieces of a line.
UNSAID = {"none", "generic", "InlineTextBox", "LineBreak", "Iframe", "ListMarker", "LabelText", "Legend", "Pre"}
# What is inside these was said with their name.
NAMED_FROM_INSIDE = {
    *("heading", "link", "button", "radio", "checkbox", "radiogroup", "group", "option", "DisclosureTriangle"),
    *("cell", "gridcell", "columnheader", "rowheader", "table", "Figcaption", "term"),
}
CONTROLS = {
    "textbox",
    "searchbox",
    "radio",
    "checkbox",
    "combobox",
    "listbox",
    "spinbutton",
    "Date",
    "DateTime",
    "InputTime",
}
STATES = (
    "level",
    "checked",
    "selected",
    "pressed",
    "expanded",
    "required",
    "invalid",
    "disabled",
    "readonly",
    "focused",
)
# What is another word or number on another day: each is written as its kind.
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
CHANGING = (
    (rf"(?:(?:{DAYS}) )?\b\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?", "{day}"),
    (rf"\b(?:{MONTHS})(?: \d{{4}})", "{month}"),
    (r"\b\d{1,2}(?:\.\d\d)?\s[ap]m\b|\b12 (?:noon|midnight)\b", "{time}"),
    (r"\bCC-\d{4}-\d+", "{cohort}"),
    (r"http://127\.0\.0\.1:\d+|127\.0\.0\.1:\d+", "{site}"),
)


def transcript(page: Page) -> str:
    """The page as it is now, from the first word to the last."""
    wire = page.context.new_cdp_session(page)
    nodes = wire.send("Accessibility.getFullAXTree")["nodes"]
    wire.detach()
    known = {node["nodeId"]: node for node in nodes}
    labels = " ".join(words(node, "name") for node in nodes if words(node, "role") in CONTROLS)
    lines = list(said(known, nodes[0], labels=labels))
    return "\n".join([*lines, ""])


def said(known: dict[str, Node], node: Node, *, labels: str, depth: int = 0, heard: str = "") -> Iterator[str]:
    """The lines of one thing and of all inside it. ``heard`` was said before: the name of what it stands in."""
    role = words(node, "role")
    line = "" if node.get("ignored") else line_of(node, heard)
    if line:
        yield "  " * depth + line
        depth += 1
    if role in NAMED_FROM_INSIDE:
        heard = words(node, "name")
    elif role == "LabelText":
        heard = labels
    for number in node.get("childIds", []):
        if number in known:
            yield from said(known, known[number], labels=labels, depth=depth, heard=heard)


def line_of(node: Node, heard: str) -> str:
    """Role, name, value, description and states; nothing for what is not said, or was said with what it stands in."""
    role, name = words(node, "role"), words(node, "name")
    if role in UNSAID:
        return ""
    if role == "StaticText":
        return "" if name in heard else name
    facts = [f'"{name}"' if name else "", *states(node)]
    value, told = words(node, "value"), words(node, "description")
    facts += [f"value {value}" if value else "", f"described as: {told}" if told else ""]
    return ", ".join(filter(None, [role, *facts]))


def states(node: Node) -> Iterator[str]:
    """The states that are said: a number with its name, a yes as a word, a no only where it may be otherwise."""
    has = {each["name"]: str(each["value"].get("value")).lower() for each in node.get("properties", [])}
    if words(node, "role") != "heading":
        has.pop("level", None)
    for name in STATES:
        value = has.get(name, "none")
        if value == "false" and name in {"checked", "expanded"}:
            yield f"not {name}"
        elif value not in {"none", "false"}:
            yield name if value == "true" else f"{name} {value}"


def words(node: Node, part: str) -> str:
    """A text of a node on one line, with what changes from day to day written as its kind."""
    text = " ".join(str(node.get(part, {}).get("value", "")).split())
    for pattern, kind in CHANGING:
        text = re.sub(pattern, kind, text)
    return text
