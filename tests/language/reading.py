"""How easy a sentence is to read: its length in words, the words we do not use, and a reading age.

The age is Flesch and Kincaid's school year plus five. It means something over a few sentences and nothing over three
words, so it is asked of texts with three sentences or thirty words; docs/decisions/0024 says more.
"""

import re

LONGEST_SENTENCE = 25
OLDEST = 11
ENOUGH_SENTENCES, ENOUGH_WORDS = 3, 30
# Words of the house that its glossary explains, and that no reader is spared: read as words of two syllables.
HOUSE = {
    *("certificate", "certificates", "organisation", "organisations", "administrator", "administrators"),
    *("accessibility", "academy", "relationships", "community", "connector", "activity", "reflection", "reflections"),
}
# What we do not say (experience.md 5, catalogue.md 10.4), and what we say.
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
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[\w.]*\}")
TAG = re.compile(r"<[^>]+>|&\w+;")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
TWO_IN_ONE = re.compile(r"[aiouy](?:ou?s|ing)|eing|eat(?=e)|i[ao](?!n)|eo(?!p)|ual")
ONE_IN_TWO = re.compile(r"[tsc]iou|[tsc]ia")
SILENT = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouyscxzgl]es$|[aeiou]les$|[aeiouy][^aeiouy]e(?=ly|ment|ful)"
)
END = re.compile(r"[.?!…](?=\s|$)|\n+")


def plain(text: str) -> str:
    """The sentence as somebody hears it: a name where there is a place for a value, and no tags."""
    return TAG.sub("", PLACE.sub("Sam", text)).replace("%%", "%")


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence. A list that follows a colon is not one breath, but counts as one here."""
    return [words for part in END.split(plain(text)) if (words := WORD.findall(part))]


def too_long(text: str) -> bool:
    return any(len(words) > LONGEST_SENTENCE for words in sentences(text))


def not_ours(text: str) -> list[str]:
    """The words in it that we do not use, and a mark that shouts."""
    return [found[0] for found in BANNED.finditer(plain(text))] + (["!"] if "!" in text else [])


def syllables(word: str) -> int:
    """As they are heard: groups of vowels, without an e at the end that nobody says."""
    word = word.lower().replace("’", "'").split("'")[0]
    if word in HOUSE:
        return 2
    if not re.search(r"[aeiouy]", word):
        return 1  # a figure, an abbreviation
    heard = len(re.findall(r"[aeiouy]+", word)) + len(TWO_IN_ONE.findall(word))
    return max(1, heard - bool(SILENT.search(word)) - len(ONE_IN_TWO.findall(word)))


def age(text: str) -> float | None:
    """The reading age, or None where there is too little to say."""
    spoken = sentences(text)
    words = [word for sentence in spoken for word in sentence]
    if len(spoken) < ENOUGH_SENTENCES and len(words) < ENOUGH_WORDS:
        return None
    heard = sum(max(1, sum(syllables(part) for part in word.split("-"))) for word in words)
    return 0.39 * len(words) / len(spoken) + 11.8 * heard / len(words) - 15.59 + 5
