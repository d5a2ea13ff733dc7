"""One problem, and what a StreamField stores, ready to be looked at."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

BRACE = re.compile(r"\{([^{}]+)\}")
# Filled by the Academy, never by hand.
OUR_WORDS = frozenset(
    {"name", "date", "place", "time", "site", "code", "organisation", "hours", "course", "rule in words"}
)
# Whom to ring when somebody may be hurt: a place without these numbers is not ready to teach.
SAFETY_WORDS = ("adult care number", "children's number", "safeguarding lead")
Path: TypeAlias = tuple[str | int, ...]
Found: TypeAlias = tuple[str, Path]  # words, and the way to the field inside the block


@dataclass(frozen=True)
class Problem:
    """One thing to put right before publishing: in words, and where: in which field of the page, in which block.

    No field: the page as a whole. ``path`` leads on from the block to its own field: "options", 0, "alt".
    """

    words: str
    block_id: str = ""
    field: str = ""
    path: Path = ()

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Stored:
    """One block as a StreamField stores it."""

    block_type: str
    value: Any
    id: str


class Values(dict[str, Any]):
    """The fields of a block. What an older version of it did not have yet, or a draft left out, is empty."""

    def __missing__(self, name: str) -> str:
        return ""


def read(stored: Any) -> Any:
    """What a StreamField stores, with its blocks told apart from the items of plain lists, at any depth."""
    if isinstance(stored, Mapping) and "type" in stored and "value" in stored:
        value = read(stored["value"])
        return value if stored["type"] == "item" else Stored(stored["type"], value, stored.get("id") or "")
    if isinstance(stored, Mapping):
        return Values({name: read(value) for name, value in stored.items()})
    if isinstance(stored, Sequence) and not isinstance(stored, str):
        return [read(value) for value in stored]
    return stored


def local_words_in(values: Any) -> set[str]:
    """The local words in braces anywhere in what a StreamField stores."""
    if isinstance(values, str):
        return set(BRACE.findall(html.unescape(values))) - OUR_WORDS
    if isinstance(values, Stored):
        return local_words_in(values.value)
    if isinstance(values, Mapping):
        return set().union(*(local_words_in(value) for value in values.values()))
    if isinstance(values, Iterable):
        return set().union(*(local_words_in(value) for value in values))
    return set()


def words_needed(blocks: Iterable[Any]) -> set[str]:
    """The local words that a body or a plan cannot do without: those in braces, and the numbers of a safety panel."""
    read_blocks = read(list(blocks))
    panel = any(block.block_type == "safety_panel" for block in read_blocks)
    return local_words_in(read_blocks) | set(SAFETY_WORDS if panel else ())


def blank(text: Any) -> bool:
    """Whether nothing is written there, tags aside."""
    return not re.sub(r"<[^>]*>|&nbsp;", "", str(text or "")).strip()
