"""A pasted list under what would become of each line, as the check table takes it."""

from typing import Any

from django.utils.translation import gettext as _

from cohorts.forms.people import Pasted

Told = list[tuple[Pasted, str]]


def check_groups(*, ready: Told, there: Told, left: list[Pasted]) -> list[dict[str, Any]]:
    """Ready, here already, and what needs a look: each line with its number, and what to do about it."""
    line, name = _("Line"), _("Name")
    return [
        _group(
            (_("Ready to add"), "hedge"),
            [line, name, _("E-mail"), _("What happens")],
            [(pasted.number, pasted.line.name, pasted.line.email or _("None"), what) for pasted, what in ready],
        ),
        _group(
            (_("Here already"), "edge"),
            [line, name, _("What we know")],
            [(pasted.number, pasted.line.name, what) for pasted, what in there],
        ),
        _group(
            (_("These lines need a look"), "rowan"),
            [line, _("What you typed"), _("Where")],
            [(pasted.number, pasted.text, pasted.column) for pasted in left],
            [pasted.fix for pasted in left],
        ),
    ]


def _group(
    head: tuple[str, str], columns: list[str], rows: list[tuple[Any, ...]], fixes: list[Any] | None = None
) -> dict[str, Any]:
    title, tone = head
    told = zip(rows, fixes or [""] * len(rows), strict=True)
    return {
        "title": title,
        "tone": tone,
        "count": len(rows),
        "columns": columns,
        "rows": [{"cells": list(zip(columns, row, strict=True)), "fix": fix} for row, fix in told],
    }
