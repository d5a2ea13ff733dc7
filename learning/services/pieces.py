"""The blocks of a lesson as paper shows them: boxes and lines where the screen has a form. No person is in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.blocks.practice import PROMISE
from courses.marking import items_of
from courses.screens import Screen
from learning.rules import endings
from learning.services.player import mixed

TEMPLATE = "learning/pack/pieces/{}.html"
CHOICES = ("quiz_single", "quiz_multi")


@dataclass(frozen=True, slots=True)
class Piece:
    """One block on paper: which template shows it, its fields, and what was worked out for it."""

    kind: str
    value: Any
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """What shows it."""
        return TEMPLATE.format(self.kind)


@dataclass(frozen=True, slots=True)
class Scene:
    """One numbered moment of a story on paper, or one of its endings, with where each choice turns to."""

    number: int
    text: str
    image: Any = None
    alt: str = ""
    choices: tuple[tuple[str, int], ...] = ()
    ending: str = ""
    kind: str = ""
    why: str = ""


def title_of(block: Any) -> str:
    """What a block calls itself, or else what kind it is."""
    value = block.value
    return value.get("title") or value.get("question") or value.get("statement") or str(block.block.label)


def pieces(screen: Screen, codes: set[str], *, easy: bool) -> list[Piece]:
    """What stands on paper for a screen, for whoever holds these jobs."""
    return [piece for block in screen.blocks for piece in _of(block, codes, easy)]


def _of(block: Any, codes: set[str], easy: bool) -> list[Piece]:
    value = block.value
    if block.block_type == "safety_panel":
        return [Piece("safety_panel", {})]
    how = value["print_as"]["how"] or "same"
    if how != "same":
        return [] if how == "leave_out" else [Piece("words", {"text": value["print_as"]["text"]})]
    has_easy = easy and bool(value["easy_read"]["text"] or value["easy_read"]["image"])
    own = [Piece("easy_read", value["easy_read"])] if has_easy else []
    if has_easy and block.block_type not in MAKERS:
        return own  # easy words take the place of what is read; what is done stays
    if block.block_type == "role_variant":
        return own or [piece for child in _mine(value, codes) for piece in _of(child, codes, easy)]
    return [*own, _piece(block), *_sources(value)]


def _mine(value: Any, codes: set[str]) -> Any:
    """The words for one's own job; those for everyone else where there are none."""
    mine = next((each for each in value["variants"] if codes & set(each["staff_roles"] or [])), None)
    return mine["blocks"] if mine is not None else value["fallback"]


def _piece(block: Any) -> Piece:
    kind = "quiz_choice" if block.block_type in CHOICES else block.block_type
    make = MAKERS.get(block.block_type)
    return Piece(kind, block.value, make(block) if make else {})


def _sources(value: Mapping[str, Any]) -> list[Piece]:
    records = [record for record in value["sources"] if record]
    return [Piece("sources", {"records": records})] if records else []


def _order(block: Any) -> dict[str, Any]:
    steps = dict(items_of(block.value["items"]))
    return {"steps": [steps[key] for key in mixed(keys=steps, seed=block.id)]}


def _options(block: Any) -> dict[str, Any]:
    options = dict(items_of(block.value["options"]))
    keys = mixed(keys=options, seed=block.id) if block.value["shuffle"] else list(options)
    return {"options": [options[key] for key in keys], "several": block.block_type == "quiz_multi"}


def _promise(block: Any) -> dict[str, Any]:
    return {"prompt": block.value["prompt"] or str(PROMISE)}


def _confidence(_block: Any) -> dict[str, Any]:
    return {"scale": range(11)}


def _scenes(block: Any) -> dict[str, Any]:
    """The story as numbers to turn to: its beginning is 1, its endings come last."""
    value = block.value
    scenes = sorted(value["scenes"], key=lambda scene: scene["key"] != value["start"])
    number = {each["key"]: at for at, each in enumerate([*scenes, *value["endings"]], 1)}
    told = [
        Scene(
            number=number[scene["key"]],
            text=scene["text"],
            image=scene["image"],
            alt=scene["alt"] or "",
            choices=tuple((choice["text"], number.get(choice["next"], 1)) for choice in scene["choices"]),
        )
        for scene in scenes
    ]
    ends = [
        Scene(
            number=number[ending["key"]],
            text=ending["text"],
            ending=ending["name"],
            kind=endings.in_words(ending["kind"]),
            why=ending["why"],
        )
        for ending in value["endings"]
    ]
    return {"scenes": [*told, *ends]}


def _plain(_block: Any) -> dict[str, Any]:
    return {}


# Every activity is here, so that easy words stand above what is done and never in its place.
MAKERS = {
    "quiz_single": _options,
    "quiz_multi": _options,
    "quiz_true_false": _plain,
    "quiz_sort": _plain,
    "quiz_order": _order,
    "scenario": _scenes,
    "reflection": _plain,
    "confidence": _confidence,
    "practice_task": _plain,
    "promise": _promise,
}
