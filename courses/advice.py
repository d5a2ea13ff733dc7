"""What is worth a look before publishing. Pure: values in, advice out. It never stops anybody."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import reading
from courses.blocks.lesson import ACTIVITIES

LONGEST_LESSON = 12
WORDS_A_MINUTE = 120
# Fields of blocks that hold a setting and not words, or words that are not read in the lesson itself.
NOT_WORDS = frozenset(
    {
        *("key", "next", "start", "kind", "moment", "checked_by", "answer", "how", "staff_roles", "link", "checked_on"),
        *("category", "privacy", "captions", "easy_read", "audio", "print_as", "trainer_note", "sources"),
    }
)


@dataclass(frozen=True)
class Advice:
    """One thing worth a look: in words, and where: in which field of the page, in which block, on which other page."""

    words: str
    block_id: str = ""
    field: str = ""
    link: str = ""
    link_words: str = ""

    def __str__(self) -> str:
        return self.words


def words_in(value: Any) -> Iterator[str]:
    """Every text in what a block holds, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name not in NOT_WORDS:
                yield from words_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from words_in(part)
    elif hasattr(value, "block_type"):
        yield from words_in(value.value)


def about_words(texts: Iterable[str], jargon: Mapping[str, str]) -> list[str]:
    """What is hard to read in these texts, which stand together: their age, long sentences, office words."""
    together = "\n".join(texts)
    plain = reading.plain(together)
    found = []
    age = reading.age(together)
    if age is not None and age > reading.OLDEST:
        words = _("This reads like a text for age %(age)s. Shorter words and sentences bring it to %(oldest)s.")
        found.append(words % {"age": round(age), "oldest": reading.OLDEST})
    found += [
        _("A sentence of %(count)s words: “%(start)s …” Make two of it.")
        % {"count": len(words), "start": " ".join(words[:6])}
        for words in reading.sentences(together)
        if len(words) > reading.LONGEST_SENTENCE
    ]
    return found + [
        _("You wrote “%(word)s”. Try: %(other)s.") % {"word": word, "other": other.rstrip(".")}
        for word, other in {used.lower(): jargon[word] for word, used in office_words(plain, jargon).items()}.items()
    ]


def office_words(text: str, jargon: Collection[str]) -> dict[str, str]:
    """The words of the list that are used in plain text, and each as it is written."""
    found = {}
    for word in jargon:
        forms = r"\s+".join(_forms(part) for part in word.split())
        used = re.search(rf"(?<![\w-]){forms}(?![\w-])", text, re.IGNORECASE)
        if used:
            found[word] = used[0]
    return found


def _forms(word: str) -> str:
    """A pattern for client and clients, engage and engaging, beneficiary and beneficiaries."""
    stem = word[:-1] if word.endswith(("e", "y")) else word
    return rf"{re.escape(stem)}(?:{word[len(stem) :]}s?|es|ed|ing|ies)"


def field_advice(texts: Mapping[str, str], jargon: Mapping[str, str]) -> list[Advice]:
    """What is hard to read in the fields of a page. ``texts``: field -> what it says."""
    return [Advice(words, field=name) for name, text in texts.items() for words in about_words([text], jargon)]


def date_advice(review_by: date | None, *, today: date) -> list[Advice]:
    """A review date that has passed."""
    if review_by is None or review_by >= today:
        return []
    return [Advice(_("Its review date has passed. Look through it, then set a new one."), field="review_by")]


def language_advice(missing: Collection[str]) -> list[Advice]:
    """Languages of the site, by name, that it has not been written in."""
    return [Advice(_("It is not there in %(language)s yet.") % {"language": language}) for language in missing]


def behind_advice(*, language: str, kind: str, day: str, was_published: bool, compare: str) -> Advice:
    """The page that this one was translated from was published again since."""
    words = _("The %(language)s %(kind)s was published on %(day)s, after this translation was begun.")
    if was_published:
        words = _("The %(language)s %(kind)s was published on %(day)s, after this translation was last published.")
    return Advice(words % {"language": language, "kind": kind, "day": day}, link=compare, link_words=_("Compare"))


