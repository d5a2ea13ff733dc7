"""What stops a publication, as a list. Pure: values in, problems out. The list is catalogue.md section 11."""

import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

Block: TypeAlias = Any  # a StreamChild: Wagtail has no types
BRACE = re.compile(r"\{([^{}]+)\}")
# Filled by the Academy, never by hand.
OUR_WORDS = frozenset(
    {"name", "date", "place", "time", "site", "code", "organisation", "hours", "course", "rule in words"}
)
HANDS_ON = frozenset({"ATTENDANCE", "PRACTICE", "OBSERVATION"})


@dataclass(frozen=True)
class Problem:
    """One thing to put right before publishing, in words, and the block it is in (none: the page itself)."""

    words: str
    block_id: str = ""

    def __str__(self) -> str:
        return self.words


def local_words_in(values: Any) -> set[str]:
    """The local words in braces anywhere in what a StreamField stores."""
    if isinstance(values, str):
        return set(BRACE.findall(html.unescape(values))) - OUR_WORDS
    if isinstance(values, Mapping):
        return set().union(*(local_words_in(value) for value in values.values()))
    if isinstance(values, Iterable):
        return set().union(*(local_words_in(value) for value in values))
    return set()


def _image(value: Any) -> list[str]:
    if value["decorative"] or (value["alt"] or "").strip():
        return []
    return [_("Say what the picture shows, or tick “Decoration only”.")]


def _audio(value: Any) -> list[str]:
    return [] if (value["transcript"] or "").strip() else [_("Give the recording “%(title)s” a transcript.") % value]


def _evidence(value: Any) -> list[str]:
    return [] if value["record"] else [_("Choose an evidence record for the sentence “%(sentence)s”.") % value]


def _choice(value: Any) -> list[str]:
    if not value["must_be_right"] or any(option["right"] for option in value["options"]):
        return []
    return [_("Mark the right answer of “%(question)s”.") % value]


def _true_false(value: Any) -> list[str]:
    return [] if value["answer"] else [_("Say whether “%(statement)s” is true or false.") % value]


def _sort(value: Any) -> list[str]:
    known = set(value["categories"])
    return [
        _("In “%(question)s”, the category “%(category)s” is not in the list of categories.")
        % {"question": value["question"], "category": item["category"]}
        for item in value["items"]
        if item["category"] and item["category"] not in known
    ]


def _reached(value: Any) -> set[str]:
    """The keys that can be come to from the start."""
    onward = {scene["key"]: [choice["next"] for choice in scene["choices"]] for scene in value["scenes"]}
    seen: set[str] = set()
    ahead = [value["start"]]
    while ahead:
        key = ahead.pop()
        if key not in seen:
            seen.add(key)
            ahead += onward.get(key, [])
    return seen


def _keys(value: Any) -> tuple[list[str], set[str], set[str]]:
    scenes = [scene["key"] for scene in value["scenes"]]
    endings = [ending["key"] for ending in value["endings"]]
    return [*scenes, *endings], set(scenes), set(endings)


def _scenario(value: Any) -> list[str]:
    """Dead ends, scenes nobody comes to, keys used twice, and no good end."""
    keys, scenes, endings = _keys(value)
    known, reached = scenes | endings, _reached(value)
    about = {"title": value["title"]}
    found = [
        _("In “%(title)s”, the key %(key)s is used twice.") % (about | {"key": key})
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    found += [
        _("In “%(title)s”, a choice leads to %(key)s, which does not exist.") % (about | {"key": key})
        for key in sorted(reached - known)
    ]
    found += [
        _("In “%(title)s”, scene %(key)s is a dead end: give it a choice.") % (about | {"key": scene["key"]})
        for scene in value["scenes"]
        if not len(scene["choices"])
    ]
    found += [
        _("In “%(title)s”, nobody can come to %(key)s.") % (about | {"key": key}) for key in sorted(known - reached)
    ]
    if not any(ending["kind"] == "pass" and ending["key"] in reached for ending in value["endings"]):
        found.append(_("In “%(title)s”, no path leads to a settled end.") % about)
    return found


_BLOCK_GATES: dict[str, Callable[[Any], list[str]]] = {
    "image": _image,
    "audio": _audio,
    "evidence": _evidence,
    "quiz_single": _choice,
    "quiz_multi": _choice,
    "quiz_true_false": _true_false,
    "quiz_sort": _sort,
    "scenario": _scenario,
}


def _inside(block: Block) -> Iterable[Block]:
    """The block itself, or the blocks of each variant of it."""
    if block.block_type != "role_variant":
        return [block]
    return [child for variant in block.value["variants"] for child in variant["blocks"]] + list(block.value["fallback"])


def lesson_problems(body: Iterable[Block], *, unfilled: Mapping[str, Collection[str]] | None = None) -> list[Problem]:
    """What stops this lesson. ``unfilled``: local words it uses -> the organisations that have none."""
    found = [
        Problem(words, block.id)
        for block in body
        for child in _inside(block)
        for words in _BLOCK_GATES.get(child.block_type, lambda _value: [])(child.value)
    ]
    for word, places in sorted((unfilled or {}).items()):
        found.append(
            Problem(
                _("The local word {%(word)s} is not filled for %(places)s.")
                % {"word": word, "places": ", ".join(sorted(places))}
            )
        )
    return found


def module_problems(settings: Mapping[str, Any], *, required_lessons: int | None = None) -> list[Problem]:
    """What a module's rule still needs. ``required_lessons``: how many it has; None where that is not known yet."""
    rule = settings["completed_by"]
    missing = {
        "ATTENDANCE": [("minutes", _("Say how many minutes the session takes."))],
        "PRACTICE": [
            ("needed", _("Say how many log entries are needed.")),
            ("within_days", _("Say within how many days.")),
        ],
        "MENTORING": [("needed", _("Say how many meetings are needed."))],
        "GRANT": [("what_to_see", _("Say what the trainer looks for."))],
    }.get(rule, [])
    found = [Problem(words) for name, words in missing if not settings.get(name)]
    if rule == "LESSONS" and required_lessons == 0:
        found.append(Problem(_("A module completed by lessons needs at least one required lesson.")))
    return found


def route_problems(modules: Mapping[str, list[Problem]]) -> list[Problem]:
    """What stops a route: it needs modules, and each of them its settings. ``modules``: title -> its problems."""
    if not modules:
        return [Problem(_("Choose at least one module."))]
    return [
        Problem(_("%(module)s: %(problem)s") % {"module": title, "problem": problem})
        for title, problems in modules.items()
        for problem in problems
    ]


def course_problems(*, kind: str, rules: Collection[str], has_safety_panel: bool) -> list[Problem]:
    """What stops a course. ``rules``: the completed_by of each of its modules."""
    found = []
    if not has_safety_panel:
        found.append(Problem(_("Put a safety panel into at least one lesson of the course.")))
    if kind == "SKILL" and not HANDS_ON & set(rules):
        found.append(
            Problem(_("A skill is learned by doing: add a session, a practice log or an observation as a module."))
        )
    return found
