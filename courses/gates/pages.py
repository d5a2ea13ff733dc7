"""What lessons, modules, routes and courses need before they are published."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.gates.blocks import found_in
from courses.gates.shape import shape_problems
from courses.gates.values import BRACE, Problem, read, words_needed

HANDS_ON = frozenset({"ATTENDANCE", "PRACTICE", "OBSERVATION"})
# What a certificate fills in what its route says; any other brace would be printed as it stands.
SLOTS = ("course", "date", "place", "hours", "led_by", "valid_until")


def lesson_problems(stored: Iterable[Any], *, unfilled: Mapping[str, Collection[str]] | None = None) -> list[Problem]:
    """What stops a lesson with this body, as it is stored.

    ``unfilled``: local words it uses -> the organisations that have none.
    """
    blocks = read(list(stored))
    found = [
        Problem(words, block.id, "body", (at, *path))
        for at, block in enumerate(blocks)
        for words, path in found_in(block)
    ]
    return found + unfilled_problems(blocks, unfilled or {})


def body_problems(
    body: Iterable[Any], stored: Iterable[Any], *, unfilled: Mapping[str, Collection[str]]
) -> list[Problem]:
    """All that stops a lesson: what the gates say of its body as it is stored, and its fields of themselves."""
    found = lesson_problems(stored, unfilled=unfilled)
    return found + shape_problems(body, known=found)


def plan_problems(
    plan: Iterable[Any], stored: Iterable[Any], *, unfilled: Mapping[str, Collection[str]]
) -> list[Problem]:
    """What stops a module with this plan: words that a place has not filled, and fields that a draft left empty."""
    return unfilled_problems(stored, unfilled) + shape_problems(plan, known=[], field="plan")


def unfilled_problems(stored: Iterable[Any], unfilled: Mapping[str, Collection[str]]) -> list[Problem]:
    """One for each local word that some organisation has not filled, at the first block that needs it."""
    words = _("The local word {%(word)s} is not filled for %(places)s.")
    blocks = read(list(stored))
    where = {word: block.id for block in reversed(blocks) for word in words_needed([block])}
    return [
        Problem(words % {"word": word, "places": ", ".join(sorted(places))}, where.get(word, ""))
        for word, places in sorted(unfilled.items())
    ]


def module_problems(settings: Mapping[str, Any], *, required_lessons: int | None = None) -> list[Problem]:
    """What a module's rule still needs. ``required_lessons``: how many it has; None where that is not known yet."""
    rule = settings["completed_by"]
    missing = {
        "ATTENDANCE": [("minutes", _("Say how many minutes the session takes."))],
        "PRACTICE": [
            ("needed", _("Say how many log entries are needed.")),
            ("within_days", _("Say within how many days.")),
        ],
        "OBSERVATION": [("rubric", _("Choose the rubric that the observer scores by."))],
        "MENTORING": [("needed", _("Say how many meetings are needed."))],
        "GRANT": [("what_to_see", _("Say what the trainer looks for."))],
    }.get(rule, [])
    found = [Problem(words, field=name) for name, words in missing if not settings.get(name)]
    if rule == "LESSONS" and required_lessons == 0:
        found.append(Problem(_("A module completed by lessons needs at least one required lesson.")))
    return found


def route_problems(modules: Mapping[str, list[Problem]], *, strangers: Iterable[str] = ()) -> list[Problem]:
    """What stops a route: it needs modules of its own course, and each of them its settings.

    ``modules``: title -> its problems. ``strangers``: the titles of those that belong to another course.
    """
    if not modules:
        return [Problem(_("Choose at least one module."), field="route_modules")]
    found = [_("%(module)s belongs to another course.") % {"module": title} for title in strangers]
    found += [
        _("%(module)s: %(problem)s") % {"module": title, "problem": problem}
        for title, problems in modules.items()
        for problem in problems
    ]
    return [Problem(words, field="route_modules") for words in found]


def unknown_slots(statement: str) -> list[str]:
    """The words in braces that no certificate fills, as they are written."""
    return [f"{{{word}}}" for word in BRACE.findall(statement) if word not in SLOTS]


def course_problems(*, kind: str, rules: Collection[str], has_safety_panel: bool) -> list[Problem]:
    """What stops a course. ``rules``: the completed_by of each of its modules."""
    found = []
    if not has_safety_panel:
        found.append(Problem(_("Put a safety panel into at least one lesson of the course.")))
    if kind == "SKILL" and not HANDS_ON & set(rules):
        words = _("A skill is learned by doing: add a session, a practice log or an observation as a module.")
        found.append(Problem(words, field="kind"))
    return found


def translation_problems(*, waiting: bool) -> list[Problem]:
    """What stops a page that began as a copy in another language."""
    if not waiting:
        return []
    return [Problem(_("Somebody who speaks the language has not cleared this translation yet."))]
