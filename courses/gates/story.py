"""A scenario: every scene can be come to and leads on, and one way ends well."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.gates.values import Found, Path

Onward = Mapping[str, list[str]]  # scene -> where its choices lead
Told = tuple[str, str, Path]  # words, the key they are about, and the way to the field


def scenario(value: Any) -> list[Found]:
    """Keys used twice, choices that lead nowhere, dead ends, rounds, places nobody comes to, and no good end."""
    scenes, endings = value["scenes"], value["endings"]
    places: list[tuple[str, Path]] = [(scene["key"], ("scenes", at)) for at, scene in enumerate(scenes)]
    places += [(ending["key"], ("endings", at)) for at, ending in enumerate(endings)]
    onward: Onward = {scene["key"]: [choice["next"] for choice in scene["choices"]] for scene in scenes}
    reached = _from(value["start"], onward)
    known = {key for key, _path in places}
    found = [*_twice(places), *_nowhere(value, known), *_stuck(scenes, onward, known)]
    found += [
        (_("In “%(title)s”, nobody can come to %(key)s."), key, (*path, "key"))
        for key, path in places
        if key not in reached
    ]
    if not any(ending["kind"] == "pass" and ending["key"] in reached for ending in endings):
        found.append((_("In “%(title)s”, no path leads to a settled end."), "", ("endings",)))
    return [(words % {"title": value["title"], "key": key}, path) for words, key, path in found]


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
            yield _("In “%(title)s”, the key %(key)s is used twice."), key, (*path, "key")
        seen.add(key)


def _nowhere(value: Any, known: set[str]) -> Iterator[Told]:
    if value["start"] not in known:
        yield _("“%(title)s” starts with %(key)s, which does not exist."), value["start"], ("start",)
    for at, scene in enumerate(value["scenes"]):
        for number, choice in enumerate(scene["choices"]):
            if choice["next"] not in known:
                words = _("In “%(title)s”, a choice leads to %(key)s, which does not exist.")
                yield words, choice["next"], ("scenes", at, "choices", number, "next")


def _stuck(scenes: list[Any], onward: Onward, known: set[str]) -> Iterator[Told]:
    """Scenes without a choice, and scenes whose choices all come back to where one was."""
    for at, scene in enumerate(scenes):
        ahead = _from(scene["key"], onward)
        if not scene["choices"]:
            words = _("In “%(title)s”, scene %(key)s is a dead end: give it a choice.")
        elif ahead <= known and all(onward.get(key) for key in ahead):
            words = _("In “%(title)s”, people go round in a circle from %(key)s: let one choice lead to an ending.")
        else:
            continue
        yield words, scene["key"], ("scenes", at, "choices")
