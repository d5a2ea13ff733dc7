"""Local words: what a place calls things, and texts with their braces filled."""

import html
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from django.db import transaction
from django.utils.html import conditional_escape
from wagtail.log_actions import log
from wagtail.models import Revision

from courses.gates import BRACE, local_words_in
from courses.models import LessonPage, LocalWord, ModulePage
from people.models import Organisation, User

STARTER_WORDS = Path(__file__).resolve().parent.parent / "starter" / "local-words.yaml"


def local_words(organisation: Organisation | None) -> dict[str, str]:
    """What this organisation calls things; without one, what the first active organisation does."""
    return LocalWord.objects.of(organisation)


def words_in_use() -> set[str]:
    """Every local word that the newest draft of a lesson or of a session's plan has in braces: two queries."""
    lessons = Revision.objects.filter(pk__in=LessonPage.objects.values("latest_revision"))
    modules = Revision.objects.filter(pk__in=ModulePage.objects.values("latest_revision"))
    bodies = [content["body"] for content in lessons.values_list("content", flat=True)]
    plans = [content["plan"] for content in modules.values_list("content", flat=True)]
    return set().union(*(local_words_in(json.loads(stored)) for stored in [*bodies, *plans]))


def fill(text: str, words: Mapping[str, str] | None) -> str:
    """The text with its braces filled. A word that is not known keeps its braces, so that it is seen."""
    known = words or {}
    return BRACE.sub(lambda found: known.get(found[1], found[0]), text)


def fill_html(source: str, words: Mapping[str, str] | None) -> str:
    """Rich text with its braces filled by escaped words, so that a word can never become markup."""
    known = words or {}

    def word(found: re.Match[str]) -> str:
        value = known.get(html.unescape(found[1]))
        return found[0] if value is None else str(conditional_escape(value))

    return BRACE.sub(word, source)


def set_local_words(*, organisation: Organisation, words: Mapping[str, str], by: User | None) -> int:
    """The organisation calls these things so; its other words stay, and an emptied one is unfilled again.

    Returns how many changed; twice changes none.
    """
    with transaction.atomic():
        have = {row.word: row for row in LocalWord.objects.select_for_update().filter(organisation=organisation)}
        changed = 0
        for word, value in words.items():
            row = have.get(word) or LocalWord(organisation=organisation, word=word)
            if row.pk and row.value == value:
                continue
            if value:
                row.value = value
                row.full_clean()
                row.save()
            elif row.pk:
                row.delete()
            changed += bool(value or row.value)
        if changed:
            log(organisation, "courses.set_local_words", user=by, data={"changed": changed})
        return changed


@cache
def starter_words() -> dict[str, dict[str, str]]:
    """The invented words of the demonstration: name of the place in lower case -> its words."""
    return yaml.safe_load(STARTER_WORDS.read_text(encoding="utf-8"))
