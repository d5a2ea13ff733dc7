"""A scenario told scene by scene. The path so far travels with the form; only an ending is kept."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from courses.marking import UnknownAnswer, Walk, walk
from courses.models import LessonPage
from courses.screens import Screen
from courses.services import fill
from learning.forms.fields import Look
from learning.rules import endings
from learning.services import player
from learning.services.player import Playing

LONGEST_PATH = 40


@dataclass(frozen=True, slots=True)
class Step:
    """Where one choice leads: the path with it, and the ending if it is one."""

    path: list[int]
    ending: Any | None

    @property
    def query(self) -> str:
        """The path as a part of an address."""
        return urlencode({"path": written(self.path)})


@dataclass(frozen=True, slots=True)
class Told:
    """A scenario as it stands on the page: a scene with choices, or an ending with its why."""

    title: str
    setting: str
    so_far: list[tuple[str, str]]
    path: str
    before: str
    text: str
    choices: list[str]
    scene: Any | None = None
    ending: Any | None = None
    ending_text: str = ""
    why: str = ""
    kind_in_words: str = ""
    done: bool = False
    revisit: LessonPage | None = None
    revisit_url: str = ""


def written(path: list[int]) -> str:
    """A path as text: 0.1.0."""
    return ".".join(str(step) for step in path)


def read(text: str) -> list[int]:
    """A path from text; what is no path is the beginning."""
    parts = text.split(".") if text else []
    return [int(part) for part in parts] if len(parts) <= LONGEST_PATH and all(map(_is_step, parts)) else []


def _is_step(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) <= 2


def step(request: HttpRequest, block: Any) -> Step:
    """The path with the choice just made. A choice that is not there leaves the path as it was."""
    before = read(request.POST.get("path", ""))
    choice = request.POST.get("choice", "")
    path = [*before, int(choice)] if _is_step(choice) else before
    try:
        return Step(path, walk(block, path).ending)
    except UnknownAnswer:
        return Step([], None)


def told(request: HttpRequest, now: Playing, here: Screen, look: Look) -> Told | None:
    """The scenario on this screen; None where there is none."""
    block = here.activity
    if block is None or block.block_type != "scenario":
        return None
    run = player.last_run(enrolment=now.enrolment, lesson=now.lesson, block_id=block.id)
    revisit = player.lesson_to_revisit(block=block, run=run)
    walking = "path" in request.GET or "again" in request.GET
    if run is not None and (revisit is not None or not walking):
        ending = next((each for each in block.value["endings"] if each["key"] == run.ending), None)
        if ending is not None:
            return _ended(now, run, ending, look, revisit)
    path = read(request.GET.get("path", ""))
    try:
        walked = walk(block, path)
    except UnknownAnswer:
        path, walked = [], walk(block, [])
    if walked.scene is None:
        path, walked = [], walk(block, [])
    return _scene(block, path, walked, look)


def opening(block: Any, look: Look) -> Told:
    """The scenario as it begins, for nobody yet. A draft may not have its first scene: then there are no words."""
    return _scene(block, [], walk(block, []), look)


def _scene(block: Any, path: list[int], walked: Walk, look: Look) -> Told:
    scene = walked.scene
    return Told(
        title=fill(block.value["title"], look.words),
        setting=fill(block.value["setting"] or "", look.words),
        so_far=_so_far(block, walked.scenes, path, look),
        path=written(path),
        before=urlencode({"path": written(path[:-1])}) if path else "",
        text=fill(scene["text"], look.words) if scene else "",
        choices=[fill(choice["text"], look.words) for choice in scene["choices"]] if scene else [],
        scene=scene,
    )


def _ended(now: Playing, run: Any, ending: Any, look: Look, revisit: LessonPage | None) -> Told:
    block = next(each for each in now.lesson.body if each.id == run.block_id)
    return Told(
        title=fill(block.value["title"], look.words),
        setting="",
        so_far=_walked(block, [*run.path, run.ending], look),
        path="",
        before="",
        text="",
        choices=[],
        ending=ending,
        ending_text=fill(ending["text"], look.words),
        why=fill(ending["why"], look.words),
        kind_in_words=endings.in_words(run.kind),
        done=now.is_done(block),
        revisit=revisit,
        revisit_url=_address(now, revisit) if revisit else "",
    )


def _address(now: Playing, lesson: LessonPage) -> str:
    return reverse("learning:resume", args=[now.enrolment.uuid, lesson.get_parent().slug, lesson.slug])


def _walked(block: Any, keys: list[str], look: Look) -> list[tuple[str, str]]:
    """The scenes that were passed, each with the choice that led on. What an edit took out since is left out."""
    by_key = {scene["key"]: scene for scene in block.value["scenes"]}
    said = []
    for key, onward in pairwise(keys):
        choices = by_key[key]["choices"] if key in by_key else []
        chosen = next((choice["text"] for choice in choices if choice["next"] == onward), None)
        if chosen is not None:
            said.append((fill(by_key[key]["text"], look.words), fill(chosen, look.words)))
    return said


def _so_far(block: Any, scenes: list[str], path: list[int], look: Look) -> list[tuple[str, str]]:
    by_key = {scene["key"]: scene for scene in block.value["scenes"]}
    passed = [by_key[key] for key in scenes[: len(path)]]
    return [
        (fill(scene["text"], look.words), fill(scene["choices"][choice]["text"], look.words))
        for scene, choice in zip(passed, path, strict=True)
    ]
