"""A language that nobody speaks: every sentence of ours in brackets, with accents. What has none is not translated."""

import json
import re
import subprocess
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from tests.language.catalogue import SOURCE, Entry

OPEN, CLOSE = "⟦", "⟧"
ACCENTS = str.maketrans("aeiouAEIOU", "àéîõûÀÉÎÕÛ")
# What a translator must leave as it is: places for values, tags, entities, addresses.
LEFT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{[\w.]*\}|<[^>]+>|&#?\w+;|https?://\S+)")
# One column of text at a time: a sentence never reaches over one of these.
BLOCKS = {
    *("p", "div", "section", "main", "header", "footer", "nav", "form", "fieldset", "ul", "ol", "li", "dl", "dt", "dd"),
    *("h1", "h2", "h3", "h4", "table", "caption", "tr", "th", "td", "title", "label", "legend", "button", "option"),
    *("summary", "details", "figure", "figcaption", "article", "aside", "output", "desc", "text", "blockquote"),
}
SPOKEN = {"title", "aria-label", "aria-description", "alt", "placeholder", "data-sending", "summary", "aria-valuetext"}
SILENT = {"script", "style", "template"}


def say(text: str) -> str:
    """The sentence as the language that nobody speaks has it."""
    parts = LEFT.split(text)
    lead, tail = text[: len(text) - len(text.lstrip("\n"))], text[len(text.rstrip("\n")) :]
    spoken = "".join(part if number % 2 else part.translate(ACCENTS) for number, part in enumerate(parts)).strip("\n")
    return f"{lead}{OPEN}{spoken}{CLOSE}{tail}"


def build(found: Iterable[Entry], folder: Path) -> Path:
    """A locale folder in which the source's own language says everything in brackets."""
    place = folder / SOURCE / "LC_MESSAGES"
    place.mkdir(parents=True)
    facts = ("Content-Type: text/plain; charset=UTF-8\\n", "Plural-Forms: nplurals=2; plural=(n != 1);\\n")
    head = "\n".join(['msgid ""', 'msgstr ""', *(f'"{fact}"' for fact in facts), ""])
    (place / "django.po").write_text("\n".join([head, *map(_lines, found)]), encoding="utf-8")
    subprocess.run(["msgfmt", "-o", place / "django.mo", place / "django.po"], check=True)
    return folder


def _lines(entry: Entry) -> str:
    said = {name: entry.parts[name] for name in ("msgctxt", "msgid", "msgid_plural") if name in entry.parts}
    if "msgid_plural" in said:
        said |= {"msgstr[0]": say(said["msgid"]), "msgstr[1]": say(said["msgid_plural"])}
    else:
        said["msgstr"] = say(said["msgid"])
    return "".join(f"{name} {json.dumps(text, ensure_ascii=False)}\n" for name, text in said.items())


class Listener(HTMLParser):
    """What a page says outside the brackets: in its text, and in what a screen reader says of its parts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.unsaid: list[str] = []
        self.column = ""
        self.silent = 0
        self.feed(html)
        self._end_of_column()

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self._end_of_column()
        elif tag == "br":
            self.column += " "
        facts = {name: value or "" for name, value in attrs}
        spoken = [facts[name] for name in SPOKEN if name in facts]
        if tag == "input" and facts.get("type") in {"submit", "button", "reset"}:
            spoken.append(facts.get("value", ""))
        if tag == "meta" and facts.get("name", facts.get("property", "")).endswith(("description", "title")):
            spoken.append(facts.get("content", ""))
        self.unsaid += [left for text in spoken if (left := outside(text))]

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        if tag in BLOCKS:
            self._end_of_column()

    def handle_data(self, data):
        if not self.silent:
            self.column += data

    def _end_of_column(self):
        if left := outside(self.column):
            self.unsaid.append(left)
        self.column = ""


def outside(text: str) -> str:
    """What stands outside the brackets, where there are letters in it."""
    left, depth = [], 0
    for sign in text:
        depth += sign == OPEN
        left.append(sign if depth == 0 else " " if sign == CLOSE else "")
        depth = max(0, depth - (sign == CLOSE))
    plain = " ".join("".join(left).split())
    return plain if re.search(r"[^\W\d_]", plain) else ""
