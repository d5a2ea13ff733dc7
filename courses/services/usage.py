"""On how many pages the words of editors' lists stand: in the newest draft of each, one query for each kind of page."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.db.models.fields.json import KeyTextTransform

from courses import gates
from courses.advice import office_words, words_in
from courses.blocks.prose import EXPLAINS
from courses.glossary import Finder
from courses.models import GlossaryTerm, JargonWord, LessonPage, LocalWord, ModulePage
from courses.reading import plain


def _drafts(model: Any = LessonPage, name: str = "body") -> Iterator[tuple[str, Any]]:
    """The language and the stored body of every lesson as it was last saved; or another field of another kind."""
    rows = model.objects.exclude(latest_revision=None).order_by()
    stored_as = KeyTextTransform(name, "latest_revision__content")
    for language, stored in rows.values_list("locale__language_code", stored_as):
        yield language, json.loads(stored or "[]")


def _explained(value: Any) -> Iterator[str]:
    """The texts in which words of the glossary open: those of text and callouts, also inside words by job."""
    if isinstance(value, gates.Stored):
        if value.block_type in EXPLAINS:
            yield value.value["text"] if isinstance(value.value, Mapping) else value.value
        else:
            yield from _explained(value.value)
    elif isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _explained(part)


def lessons_with_terms(terms: Iterable[GlossaryTerm]) -> dict[int, int]:
    """For each of these terms: in how many lessons of its language it is explained."""
    by_language: dict[str, list[GlossaryTerm]] = {}
    for term in terms:
        by_language.setdefault(term.language, []).append(term)
    finders = {language: Finder(row.as_term() for row in rows) for language, rows in by_language.items()}
    found: Counter[int] = Counter()
    for language, body in _drafts():
        if language in finders:
            found.update(finders[language].found_in("\n".join(_explained(gates.read(body)))))
    return found


def lessons_with_jargon(rows: Iterable[JargonWord]) -> dict[int, int]:
    """For each of these words to avoid: in how many lessons it stands all the same."""
    keys = {row.word: row.pk for row in rows}
    found: Counter[int] = Counter()
    for _language, body in _drafts():
        text = plain("\n".join(text for block in gates.read(body) for text in words_in(block.value)))
        found.update(keys[word] for word in office_words(text, keys))
    return found


def pages_with_words(rows: Collection[LocalWord]) -> dict[int, int]:
    """For each of these local words: on how many lessons and plans of sessions it stands."""
    stored = chain(_drafts(), _drafts(ModulePage, "plan"))
    used = Counter(word for _language, body in stored for word in gates.words_needed(body))
    return {row.pk: used[row.word] for row in rows}
