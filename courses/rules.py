"""What a module asks, as values that two versions of it are compared by. No database."""

from collections.abc import Mapping
from typing import Any

# The settings that change what somebody has to do, for each rule; the others of the form do not count under it.
COUNT: dict[str, tuple[str, ...]] = {
    "LESSONS": (),
    "ATTENDANCE": ("minutes", "share", "catch_up_allowed"),
    "PRACTICE": ("needed", "within_days"),
    "OBSERVATION": ("rubric",),
    "MENTORING": ("needed",),
    "GRANT": ("what_to_see",),
}
RULE_FIELDS = ("completed_by", *sorted({name for names in COUNT.values() for name in names}))


def asked(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """The rule and the settings that count under it. A row stands as its key, as a stored draft has it."""
    rule = str(values.get("completed_by"))
    given = (values.get(name) for name in COUNT.get(rule, ()))
    return (rule, *(getattr(value, "pk", value) for value in given))
