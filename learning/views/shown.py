"""What stands on a screen: its blocks for this person's job, feedback on an answer, and the contents."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.marking import Feedback, Marks, items_of
from courses.screens import Screen
from courses.services import fill
from learning.forms.fields import Look
from learning.services import player
from learning.services.player import Playing
from people.models import User


@dataclass(frozen=True, slots=True)
class Part:
    """One block to read. For words by job: the variant of this person, and the others folded away."""

    block: Any
    mine: Any = None
    others: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Feedback on a quiz: what was chosen and why first, then the rest."""

    heading: str
    chosen: list[Feedback]
    others: list[Feedback]
    done: bool
    right: bool
    question: str
    changed: bool = False


def parts(here: Screen, person: User) -> list[Part]:
    """The blocks of the screen but its activity."""
    differs = any(block.block_type == "role_variant" for block in here.blocks)
    return parts_for(here, player.staff_role_codes(person) if differs else set())


def parts_for(here: Screen, codes: set[str]) -> list[Part]:
    """The same for whoever holds these jobs."""
    found = [block for block in here.blocks if block is not here.activity]
    return [_variant(block, codes) if block.block_type == "role_variant" else Part(block) for block in found]


def _variant(block: Any, codes: set[str]) -> Part:
    variants = list(block.value["variants"])
    mine = next((each for each in variants if codes & set(each["staff_roles"] or [])), None)
    others = [(each["label"], each["blocks"]) for each in variants if each is not mine]
    if mine is not None:
        others.append((_("Everyone else"), block.value["fallback"]))
    return Part(block, mine["blocks"] if mine is not None else block.value["fallback"], tuple(others))


def feedback(request: HttpRequest, now: Playing, here: Screen, look: Look) -> Said | None:
    """The feedback on the last answer; None before there is one, and while the person answers again."""
    block = here.activity
    if not player.is_quiz(block) or "again" in request.GET or request.method == "POST":
        return None
    attempt = player.last_attempt(enrolment=now.enrolment, lesson=now.lesson, block_id=block.id)
    marked = player.marks_of(block=block, attempt=attempt) if attempt else None
    if attempt is None or marked is None:
        return None
    block, marks = marked.block, marked.marks
    done = marks.right or now.is_done(block)
    lines = [_local(line, look) for line in marks.feedback]
    chosen, others = [line for line in lines if line.chosen], [line for line in lines if not line.chosen]
    if block.block_type == "quiz_sort":
        chosen, others = _sorted_lines(block, attempt.answers, lines, look, done=done), []
    if block.block_type == "quiz_order":
        chosen, others = _order_lines(marks, lines, done=done), []
    heading = _("Good choice.") if marks.right else _("Worth another look.")
    if block.block_type == "quiz_multi" and not marks.right and all(line.right for line in chosen):
        heading = _("A good start. There is more that fits.")
    question = fill(block.value.get("question") or block.value.get("statement") or "", look.words)
    return Said(heading, chosen, others, done, marks.right, question, marked.changed)


def _local(line: Feedback, look: Look) -> Feedback:
    text, words = fill(line.text, look.words), fill(line.words, look.words)
    return Feedback(line.item_id, text, line.chosen, line.right, words)


def _order_lines(marks: Marks, lines: list[Feedback], *, done: bool) -> list[Feedback]:
    """The steps as they work, then the block's words. While the right order is waited for, only how many stand."""
    *steps, last = lines
    said = _("An order that works: %(steps)s.") % {"steps": "; ".join(step.text for step in steps)}
    if not done:
        said = ngettext(
            "%(score)s of %(count)s step is in its place.", "%(score)s of %(count)s steps are in place.", len(steps)
        ) % {"score": marks.score, "count": len(steps)}
    return [Feedback("", said, True, None, ""), last]


def _sorted_lines(block: Any, answers: Any, lines: list[Feedback], look: Look, *, done: bool) -> list[Feedback]:
    """What the person said beside each item, and what we would say; not that while the right answer is waited for."""
    right = {key: item["category"] for key, item in items_of(block.value["items"])}
    said = []
    for line in lines:
        words = {
            "yours": fill(answers.get(line.item_id, ""), look.words),
            "ours": fill(right.get(line.item_id, ""), look.words),
        }
        note = _("You said: %(yours)s.")
        if done and line.right is False:
            note = _("You said: %(yours)s. We would say: %(ours)s.")
        said.append(Feedback(line.item_id, line.text, line.chosen, line.right, f"{note % words} {line.words}".strip()))
    return said


def contents(now: Playing, address: Callable[[int], str]) -> list[dict[str, Any]]:
    """Every screen with its address, and whether it is done."""
    left = {screen.number for screen in now.left}
    return [
        {"number": screen.number, "url": address(screen.number), "done": screen.number not in left}
        for screen in now.screens
    ]
