"""Blocks on their way between two sites: readable, with their ids, and with names where a database holds keys."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NoReturn

from bs4 import BeautifulSoup
from bs4.formatter import HTMLFormatter
from django.db.models import Model
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from wagtail.blocks import (
    Block,
    BooleanBlock,
    CharBlock,
    ChooserBlock,
    DateBlock,
    IntegerBlock,
    ListBlock,
    MultipleChoiceBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.models import Page
from wagtail.whitelist import Whitelister, allow_without_attributes, check_url

from courses.blocks.practice import ScaleBlock
from courses.models import ConfidenceScale
from courses.services.starter_blocks import identity
from people.models import StaffRole

# (model, key or name) -> name or key; None where there is no such row.
Carry = Callable[[type[Model], Any], Any]
ID = re.compile(r"[0-9A-Za-z-]{1,64}")
TAGS = ("[document]", "h2", "h3", "h4", "p", "b", "strong", "i", "em", "ol", "ul", "li", "br")


class Unreadable(ValueError):  # noqa: N818  says what is wrong with the value
    """A value that does not belong where it stands. Its text names the place."""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _rich(source: str, link: Callable[[Any], None]) -> str:
    """The text with the tags that editors have, and no others."""
    cleaner = Whitelister()
    cleaner.element_rules = dict.fromkeys(TAGS, allow_without_attributes) | {"a": link}
    doc = BeautifulSoup(source, "html.parser")
    cleaner.clean_node(doc, doc)
    return doc.decode(formatter=HTMLFormatter(_escaped))


def _link(carry: Carry, has: str, gets: str) -> Callable[[Any], None]:
    def rule(tag: Any) -> None:
        address = check_url(tag.get("href") or "")
        target = carry(Page, tag.get(has)) if tag.get("linktype") == "page" else None
        if target is not None:
            tag.attrs = {"linktype": "page", gets: str(target)}
        elif address and "linktype" not in tag.attrs:
            tag.attrs = {"href": address.replace('"', "%22")}
        else:
            tag.unwrap()  # the words stay

    return rule


def told(block: Block, value: Any, carry: Carry) -> Any:
    """What a file says for what the database stores. What is as in a new block is left out."""
    if isinstance(block, StreamBlock):
        return [
            {entry["type"]: told(block.child_blocks[entry["type"]], entry["value"], carry), "id": entry.get("id")}
            for entry in value or []
        ]
    if isinstance(block, ListBlock):
        return [_told_item(block.child_block, item, carry) for item in value or []]
    if isinstance(block, StructBlock):
        given = value if isinstance(value, Mapping) else {getattr(block, "bare", ""): value}
        said = {name: told(child, given[name], carry) for name, child in block.child_blocks.items() if name in given}
        return {name: words for name, words in said.items() if not _is_blank(block.child_blocks[name], words)}
    if isinstance(block, ChooserBlock):
        return carry(block.model_class, value) if value else None
    if isinstance(block, RichTextBlock):
        return _rich(value or "", _link(carry, "id", "to"))
    _mention(block, value, carry)
    return value


def _told_item(child: Block, item: Any, carry: Carry) -> dict[str, Any]:
    kept = item if isinstance(item, Mapping) and item.get("type") == "item" else {"value": item}
    said = told(child, kept["value"], carry)
    return (said if isinstance(child, StructBlock) else {"item": said}) | {"id": kept.get("id")}


def _mention(block: Block, value: Any, carry: Carry) -> None:
    """Codes that stand as plain words: a scale, and staff roles."""
    if isinstance(block, ScaleBlock) and value:
        carry(ConfidenceScale, value)
    if isinstance(block, MultipleChoiceBlock) and block.name == "staff_roles":
        for code in value or []:
            carry(StaffRole, code)


def _blank(block: Block) -> Any:
    """What a new block stores for this field. Groups and lists are filled in by ``stored``."""
    if isinstance(block, StructBlock):
        return {}
    if isinstance(block, ListBlock | StreamBlock | MultipleChoiceBlock):
        return []
    default = None if isinstance(block, ChooserBlock | StaticBlock) else block.get_prep_value(block.get_default())
    if isinstance(block, BooleanBlock):
        return bool(default)
    return "" if default is None and isinstance(block, CharBlock | TextBlock | RichTextBlock | URLBlock) else default


def _is_blank(block: Block, words: Any) -> bool:
    """Whether nothing need be said. A field of words that was never filled may hold nothing at all."""
    blank = _blank(block)
    return words == blank or (words is None and blank == "")


def _refuse(path: str) -> NoReturn:
    raise Unreadable(_("%(place)s: this does not belong here.") % {"place": path})


def stored(block: Block, value: Any, carry: Carry, path: str) -> Any:
    """What the database stores for what a file says. Raises Unreadable for what this site does not know."""
    if isinstance(block, StreamBlock):
        return _stream(block, value, carry, path)
    if isinstance(block, ListBlock):
        return _list(block, value, carry, path)
    if isinstance(block, StructBlock):
        return _struct(block, value, carry, path)
    if isinstance(block, ChooserBlock):
        return _chosen(block, value, carry, path)
    if isinstance(block, RichTextBlock):
        return _rich(value, _link(carry, "to", "id")) if isinstance(value, str) else _refuse(path)
    return _leaf(block, value, path)


def _identity(entry: Any, path: str, seen: Counter[str]) -> str:
    found = entry.get("id") or identity(path)
    if not isinstance(found, str) or not ID.fullmatch(found) or seen[found]:
        raise Unreadable(_("%(place)s: this id is not right, or stands twice.") % {"place": path})
    seen[found] += 1
    return found


def _stream(block: StreamBlock, value: Any, carry: Carry, path: str) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    found = []
    for at, entry in enumerate(value if isinstance(value, list) else _refuse(path)):
        place = f"{path}/{at + 1}"
        kinds = [name for name in entry if name != "id"] if isinstance(entry, Mapping) else _refuse(place)
        if len(kinds) != 1 or kinds[0] not in block.child_blocks:
            names = ", ".join(map(str, kinds))
            raise Unreadable(_("%(place)s: there is no block “%(names)s” here.") % {"place": place, "names": names})
        key = _identity(entry, place, seen)
        inner = stored(block.child_blocks[kinds[0]], entry[kinds[0]], carry, f"{place}/{kinds[0]}")
        found.append({"type": kinds[0], "value": inner, "id": key})
    return found


def _list(block: ListBlock, value: Any, carry: Carry, path: str) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    found = []
    for at, item in enumerate(value if isinstance(value, list) else _refuse(path)):
        place = f"{path}/{at + 1}"
        if not isinstance(item, Mapping):
            _refuse(place)
        key, rest = _identity(item, place, seen), {name: kept for name, kept in item.items() if name != "id"}
        said = rest if isinstance(block.child_block, StructBlock) else rest.get("item")
        found.append({"type": "item", "value": stored(block.child_block, said, carry, place), "id": key})
    return found


def _struct(block: StructBlock, value: Any, carry: Carry, path: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        _refuse(path)
    unknown = set(value) - set(block.child_blocks)
    if unknown:
        names = ", ".join(sorted(map(str, unknown)))
        raise Unreadable(_("%(place)s: there is no field “%(names)s” here.") % {"place": path, "names": names})
    return {
        name: stored(child, value.get(name, _blank(child)), carry, f"{path}/{name}")
        for name, child in block.child_blocks.items()
    }


def _chosen(block: ChooserBlock, value: Any, carry: Carry, path: str) -> Any:
    if value is None:
        return None
    found = carry(block.model_class, value) if isinstance(value, str) else None
    if found is None:
        raise Unreadable(_("%(place)s: “%(name)s” is not in the file.") % {"place": path, "name": value})
    return found


def _leaf(block: Block, value: Any, path: str) -> Any:
    """Words, numbers and choices, each of its own kind."""
    if isinstance(value, date):
        value = value.isoformat()
    if value is None and not isinstance(block, BooleanBlock | MultipleChoiceBlock):
        return "" if _blank(block) == "" else None
    if isinstance(block, MultipleChoiceBlock):
        fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
    elif isinstance(block, BooleanBlock):
        fits = isinstance(value, bool)
    elif isinstance(block, IntegerBlock):
        fits = isinstance(value, int) and not isinstance(value, bool)
    elif isinstance(block, DateBlock):
        fits = isinstance(value, str) and parse_date(value) is not None
    else:
        fits = isinstance(value, str) and not isinstance(block, StaticBlock)
    return value if fits else _refuse(path)
