"""What people wrote, which no catalogue translates: every text in the database, and a short list of exceptions."""

import re
from collections.abc import Iterator
from functools import cached_property

from django.apps import apps
from django.db import models
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR
from wagtail.fields import StreamField

# Letters outside the brackets that are right, each with its reason.
DATES = [str(word) for table in (MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR) for word in table.values()]
EXCEPTIONS = [
    *DATES,  # Django says the days and the months in each language
    "English",  # a language is called what its own speakers call it
    "testserver",  # the name of this site in a test
    "KB",  # a unit
    "PDF",  # names of file formats
    "XLSX",
    "CSV",
    "OFL",
]
# An address of a page or of a mailbox, or a code in capitals and figures.
MACHINE = re.compile(r"https?://\S+|\S+@\S+\.\w+|[\w.:]*/\S+/|\b[A-Z0-9]{4,}(?:[ -][A-Z0-9]{2,})*\b")
LOCAL_WORD = re.compile(r"\{[^{}]+\}|\n")  # a text's lines, and what stands around the words of a place
SHORT = 60  # a name may have a number that looks like a code
CUT_SHORT = re.compile(r"([^,]+?)\s?…")
TEXTS = (models.CharField, models.TextField, models.JSONField, StreamField)


class Content:
    """All that stands in the database now, so that it can be taken out of a page."""

    @cached_property
    def texts(self) -> list[str]:
        """Every text of every row, the longest first."""
        whole = {text.strip() for text in self._all() if len(text.strip()) > 1}
        whole |= {" ".join(MACHINE.sub(" ", text).split()) for text in whole if len(text) < SHORT}  # "Cohort 1013"
        found = whole | {part.strip() for text in whole for part in LOCAL_WORD.split(text) if len(part.strip()) > 3}
        return sorted((text for text in found if re.search(r"[^\W\d_]", text)), key=len, reverse=True)

    def _all(self) -> Iterator[str]:
        for model in apps.get_models():
            names = [field.attname for field in model._meta.concrete_fields if isinstance(field, TEXTS)]
            for row in model._default_manager.values_list(*names) if names else ():
                for value in row:
                    yield from strings_in(value)
            names = {field.name for field in model._meta.concrete_fields}
            if {"given_name", "family_name"} <= names:
                yield from (str(person) for person in model._default_manager.all())

    def taken_out(self, text: str) -> str:
        """What is left of a text without what people wrote and without the exceptions; "" where no letter is left."""
        if text in self._known:
            return ""
        left = CUT_SHORT.sub(lambda found: " " if self._begins(found[1].strip()) else found[0], MACHINE.sub(" ", text))
        for known in (*self.texts, *EXCEPTIONS):
            if known in left:
                left = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", left)
        return " ".join(left.split()) if re.search(r"[^\W\d_]", left) else ""

    def _begins(self, words: str) -> bool:
        return any(text.startswith(words) for text in self.texts)

    @cached_property
    def _known(self) -> set[str]:
        return {" ".join(text.split()) for text in self.texts}


def strings_in(value: object) -> Iterator[str]:
    """The texts in a value: a list, the body of a lesson, a plain text with or without tags."""
    if isinstance(value, str):
        yield re.sub(r"<[^>]+>", " ", value)
        yield from (part for part in re.split(r"<[^>]+>|\n", value) if part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings_in(part)
    elif hasattr(value, "raw_data"):
        yield from strings_in(list(value.raw_data))
