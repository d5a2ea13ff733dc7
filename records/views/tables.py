"""Rows of ours as the table component takes them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.translation import gettext as _

from records.models import Export, LearningRecord

NOTHING = "–"


def record_table(records: Iterable[LearningRecord], *, linked: bool = True) -> dict[str, Any]:
    """Learning records: who, what, the post then, the evidence and the days. A name leads to its person if linked."""
    heads = [
        _("Person"),
        _("Completed"),
        _("Staff role then"),
        _("Department then"),
        _("Evidence"),
        _("On"),
        _("Valid to"),
    ]
    return table(heads, (record_cells(record, linked=linked) for record in records))


def record_cells(record: LearningRecord, *, linked: bool) -> list[dict[str, Any]]:
    """One record."""
    no_end = _("No end") if record.item_type == LearningRecord.Item.COURSE else NOTHING
    return [
        {
            "text": record.person.get_full_name(),
            "url": reverse("records:person", args=[record.person.uuid]) if linked else "",
            "note": record.assignment.employee_number if record.assignment else "",
        },
        {"text": record.item_title, "note": record.get_item_type_display()},
        {"text": record.staff_role or NOTHING},
        {"text": record.department or NOTHING},
        {"text": record.get_evidence_display()},
        {"day": record.completed_on},
        {"day": record.expires_on, "text": no_end},
    ]


def export_table(exports: Iterable[Export]) -> dict[str, Any]:
    """Files asked for: when, why, of what kind, how many rows, and what became of each."""
    heads = [_("Asked for"), _("Why"), _("Kind"), _("Rows"), _("State")]
    found = table(
        heads,
        (
            [
                {"moment": export.requested_at, "url": reverse("records:export", args=[export.uuid])},
                {"text": f"{export.get_purpose_display()}: {export.purpose_note}"},
                {"text": export.get_format_display()},
                {"text": intcomma(export.rows_total), "number": True},
                {"text": export.get_state_display()},
            ]
            for export in exports
        ),
    )
    found["columns"][3]["number"] = True
    return found


def table(heads: list[str], rows: Iterable[list[dict[str, Any]]]) -> dict[str, Any]:
    """Columns with these heads, and the rows with each cell under the head of its column."""
    return {
        "columns": [{"label": head} for head in heads],
        "rows": [[{"label": head} | cell for head, cell in zip(heads, row, strict=True)] for row in rows],
    }
