"""The bytes of an export: which columns, which sheets, which endings."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from press import spreadsheet
from records.columns import CHECK_THESE, COMPLETIONS, SCHEMA, Column
from records.models import Export, LearningRecord

CHUNK = 500
ENDINGS = {Export.Format.XLSX: "xlsx", Export.Format.CSV_EXCEL: "csv", Export.Format.CSV: "csv"}

Told = Callable[[int], None]


def header(columns: tuple[Column, ...]) -> list[spreadsheet.Column]:
    """The columns as the writer knows them."""
    return [spreadsheet.Column(column.name, column.kind) for column in columns]


def values(rows: QuerySet[LearningRecord], columns: tuple[Column, ...], told: Told | None) -> Iterator[tuple[Any, ...]]:
    """The rows as plain values, a chunk at a time, telling how many are done after each chunk."""
    found = rows.values_list(*[column.source for column in columns])
    for done, row in enumerate(found.iterator(chunk_size=CHUNK), start=1):
        yield row
        if told and not done % CHUNK:
            told(done)


def about(export: Export) -> Iterator[tuple[str, str]]:
    """What the file is, for whoever opens it later."""
    yield _("Schema"), SCHEMA
    yield _("Organisation"), export.organisation.name
    yield _("Asked for at"), spreadsheet.moment(export.requested_at)
    yield _("Asked for by"), str(export.requested_by.uuid)
    yield _("Purpose"), f"{export.get_purpose_display()}: {export.purpose_note}"
    for name, value in sorted(export.filters.items()):
        yield _("Filter %(name)s") % {"name": name}, ", ".join(value) if isinstance(value, list) else str(value)
    yield _("Rows"), str(export.rows_total)
    yield _("Up to change"), str(export.to_seq)


def write_file(export: Export, rows: QuerySet[LearningRecord], told: Told) -> tuple[Path, str, int]:
    """A temporary file with the rows, the ending its format has, and how many cells could not go in as they were.

    The caller removes the file.
    """
    ending = ENDINGS[Export.Format(export.format)]
    path = Path(tempfile.mkstemp(suffix=f".{ending}")[1])
    with path.open("wb") as file:
        if ending == "csv":
            cells = values(rows, COMPLETIONS, told)
            for_excel = export.format == Export.Format.CSV_EXCEL
            written = spreadsheet.write_csv(file, header(COMPLETIONS), cells, for_excel=for_excel)
            return path, ending, len(written.problems)
    unmatched = rows.filter(assignment__employee_number="")
    pair = [spreadsheet.Column(_("What")), spreadsheet.Column(_("Value"))]
    sheets = [
        spreadsheet.Sheet("Completions", header(COMPLETIONS), values(rows, COMPLETIONS, told)),
        spreadsheet.Sheet("About", pair, about(export)),
        spreadsheet.Sheet("Check these", header(CHECK_THESE), values(unmatched, CHECK_THESE, None)),
    ]
    written = spreadsheet.write_xlsx(path, sheets, created=export.requested_at)
    return path, ending, len(written.problems)
