"""The map of a scenario: scenes and endings, what leads where, what is wrong, and the same in words. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.blocks.scenario import ENDING_KINDS
from courses.gates.story import faults
from courses.gates.values import Path
from press.flow import Box, draw, plan

KINDS = dict(ENDING_KINDS)
WHOLE: Path = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One choice: its words, and the key it leads to."""

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A scene, an ending or the whole story. ``item``: the id of its form; ``faults``: the gate's, in short."""

    key: str
    words: str
    item: str
    kind: str = ""
    ways: Sequence[Way] = ()
    faults: Sequence[str] = ()

    @property
    def kind_in_words(self) -> str:
        """The kind of an ending; nothing for a scene."""
        return str(KINDS.get(self.kind, ""))


@dataclass(frozen=True, slots=True)
class StoryMap:
    """A picture, and the same as a list."""

    title: str
    svg: SafeString
    spots: Sequence[Spot]

    @property
    def faulty(self) -> list[Spot]:
        """Those to put right."""
        return [spot for spot in self.spots if spot.faults]


def story_map(value: Any, *, item: str, scenes: Sequence[str], endings: Sequence[str]) -> StoryMap:
    """The map of a scenario as it is stored. Named by the ids of their forms: the whole, its scenes, its endings."""
    wrong = _wrong(value)
    told: list[Spot] = []
    if whole := wrong[WHOLE]:
        start = Way(_("the story starts here"), value["start"])
        told.append(Spot(_("The whole story"), value["title"], item, "", [start], whole))
    told += [
        Spot(scene["key"], scene["text"], form, "", _ways(scene), wrong["scenes", at])
        for at, (scene, form) in enumerate(zip(value["scenes"], scenes, strict=True))
    ]
    told += [
        Spot(ending["key"], ending["name"], form, ending["kind"] or "neutral", (), wrong["endings", at])
        for at, (ending, form) in enumerate(zip(value["endings"], endings, strict=True))
    ]
    place = {spot.key: at for at, spot in reversed(list(enumerate(told))) if spot.item != item}
    first = place.get(value["start"])
    boxes = [_box(spot, place, starts=at == first) for at, spot in enumerate(told)]
    words = _("%(scenes)s scenes and %(endings)s endings, from %(start)s. The list below says the same.")
    title = _("Map of “%(title)s”") % {"title": value["title"]}
    described = words % {"scenes": len(scenes), "endings": len(endings), "start": value["start"]}
    top = 0 if whole else first
    picture = draw(plan(boxes, top), boxes, key=f"map-{item}", title=title, words=described)
    return StoryMap(title, picture, told)


def _wrong(value: Any) -> Mapping[Path, list[str]]:
    """What the gate says, in few words, by the scene or ending it leads to; of the whole where it leads to neither."""
    found = defaultdict[Path, list[str]](list)
    for fault in faults(value):
        said = found[fault.path[:2] if len(fault.path) > 1 else WHOLE]
        if fault.short not in said:
            said.append(fault.short)
    return found


def _ways(scene: Any) -> list[Way]:
    return [Way(choice["text"], choice["next"]) for choice in scene["choices"]]


def _box(spot: Spot, place: Mapping[str, int], *, starts: bool) -> Box:
    to = [place.get(way.to) for way in spot.ways]
    ways = [way.words if way.to in place else f"{way.words} → {way.to}?" for way in spot.ways]
    role = spot.kind_in_words or (_("the story starts here") if starts else "")
    name = f"{spot.key} · {role}" if role else spot.key
    return Box(name, spot.words, ways, to, look=spot.kind or "scene", faults=spot.faults)
