"""A lesson's blocks cut into screens. Pure: a body in, screens out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from courses.blocks.lesson import ACTIVITIES

Block: TypeAlias = Any  # a StreamChild: Wagtail has no types


@dataclass(frozen=True)
class Screen:
    """One page of a lesson: the blocks on it, the last of which may be an activity."""

    number: int
    blocks: list[Block] = field(default_factory=list)
    activity: Block | None = None

    @property
    def ids(self) -> list[str]:
        """The ids of its blocks, in order."""
        return [block.id for block in self.blocks]

    @property
    def kinds(self) -> list[str]:
        """What kinds of block stand on it, in order, as the chooser of blocks names them."""
        return [str(block.block.label) for block in self.blocks]


def screens(body: Iterable[Block]) -> list[Screen]:
    """Blocks flow into a screen until an activity closes it; new_screen closes one early. No screen is empty."""
    found: list[Screen] = []
    open_blocks: list[Block] = []

    def close(activity: Block | None) -> None:
        if open_blocks:
            found.append(Screen(len(found) + 1, [*open_blocks], activity))
            open_blocks.clear()

    for block in body:
        if block.block_type == "new_screen":
            close(None)
            continue
        open_blocks.append(block)
        if block.block_type in ACTIVITIES:
            close(block)
    close(None)
    return found


def screen_with(body: Iterable[Block], block_id: str) -> Screen | None:
    """The screen that holds this block; None if the block has been taken out."""
    return next((screen for screen in screens(body) if block_id in screen.ids), None)
