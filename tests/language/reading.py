"""How easy a sentence of the site is to read: courses/reading.py counts, and here are the words that we do not use."""

import re

from courses.reading import LONGEST_SENTENCE, OLDEST, WORD, age, plain, sentences, syllables

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
# What we do not say, and what we say.
NOT_OURS = {
    r"service users?": "person, resident",
    r"users?": "person, people",
    r"delegates?": "person",
    r"invalid": "say what to do",
    r"fail(s|ed|ing|ures?)?": "say what to do",
    r"illegal": "say what to do",
    r"overdue": "time for a refresh",
    r"clients?": "person",
    r"stakeholders?": "say who",
    r"hard to reach": "people we have not reached",
    r"deliver(s|ed|ing)? outcomes?": "say what changes",
    r"capacity building": "learning",
    r"interventions?": "visit, talk, help",
    r"signpost(s|ed|ing)?": "point to",
    r"vulnerable people": "people at risk",
    r"co-produc\w+": "make together",
    r"engag(e|es|ed|ing) with": "talk to, ask",
    r"empower\w*": "make room",
    r"beneficiar(y|ies)": "person who came",
    r"them and us": "us",
    r"emails?": "e-mail",
    r"\w+n['’]t": "not, in full",
    r"can['’]t|won['’]t": "not, in full",
}
BANNED = re.compile(rf"(?<![\w-])({'|'.join(NOT_OURS)})(?![\w-])", re.IGNORECASE)


def too_long(text: str) -> bool:
    """Whether one of its sentences has more than twenty-five words."""
    return any(len(words) > LONGEST_SENTENCE for words in sentences(text))


def not_ours(text: str) -> list[str]:
    """The words in it that we do not use, and a mark that shouts."""
    return [found[0] for found in BANNED.finditer(plain(text))] + (["!"] if "!" in text else [])
