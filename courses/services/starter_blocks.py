"""Readable YAML into what a StreamField stores. A block's identity comes from its file, type and place."""

import html
import re
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from wagtail.blocks import (
    Block,
    BooleanBlock,
    CharBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

OURS = uuid.UUID("6f2b8c1e-6d0f-4f0e-9c5b-7a2f3e9d4c10")
PARAGRAPH = re.compile(r"<(p|h[2-4]|li)>")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@dataclass(frozen=True)
class Finders:
    """How a name in a file becomes the key of a row."""

    image: Callable[[str], int | None]
    evidence: Callable[[str], int | None]
    lesson: Callable[[str], int | None]
    resource: Callable[[str], int | None]


def identity(path: str) -> str:
    """Always the same id for the same place in the same file."""
    return str(uuid.uuid5(OURS, path))


def _inline(text: str) -> str:
    return BOLD.sub(r"<b>\1</b>", html.escape(" ".join(text.split()), quote=False))


def _paragraph(text: str) -> str:
    lines = re.sub(r"\n\s+(?!- )", " ", text.strip()).splitlines()  # an item runs on where its next line is set in
    if all(line.lstrip().startswith("- ") for line in lines):
        items = "".join(f"<li>{_inline(line.strip()[2:])}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    if lines[0].startswith("## "):
        return f"<h2>{_inline(lines[0][3:])}</h2>"
    return f"<p>{_inline(text)}</p>"


def rich(text: str) -> str:
    """An empty line begins a paragraph, ** is bold, "- " an item, "## " a heading. Everything else is plain text."""
    return keyed("".join(_paragraph(part) for part in re.split(r"\n\s*\n", text.strip()) if part.strip()))


def keyed(source: str) -> str:
    """The text as the editor's form stores it, each paragraph with a key: what nobody changes does not look changed."""
    keys = count(1)
    return PARAGRAPH.sub(lambda tag: f'<{tag[1]} data-block-key="p{next(keys):04d}">', source)


def stored(block: Block, value: Any, path: str, find: Finders) -> Any:
    """What the database holds for this value of this block."""
    if isinstance(block, StreamBlock):
        return stream(block, value, path, find)
    if isinstance(block, ListBlock):
        return [
            {
                "type": "item",
                "id": identity(f"{path}/{at}"),
                "value": stored(block.child_block, item, f"{path}/{at}", find),
            }
            for at, item in enumerate(value)
        ]
    if isinstance(block, StructBlock):
        return _struct(block, value, path, find)
    if isinstance(block, ImageChooserBlock):
        return find.image(value)
    if isinstance(block, PageChooserBlock):
        return find.lesson(value)
    if isinstance(block, SnippetChooserBlock):
        return (find.resource if block.target_model._meta.model_name == "resource" else find.evidence)(value)
    if isinstance(block, RichTextBlock):
        return rich(value)
    return as_sent(value) if isinstance(block, CharBlock | TextBlock) and isinstance(value, str) else value


def as_sent(text: str) -> str:
    """The text as a browser sends it: nothing around it, and lines that end as they do in a form."""
    return re.sub(r"\r?\n", "\r\n", text.strip())


def _empty(block: Block, path: str, find: Finders) -> Any:
    """What the form would store for a field that was left alone."""
    if isinstance(block, StructBlock):
        return _struct(block, {}, path, find)
    default = block.get_prep_value(block.get_default())
    if default is None and isinstance(block, BooleanBlock):
        return False
    return "" if default is None and isinstance(block, CharBlock | TextBlock) else default


def _struct(block: StructBlock, given: Any, path: str, find: Finders) -> dict[str, Any]:
    """Words alone, where the block has one field for them (``- text: words``), stand in that field."""
    bare = getattr(block, "bare", None)
    value = given if isinstance(given, Mapping) or bare is None else {bare: given}
    unknown = set(value) - set(block.child_blocks)
    if unknown:
        raise ValueError(f"{path}: no such field: {', '.join(sorted(unknown))}")
    return {
        name: stored(child, value[name], f"{path}/{name}", find) if name in value else _empty(child, path, find)
        for name, child in block.child_blocks.items()
    }


def stream(block: StreamBlock, entries: Sequence[Mapping[str, Any]], path: str, find: Finders) -> list[dict[str, Any]]:
    """The blocks of a body. Each entry is {type: value}, with a ``key`` where its identity must stay when it moves."""
    seen: Counter[str] = Counter()
    found = []
    for entry in entries:
        kind, value = next((name, given) for name, given in entry.items() if name != "key")
        child = block.child_blocks[kind]
        seen[kind] += 1
        place = f"{path}/{entry.get('key') or f'{kind}-{seen[kind]}'}"
        kept = None if isinstance(child, StaticBlock) else stored(child, value, place, find)
        found.append({"type": kind, "value": kept, "id": identity(place)})
    return found
