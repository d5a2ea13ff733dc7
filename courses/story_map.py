"""The map of a scenario: scenes and endings, what leads where, what is wrong, and the same in words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.blocks.scenario import ENDING_KINDS
from press.flow import Box, draw, plan

KINDS = dict(ENDING_KINDS)


@dataclass(frozen=True, slots=True)
class Way:
    """One choice: its words, and the key it leads to."""

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One scene or ending in words. ``item`` is the id of its form, ``faults`` what is wrong there in short."""

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


def story_map(value: Any, *, key: str, scenes: Sequence[str], endings: Sequence[str]) -> StoryMap:
    """The map of a scenario as it is stored. ``scenes`` and ``endings`` are the ids of their forms, in order."""
    told = [
        Spot(scene["key"], scene["text"], item, ways=[Way(way["text"], way["next"]) for way in scene["choices"]])
        for scene, item in zip(value["scenes"], scenes, strict=True)
    ]
    told += [
        Spot(ending["key"], ending["name"], item, ending["kind"] or "neutral")
        for ending, item in zip(value["endings"], endings, strict=True)
    ]
    place = _places(told)
    spots = [
        Spot(spot.key, spot.words, spot.item, spot.kind, spot.ways, faults)
        for spot, faults in zip(told, _faults(told, place, value["start"]), strict=True)
    ]
    first = place.get(value["start"])
    boxes = [_box(spot, place, starts=at == first) for at, spot in enumerate(spots)]
    words = _("%(scenes)s scenes and %(endings)s endings, from %(start)s. The list below says the same.")
    title = _("Map of “%(title)s”") % {"title": value["title"]}
    described = words % {"scenes": len(scenes), "endings": len(endings), "start": value["start"]}
    picture = draw(plan(boxes, first), boxes, key=key, title=title, words=described)
    return StoryMap(title, picture, spots)


def _places(told: Sequence[Spot]) -> dict[str, int]:
    """Where each key stands first."""
    return {spot.key: at for at, spot in reversed(list(enumerate(told)))}


def _box(spot: Spot, place: Mapping[str, int], *, starts: bool) -> Box:
    to = [place.get(way.to) for way in spot.ways]
    ways = [way.words if way.to in place else f"{way.words} → {way.to}?" for way in spot.ways]
    role = spot.kind_in_words or (_("the story starts here") if starts else "")
    name = f"{spot.key} · {role}" if role else spot.key
    return Box(name, spot.words, ways, to, look=spot.kind or "scene", fault="; ".join(spot.faults))


def _faults(told: Sequence[Spot], place: Mapping[str, int], start: str) -> list[list[str]]:
    """In a few words for each: what courses.gates.story says in a sentence."""
    onward = {at: [place[way.to] for way in spot.ways if way.to in place] for at, spot in enumerate(told)}
    reached = _from(place[start], onward) if start in place else set()
    ends = {at for at, spot in enumerate(told) if spot.kind}
    found: list[list[str]] = []
    for at, spot in enumerate(told):
        ahead = _from(at, onward)
        stuck = not spot.kind and spot.ways and not ahead & ends
        loops = stuck and all(way.to in place for each in ahead for way in told[each].ways)
        faults = {
            _("key used twice"): place[spot.key] != at,
            _("nobody comes here"): at not in reached,
            _("dead end"): not spot.kind and not spot.ways,
            _("leads to %(keys)s, which is not there") % {"keys": _missing(spot, place)}: bool(_missing(spot, place)),
            _("round in a circle"): loops and all(told[each].ways for each in ahead),
        }
        found.append([words for words, so in faults.items() if so])
    return found


def _missing(spot: Spot, place: Mapping[str, int]) -> str:
    return ", ".join(dict.fromkeys(way.to for way in spot.ways if way.to not in place))


def _from(at: int, onward: Mapping[int, Sequence[int]]) -> set[int]:
    """Every place that can be come to from this one, itself among them."""
    seen: set[int] = set()
    ahead = [at]
    while ahead:
        if (at := ahead.pop()) not in seen:
            seen.add(at)
            ahead += onward[at]
    return seen
