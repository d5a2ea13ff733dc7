"""One's own change: what somebody said before, beside what they say now. Nobody is graded."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from courses.screens import Screen
from learning.models import ConfidenceAnswer
from learning.services.follow_up import Scale, own_change
from learning.services.player import Playing


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, and the number that was given at each moment, in words."""

    text: str
    said: list[tuple[str, int]]


def is_asked_again(block: Any) -> bool:
    """Whether the block asks for numbers that were given before."""
    return block is not None and block.block_type == "confidence" and block.value["moment"] != "BEFORE"


def changed(request: HttpRequest, now: Playing, here: Screen) -> list[Row]:
    """What the screen shows: nothing while the person answers again, and before they answered."""
    return [] if "again" in request.GET or request.method == "POST" else rows_of(now, here.activity)


def rows_of(now: Playing, block: Any) -> list[Row]:
    """The rows of this block that were answered more than once; none for one that asks for the first time."""
    if not is_asked_again(block) or not now.is_done(block):
        return []
    scale = Scale(now.lesson, block.id, block.value.rows, "")
    said = [str(moment.label) for moment in ConfidenceAnswer.Moment]
    return [
        Row(row.text, [(moment, value) for moment, value in zip(said, row.values, strict=True) if value is not None])
        for row in own_change(enrolment=now.enrolment, scale=scale)
    ]
