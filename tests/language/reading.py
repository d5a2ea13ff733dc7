"""How easy a sentence of the site is to read: courses/reading.py counts, and here are the words that we do not use."""

import re

from courses.advice import office_words
from courses.reading import LONGEST_SENTENCE, OLDEST, WORD, age, plain, sentences, syllables
from courses.services.starter_lists import STARTER, read

__all__ = [
    "LONGEST_SENTENCE",
    "OLDEST",
    "WORD",
    "age",
    "not_ours",
    "plain",
    "sentences",
    "syllables",
    "too_long",
]
# What we do not say beside the words that editors are told to avoid, and what we say.
NOT_OURS = {
    r"users?": "person, people",
    r"delegates?": "person",
    r"invalid": "say what to do",
    r"fail(s|ed|ing|ures?)?": "say what to do",
    r"illegal": "say what to do",
    r"overdue": "time for a refresh",
    r"emails?": "e-mail",
    r"\w+n['’]t": "not, in full",
    r"can['’]t|won['’]t": "not, in full",
}
BANNED = re.compile(rf"(?<![\w-])({'|'.join(NOT_OURS)})(?![\w-])", re.IGNORECASE)
AVOIDED = list(read(STARTER / "jargon.yaml"))


def too_long(text: str) -> bool:
    """Whether one of its sentences has more than twenty-five words."""
    return any(len(words) > LONGEST_SENTENCE for words in sentences(text))


def not_ours(text: str) -> list[str]:
    """The words in it that we do not use, and a mark that shouts."""
    said = plain(text)
    return [
        *(found[0] for found in BANNED.finditer(said)),
        *office_words(said, AVOIDED).values(),
        *(["!"] if "!" in text else []),
    ]
