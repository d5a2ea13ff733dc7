"""Words of the glossary in a text: explained where each stands first on a page. Pure: terms and text in, text out."""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString

TAG = re.compile(r"""(<(?:"[^"]*"|'[^']*'|[^'">])*>)""")
# A button has no place in a link, and a heading is not the place to stop at a word.
LEFT_ALONE = re.compile(r"<(/?)(?:a|h\d|button)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Term:
    """One word, what it means, and how else it is written."""

    key: int
    word: str
    meaning: str
    forms: tuple[str, ...] = ()


class Finder:
    """Terms ready to be looked for. The longest form wins: "practice log" before "log"."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {_key(form): term for term in terms for form in (*term.forms, term.word)}
        longest_first = sorted(self._terms, key=len, reverse=True)
        forms = "|".join(_as_written(form) for form in longest_first)
        self._pattern = re.compile(rf"(?<![\w&-])(?:{forms})(?![\w-])", re.IGNORECASE) if forms else None

    def sub(self, explain: Callable[[Term, str], str], text: str) -> str:
        """The text (markup or plain) with each word of the glossary as ``explain`` says it."""
        if self._pattern is None:
            return text

        def said(found: re.Match[str]) -> str:
            term = self._term(found[0])
            return found[0] if term is None else explain(term, found[0])

        return self._pattern.sub(said, text)

    def found_in(self, text: str) -> set[int]:
        """The keys of the terms that stand in this text."""
        found = self._pattern.findall(text) if self._pattern else []
        return {term.key for written in found if (term := self._term(written))}

    def _term(self, written: str) -> Term | None:
        """The term, whichever of its forms this is. None for letters that are one in small and another in large."""
        form = _key(written)
        endings = (form, form.removesuffix("s"), form.removesuffix("es"))
        return next((self._terms[ending] for ending in endings if ending in self._terms), None)


def _key(form: str) -> str:
    """One way to write a form, however it is typed."""
    return " ".join(html.unescape(form).replace("’", "'").casefold().split())


def _as_written(form: str) -> str:
    """How a form may stand in a text: with another space, another apostrophe, escaped, and an s at its end."""
    escaped = re.escape(html.escape(form, quote=False))
    spaced = escaped.replace(r"\ ", r"(?:\s|&nbsp;)+")
    return spaced.replace("'", "(?:'|’|&#x27;|&#39;)") + "(?:s|es)?"


class Glossary:
    """What one page explains. Each word is explained once, where it stands first; ``shown`` keeps them in order."""

    def __init__(self, read: Callable[[], Iterable[Term]]) -> None:
        self._read = read
        self.shown: list[Term] = []

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._read())

    def explain(self, source: str) -> str:
        """Rich text in which a word that was not explained yet opens what it means, without any script."""
        inside, parts = 0, []
        for part in TAG.split(source):
            if part.startswith("<"):
                alone = LEFT_ALONE.match(part)
                inside += (-1 if alone[1] else 1) if alone else 0
                parts.append(part)
            else:
                parts.append(part if inside else self._finder.sub(self._first, part))
        return "".join(parts)

    def _first(self, term: Term, written: str) -> str:
        if term in self.shown:
            return written
        self.shown.append(term)
        return _opens(term, written)


def _opens(term: Term, written: str) -> SafeString:
    """The word as a button of the browser's own, and beside it what it opens."""
    return format_html(
        '<button type="button" class="term" popovertarget="term-{}">{}</button>'
        '<span class="term-meaning" id="term-{}" popover><b>{}:</b> {}</span>',
        term.key,
        html.unescape(written),
        term.key,
        term.word,
        term.meaning,
    )
