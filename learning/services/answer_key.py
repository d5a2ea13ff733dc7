"""What is right in an activity, and what we say to each answer: for editors, and for the last page of a pack."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.marking import items_of
from courses.services import fill

Line = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, step, item or ending, as its editor wrote it."""

    text: str
    said: str
    words: str


def answers_of(block: Any, words: Mapping[str, str], *, gently: bool = False) -> list[Answer]:
    """Every answer to an activity with what we say to it; none where there is nothing to know.

    Gently: an answer that is not right says why, and not that it is wrong.
    """
    found = _KINDS.get(block.block_type)
    lines = found(block.value) if found else []
    if gently:
        lines = [(text, "" if said == _("Not right") else said, more) for text, said, more in lines]
    return [Answer(fill(text, words), fill(said, words), fill(more or "", words)) for text, said, more in lines]


def _options(value: Any) -> list[Line]:
    judged = any(option["right"] for option in value["options"])
    said = {True: _("Right"), False: _("Not right") if judged else ""}
    return [(option["text"], said[bool(option["right"])], option["feedback"]) for option in value["options"]]


def _true_false(value: Any) -> list[Line]:
    answers = {"true": (_("True"), value["feedback_true"]), "false": (_("False"), value["feedback_false"])}
    return [
        (text, _("Right") if key == value["answer"] else _("Not right"), words)
        for key, (text, words) in answers.items()
    ]


def _items(value: Any) -> list[Line]:
    return [(item["text"], item["category"], item["feedback"]) for _key, item in items_of(value["items"])]


def _steps(value: Any) -> list[Line]:
    steps = [(step, str(at), "") for at, step in enumerate(value["items"], 1)]
    return [*steps, ("", "", value["feedback"])]


def _endings(value: Any) -> list[Line]:
    ways = [
        (f"{scene['key']}: {choice['text']}", f"→ {choice['next']}", "")
        for scene in value["scenes"]
        for choice in scene["choices"]
    ]
    endings = [(f"{ending['key']}: {ending['name']}", "", ending["why"]) for ending in value["endings"]]
    return [*ways, *endings]


_KINDS: dict[str, Callable[[Any], list[Line]]] = {
    "quiz_single": _options,
    "quiz_multi": _options,
    "quiz_true_false": _true_false,
    "quiz_sort": _items,
    "quiz_order": _steps,
    "scenario": _endings,
}
