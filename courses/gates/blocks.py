"""What each kind of block needs before it is published."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.gates.story import scenario
from courses.gates.values import Found, Path, Stored, blank


def _image(value: Any) -> list[Found]:
    if value.get("decorative") or not blank(value.get("alt")):
        return []
    return [(_("Say what the picture shows, or tick “Decoration only”."), ("alt",))]


def _recording(value: Any) -> list[Found]:
    if not blank(value.get("transcript")):
        return []
    return [(_("Give the recording “%(title)s” a transcript.") % value, ("transcript",))]


def _video(value: Any) -> list[Found]:
    wanted = {
        "captions": _("Give the video “%(title)s” captions."),
        "transcript": _("Give the video “%(title)s” a transcript."),
    }
    return [(words % value, (name,)) for name, words in wanted.items() if blank(value.get(name))]


def _evidence(value: Any) -> list[Found]:
    if value.get("record"):
        return []
    return [(_("Choose an evidence record for the sentence “%(sentence)s”.") % value, ("record",))]


def _handout(value: Any) -> list[Found]:
    """A sheet that is only a file cannot be read aloud, on a phone, or in another size."""
    if not value.get("files") or not blank(value.get("body")):
        return []
    return [(_("Write out what the files of “%(title)s” say, so that nobody needs a file.") % value, ("body",))]


def _choice(value: Any) -> list[Found]:
    if any(option.get("right") for option in value["options"]):
        return []
    return [(_("Mark the right answer of “%(question)s”.") % value, ("options",))]


def _true_false(value: Any) -> list[Found]:
    if value.get("answer"):
        return []
    return [(_("Say whether “%(statement)s” is true or false.") % value, ("answer",))]


def _sort(value: Any) -> list[Found]:
    known = set(value["categories"])
    words = _("In “%(question)s”, the category “%(category)s” is not in the list of categories.")
    return [
        (words % {"question": value["question"], "category": item["category"]}, ("items", at, "category"))
        for at, item in enumerate(value["items"])
        if item.get("category") and item["category"] not in known
    ]


GATES: dict[str, Callable[[Any], list[Found]]] = {
    "image": _image,
    "audio": _recording,
    "video": _video,
    "evidence": _evidence,
    "handout": _handout,
    "quiz_single": _choice,
    "quiz_multi": _choice,
    "quiz_true_false": _true_false,
    "quiz_sort": _sort,
    "scenario": scenario,
}


def _inside(value: Any, path: Path) -> Iterator[tuple[Stored, Path]]:
    """The blocks at any depth of a value, each with the way to it."""
    if isinstance(value, Stored):
        yield value, path
        yield from _inside(value.value, path)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _inside(part, (*path, name))
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from _inside(part, (*path, at))


def _pictures(value: Any, path: Path) -> Iterator[Found]:
    """Pictures inside a block (of an answer, a scene, an easy-read version) that nobody has put into words."""
    if isinstance(value, Mapping):
        if path and value.get("image") and "alt" in value and blank(value["alt"]) and not value.get("decorative"):
            yield _("Say what the picture shows."), (*path, "alt")
        for name, part in value.items():
            yield from _pictures(part, (*path, name))
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from _pictures(part, (*path, at))


def found_in(block: Stored) -> list[Found]:
    """What stops this block and those inside it, each with the way to its field."""
    return [
        (words, (*path, *deeper))
        for inner, path in _inside(block, ())
        for words, deeper in [*GATES.get(inner.block_type, _nothing)(inner.value), *_pictures(inner.value, ())]
    ]


def _nothing(value: Any) -> list[Found]:
    return []
