"""A scenario: every scene can be come to and leads on, and one way ends well."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.gates.values import Found, Path

Onward = Mapping[str, list[str]]  # scene -> where its choices lead
Told = tuple[str, str, Path]  # the kind of fault, the key it is about, and the way to the field

# Each kind of fault: as a sentence of its own, and in a few words where it is seen what they are about.
KINDS = {
    "twice": (_("In “%(title)s”, the key %(key)s is used twice."), _("key used twice")),
    "no_start": (
        _("“%(title)s” starts with %(key)s, which does not exist."),
        _("starts with %(key)s, which is not there"),
    ),
    "nowhere": (
        _("In “%(title)s”, a choice leads to %(key)s, which does not exist."),
        _("leads to %(key)s, which is not there"),
    ),
    "dead_end": (_("In “%(title)s”, scene %(key)s is a dead end: give it a choice."), _("dead end")),
    "circle": (
        _("In “%(title)s”, people go round in a circle from %(key)s: let one choice lead to an ending."),
        _("round in a circle"),
    ),
    "unseen": (_("In “%(title)s”, nobody can come to %(key)s."), _("nobody comes here")),
    "no_good_end": (_("In “%(title)s”, no path leads to a settled end."), _("no path leads to a settled end")),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a scenario: a sentence for a list, a few words for a picture, the way to the field."""

    words: str
    short: str
    path: Path


def faults(value: Any) -> list[Fault]:
    """Keys used twice, choices that lead nowhere, dead ends, rounds, places nobody comes to, and no good end."""
    scenes, endings = value["scenes"], value["endings"]
    places: list[tuple[str, Path]] = [(scene["key"], ("scenes", at)) for at, scene in enumerate(scenes)]
    places += [(ending["key"], ("endings", at)) for at, ending in enumerate(endings)]
    onward: Onward = {scene["key"]: [choice["next"] for choice in scene["choices"]] for scene in scenes}
    reached = _from(value["start"], onward)
    known = {key for key, _path in places}
    found = [*_twice(places), *_nowhere(value, known), *_stuck(scenes, onward, known)]
    found += [("unseen", key, (*path, "key")) for key, path in places if key not in reached]
    if not any(ending["kind"] == "pass" and ending["key"] in reached for ending in endings):
        found.append(("no_good_end", "", ("endings",)))
    return [_fault(value["title"], *told) for told in found]


def scenario(value: Any) -> list[Found]:
    """What stops a scenario, in sentences."""
    return [(fault.words, fault.path) for fault in faults(value)]


def _fault(title: str, kind: str, key: str, path: Path) -> Fault:
    words, short = (str(text) % {"title": title, "key": key} for text in KINDS[kind])
    return Fault(words, short, path)


def _from(key: str, onward: Onward) -> set[str]:
    """Every key that can be come to from this one, itself among them."""
    seen: set[str] = set()
    ahead = [key]
    while ahead:
        key = ahead.pop()
        if key not in seen:
            seen.add(key)
            ahead += onward.get(key, [])
    return seen


def _twice(places: list[tuple[str, Path]]) -> Iterator[Told]:
    seen: set[str] = set()
    for key, path in places:
        if key in seen:
            yield "twice", key, (*path, "key")
        seen.add(key)


def _nowhere(value: Any, known: set[str]) -> Iterator[Told]:
    if value["start"] not in known:
        yield "no_start", value["start"], ("start",)
    for at, scene in enumerate(value["scenes"]):
        for number, choice in enumerate(scene["choices"]):
            if choice["next"] not in known:
                yield "nowhere", choice["next"], ("scenes", at, "choices", number, "next")


def _stuck(scenes: list[Any], onward: Onward, known: set[str]) -> Iterator[Told]:
    """Scenes without a choice, and scenes whose choices all come back to where one was."""
    for at, scene in enumerate(scenes):
        ahead = _from(scene["key"], onward)
        if not scene["choices"]:
            kind = "dead_end"
        elif ahead <= known and all(onward.get(key) for key in ahead):
            kind = "circle"
        else:
            continue
        yield kind, scene["key"], ("scenes", at, "choices")