def older_advice(translations: Collection[tuple[str, str]]) -> list[Advice]:
    """Translations, each by its language and the address of its form, that are older than what they translate."""
    if not translations:
        return []
    words = ngettext(
        "%(count)s translation is behind this page: %(languages)s.",
        "%(count)s translations are behind this page: %(languages)s.",
        len(translations),
    )
    told = words % {"count": len(translations), "languages": ", ".join(name for name, _form in translations)}
    if len(translations) > 1:
        return [Advice(told)]
    return [Advice(told, link=next(iter(translations))[1], link_words=_("Open the translation"))]


def below_advice(count: int) -> list[Advice]:
    """Pages below this one, here or in another language, that are behind what they translate."""
    if not count:
        return []
    words = ngettext(
        "Below it, %(count)s translated page is behind.", "Below it, %(count)s translated pages are behind.", count
    )
    return [Advice(words % {"count": count})]


def link_advice(blocks: list[Any], amiss: Mapping[int, str]) -> list[Advice]:
    """Links that learners do not see, or that lead nowhere. ``amiss``: resource -> what is wrong with it."""
    found = []
    for block in blocks:
        if block.block_type != "resource_link":
            continue
        words = amiss.get(block.value["resource"], "")
        if not block.value["resource"] and not block.value["link"] and "{" not in block.value["title"]:
            words = _("It has no address yet, so learners do not see it.")
        if words:
            found.append(Advice(words, block.id))
    return found


def lesson_advice(blocks: list[Any], *, minutes: int, jargon: Mapping[str, str]) -> list[Advice]:
    """What is worth a look in a lesson. ``blocks``: its body, as ``gates.read`` gives it."""
    found = [Advice(words, block.id) for block in blocks for words in about_words(words_in(block.value), jargon)]
    return [*found, *_minutes_advice(minutes, minutes_of(blocks)), *_other_ways_advice(blocks)]


def minutes_of(blocks: list[Any]) -> int:
    """How long a lesson takes by its words, and a minute for each thing to do."""
    count = sum(len(reading.WORD.findall(reading.plain(text))) for block in blocks for text in words_in(block.value))
    to_do = sum(block.block_type in ACTIVITIES for block in blocks)
    return round(count / WORDS_A_MINUTE) + to_do


def _minutes_advice(stated: int, counted: int) -> list[Advice]:
    found = []
    if stated > LONGEST_LESSON:
        words = _("Twelve minutes are enough for one lesson. Could it be two?")
        found.append(Advice(words, field="minutes"))
    if counted and abs(stated - counted) > max(3, counted // 2):
        words = ngettext(
            "Its words take about %(count)s minute, and you say %(stated)s.",
            "Its words take about %(count)s minutes, and you say %(stated)s.",
            counted,
        )
        found.append(Advice(words % {"count": counted, "stated": stated}, field="minutes"))
    return found


def _other_ways_advice(blocks: list[Any]) -> list[Advice]:
    """A lesson to read only."""
    if not blocks:
        return []
    found = []
    if not any(_listened_to(block) for block in blocks):
        found.append(Advice(_("Nothing in it can be listened to. Could somebody read it aloud for you?"), field="body"))
    if not any(_easy(block) for block in blocks):
        found.append(Advice(_("No part of it has an easy-read version yet."), field="body"))
    return found


def _part(block: Any, name: str) -> Mapping[str, Any]:
    """What every block may carry at its foot; older blocks do not have it."""
    value = block.value.get(name) if isinstance(block.value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _listened_to(block: Any) -> bool:
    own = block.block_type in {"audio", "video"} and bool(block.value.get("file"))
    return own or bool(_part(block, "audio").get("file"))


def _easy(block: Any) -> bool:
    return bool(_part(block, "easy_read").get("text"))
