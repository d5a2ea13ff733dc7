"""How an answer is marked, and where a walk through a scenario leads. Pure: (block, answers) -> Marks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

Block: TypeAlias = Any  # a StreamChild: Wagtail has no types
Answers = str | Sequence[str] | Mapping[str, str]


class UnknownAnswer(Exception):  # noqa: N818 - said of an answer, not of us
    """An answer names something that the block does not hold, so nothing is marked."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = sorted({str(item) for item in ids})
        super().__init__(", ".join(self.ids))


@dataclass(frozen=True)
class Feedback:
    """What we say about one option or item. ``right`` is None where nothing is right or wrong."""

    item_id: str
    text: str
    chosen: bool
    right: bool | None
    words: str


@dataclass(frozen=True)
class Marks:
    """The outcome of one answer. A question without a right answer is worth nothing, and any answer to it is right."""

    score: int
    out_of: int
    right: bool
    feedback: list[Feedback]


@dataclass(frozen=True)
class Walk:
    """Where a path leads: the scenes passed, and the scene or the ending one stands at. Neither: a dead end."""

    scenes: list[str]
    scene: Any | None
    ending: Any | None


def items_of(values: Any) -> list[tuple[str, Any]]:
    """The items of a list block with their ids."""
    return [(child.id, child.value) for child in values.bound_blocks]


def _refuse_unknown(answers: Iterable[str], known: Iterable[str]) -> None:
    if unknown := set(answers) - set(known):
        raise UnknownAnswer(unknown)


def _options(block: Block, chosen: Sequence[str]) -> tuple[list[tuple[str, Any]], set[str], bool]:
    """The options of a choice, those chosen, and whether any of them can be right."""
    options = items_of(block.value["options"])
    picked = {chosen} if isinstance(chosen, str) else set(chosen)
    _refuse_unknown(picked, (key for key, _option in options))
    return options, picked, any(option["right"] for _key, option in options)


def _option_feedback(options: list[tuple[str, Any]], picked: set[str], judged: bool) -> list[Feedback]:
    return [
        Feedback(key, option["text"], key in picked, bool(option["right"]) if judged else None, option["feedback"])
        for key, option in options
    ]


def _mark_single(block: Block, answers: Any) -> Marks:
    options, picked, judged = _options(block, answers)
    right = not judged or (len(picked) == 1 and all(option["right"] for key, option in options if key in picked))
    score = int(judged and right)
    return Marks(score, int(judged), right, _option_feedback(options, picked, judged))


def _mark_multi(block: Block, answers: Any) -> Marks:
    options, picked, judged = _options(block, answers)
    score = sum((key in picked) == bool(option["right"]) for key, option in options) if judged else 0
    out_of = len(options) if judged else 0
    return Marks(score, out_of, score == out_of, _option_feedback(options, picked, judged))


def _mark_true_false(block: Block, answers: Any) -> Marks:
    chosen = answers if isinstance(answers, str) else next(iter(answers), "")
    _refuse_unknown([chosen] if chosen else [], ("true", "false"))
    words = {"true": (_("True"), block.value["feedback_true"]), "false": (_("False"), block.value["feedback_false"])}
    right = chosen == block.value["answer"]
    feedback = [
        Feedback(key, text, key == chosen, key == block.value["answer"], said) for key, (text, said) in words.items()
    ]
    return Marks(int(right), 1, right, feedback)


def _mark_sort(block: Block, answers: Any) -> Marks:
    """Each item in its category. An item without a right category is placed as anybody likes, and not counted."""
    items = items_of(block.value["items"])
    placed = dict(answers)
    _refuse_unknown(placed, (key for key, _item in items))
    _refuse_unknown((value for value in placed.values() if value), block.value["categories"])
    feedback = [
        Feedback(
            key,
            item["text"],
            bool(placed.get(key)),
            placed.get(key) == item["category"] if item["category"] else None,
            item["feedback"],
        )
        for key, item in items
    ]
    counted = [line.right for line in feedback if line.right is not None]
    complete = all(line.chosen for line in feedback)
    return Marks(sum(counted), len(counted), complete and all(counted), feedback)


def _mark_order(block: Block, answers: Any) -> Marks:
    """Each item in its place. The block's own words come last, under no item."""
    items = items_of(block.value["items"])
    order = list(answers)
    _refuse_unknown(order, (key for key, _item in items))
    # Two steps with the same words may stand in each other's place.
    words = dict(items)
    said = [words[key] for key in order] if len(set(order)) == len(order) else []
    said += [None] * (len(items) - len(said))
    feedback = [Feedback(key, text, key in order, at == text, "") for (key, text), at in zip(items, said, strict=True)]
    score = sum(bool(line.right) for line in feedback)
    right = score == len(items)
    feedback.append(Feedback("", "", True, right, block.value["feedback"]))
    return Marks(score, len(items), right, feedback)


_MARKERS: dict[str, Callable[[Block, Any], Marks]] = {
    "quiz_single": _mark_single,
    "quiz_multi": _mark_multi,
    "quiz_true_false": _mark_true_false,
    "quiz_sort": _mark_sort,
    "quiz_order": _mark_order,
}


def mark(block: Block, answers: Answers) -> Marks:
    """The marks for this answer to this quiz.

    Answers are a list of option ids (single, multi), "true" or "false", {item id: category} (sort), or the item ids in
    order. Raises UnknownAnswer for an id or a category that the block does not hold.
    """
    return _MARKERS[block.block_type](block, answers)


def walk(block: Block, path: Sequence[int]) -> Walk:
    """Where the choices made so far lead in a scenario. Raises UnknownAnswer for a choice that is not there."""
    scenes = {scene["key"]: scene for scene in block.value["scenes"]}
    endings = {ending["key"]: ending for ending in block.value["endings"]}
    key, passed = block.value["start"], []
    for step in path:
        scene = scenes.get(key)
        if scene is None or not 0 <= step < len(scene["choices"]):
            raise UnknownAnswer([str(step)])
        passed.append(key)
        key = scene["choices"][step]["next"]
    if key in scenes:
        return Walk([*passed, key], scenes[key], None)
    return Walk(passed, None, endings.get(key))
