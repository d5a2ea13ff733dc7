"""What the fields of a block say of themselves: a draft is kept without them, a publication is not.

A page form asks them too. Approval, a date and a bulk action run no form, so a lesson asks them itself.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ListBlock

from courses.blocks.choosers import choices_kept
from courses.gates.values import Found, Problem


def shape_problems(body: Iterable[Any], *, known: Iterable[Problem], field: str = "body") -> list[Problem]:
    """Each field of a block of this body that is not as its block wants it, unless a gate has said so already."""
    said = {(problem.block_id, problem.path[1:]) for problem in known}
    with choices_kept():
        return [
            Problem(words, child.id, field, (at, *path))
            for at, child in enumerate(body)
            for words, path in _faults(child)
            if (child.id, path) not in said
        ]


def _faults(child: Any) -> list[Found]:
    try:
        child.block.clean(child.value)
    except ValidationError as error:
        return list(_leaves(error, child.block, str(child.block.label), ()))
    return []


def _leaves(error: Any, block: Any, label: str, path: tuple[str | int, ...]) -> Iterator[Found]:
    inner = getattr(error, "block_errors", {})
    for name, fault in inner.items():
        below = _below(block, name)
        yield from _leaves(fault, below, str(getattr(below, "label", "")) or label, (*path, name))
    own = getattr(error, "non_block_errors", None)
    messages = own.as_data() if own is not None else [error]
    for message in messages:
        yield _("%(field)s: %(problem)s") % {"field": label, "problem": " ".join(message.messages)}, path


def _below(block: Any, name: str | int) -> Block | None:
    if isinstance(block, ListBlock):
        return block.child_block
    return getattr(block, "child_blocks", {}).get(name)
