"""How easy a text is to read: its sentences in words, and a reading age. Pure: words in, numbers out.

The age is Flesch and Kincaid's school year plus five. It means something over a few sentences and nothing over three
words, so it is asked of texts with three sentences or thirty words; docs/decisions/0024 says more.
"""

import html
import re

LONGEST_SENTENCE = 25
OLDEST = 11
ENOUGH_SENTENCES, ENOUGH_WORDS = 3, 30
# Words of the house that its glossary explains, and that no reader is spared: read as words of two syllables.
HOUSE = {
    *("certificate", "certificates", "organisation", "organisations", "administrator", "administrators"),
    *("accessibility", "academy", "relationships", "community", "connector", "activity", "reflection", "reflections"),
}
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[^{}]*\}")
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|div)>|<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>|&\w+;")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
TWO_IN_ONE = re.compile(r"[aiouy](?:ou?s|ing)|eing|eat(?=e)|i[ao](?!n)|eo(?!p)|ual")
ONE_IN_TWO = re.compile(r"[tsc]iou|[tsc]ia")
SILENT = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouyscxzgl]es$|[aeiou]les$|[aeiouy][^aeiouy]e(?=ly|ment|ful)"
)
END = re.compile(r"[.?!…][”’\"']?(?=\s|$)|\n+")


def plain(text: str) -> str:
    """The text as somebody hears it: a name where there is a place for a value, no tags, a paragraph a line."""
    lines = BLOCK_END.sub("\n", PLACE.sub("Sam", text)).replace("%%", "%")
    return html.unescape(TAG.sub("", lines))


def spoken(text: str) -> list[str]:
    """Its sentences, one by one."""
    return [part.strip() for part in END.split(plain(text)) if WORD.search(part)]


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence. A list that follows a colon is not one breath, but counts as one here."""
    return [WORD.findall(part) for part in spoken(text)]


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
    said = sentences(text)
    words = [word for sentence in said for word in sentence]
    if len(said) < ENOUGH_SENTENCES and len(words) < ENOUGH_WORDS:
        return None
    heard = sum(max(1, sum(syllables(part) for part in word.split("-"))) for word in words)
    return 0.39 * len(words) / len(said) + 11.8 * heard / len(words) - 15.59 + 5
