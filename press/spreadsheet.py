"""Rows become CSV and XLSX files in which texts stay texts, whatever they look like.

A column says what it holds. Texts keep their leading zeros and are never formulas, links or numbers; dates are dates;
moments are texts in UTC. Rows are taken one at a time, so a long file needs no more memory than a short one.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Literal

from rustpy_xlsxwriter import FastExcel, Format

Kind = Literal["text", "integer", "date", "datetime", "decimal"]

# What makes a spreadsheet program run a cell, full-width twins included.
DANGEROUS = frozenset("=+-@\t\r\n\x00＝＋－＠")
# Not allowed in XML, of no use in a table: control characters, halves of surrogate pairs, non-characters.
UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
LONGEST_CELL = 32_767
MOST_ROWS = 1_000_000
NUMBER_FORMATS = {"text": "@", "integer": "0", "date": "yyyy-mm-dd", "datetime": "@", "decimal": "0.00"}
WIDTHS = {"text": 24, "integer": 12, "date": 12, "datetime": 22, "decimal": 12}
EXCEL_BEGINS = date(1900, 3, 1)  # before it, Excel's calendar has a day that never was


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, unique in its table, and what it holds."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that could not be written as it was: where it stood (first row 1) and why. It never holds the value."""

    sheet: str
    row: int
    column: str
    reason: Literal["too long", "dangerous"]


@dataclass(slots=True)
class Written:
    """How a file turned out: how many rows went in, and what could not go in as it was."""

    rows: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its name, its columns and its rows, each a sequence in the order of the columns."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it, if a spreadsheet program would take it for something to run."""
    return f"'{text}" if text[:1] in DANGEROUS else text


def clean(text: str) -> str:
    """The text without the characters that no table can hold."""
    return text if text.isprintable() else text.translate(UNPRINTABLE)


def moment(value: datetime) -> str:
    """A moment in UTC, to the second. Raises ValueError where it has no time zone."""
    if value.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be written.")
    return f"{value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


# --- CSV ------------------------------------------------------------------------------------------------------------
def write_csv(file: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, for_excel: bool) -> Written:
    """Write the rows as UTF-8 CSV with CRLF, and leave the file open.

    For Excel: a byte order mark, and dangerous texts made safe. For machines: neither; a dangerous text is left out
    and named among the problems. Raises ValueError for two columns of one name and for a moment without a zone.
    """
    _check(columns)
    written = Written()
    makers = [(column, TEXTS[column.kind], column.kind == "text") for column in columns]
    text = io.TextIOWrapper(file, encoding="utf-8-sig" if for_excel else "utf-8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        for row in rows:
            written.rows += 1
            cells = ["" if value is None else make(value) for (_c, make, _t), value in zip(makers, row, strict=True)]
            for at, (column, _make, is_text) in enumerate(makers):
                if is_text and cells[at][:1] in DANGEROUS:
                    cells[at] = _disarm(cells[at], column, written, for_excel=for_excel)
            writer.writerow(cells)
    finally:
        text.detach()
    return written


def _disarm(text: str, column: Column, written: Written, *, for_excel: bool) -> str:
    if for_excel or not text:
        return safe_cell(text)
    written.problems.append(Problem("", written.rows, column.name, "dangerous"))
    return ""


# How a file for machines writes each kind: ISO dates, two decimal places, whole numbers without a sign of their own.
TEXTS: dict[Kind, Callable[[Any], str]] = {
    "text": lambda value: clean(str(value)),
    "integer": lambda value: str(int(value)),
    "date": lambda value: value.isoformat(),
    "datetime": moment,
    "decimal": lambda value: f"{Decimal(value):.2f}",
}


# --- XLSX -----------------------------------------------------------------------------------------------------------
def write_xlsx(path: Path, sheets: Sequence[Sheet], *, created: datetime) -> Written:
    """Write a workbook: on each sheet a frozen header with filters, typed cells, texts as texts.

    ``created`` is the one date inside the file: the same sheets with the same date give the same bytes. A text that
    Excel cannot hold is cut and named among the problems. Raises ValueError for two columns of one name, a moment
    without a zone, and a sheet of more than a million rows.
    """
    written = Written()
    book = FastExcel(str(path), output_format="xlsx")
    book.format(datetime_format="yyyy-mm-dd")
    for sheet in sheets:
        _check(sheet.columns)
        book.freeze(row=1, sheet=sheet.name)
        texts = [column.name for column in sheet.columns if column.kind in {"text", "datetime"}]
        book.sheet(
            sheet.name,
            _never_empty(_cells(sheet, written), sheet.columns),
            column_formats={
                column.name: Format().set_num_format(NUMBER_FORMATS[column.kind]) for column in sheet.columns
            },
            column_widths={column.name: WIDTHS[column.kind] for column in sheet.columns},
            header_format=Format().set_bold(),
            autofilter=True,
            ignore_errors=texts,
        )
    book.save()
    _set_created(path, created)
    return written


def _cells(sheet: Sheet, written: Written) -> Iterator[dict[str, Any]]:
    makers: list[tuple[str, Callable[[Any], Any]]] = [(column.name, CELLS[column.kind]) for column in sheet.columns]
    for number, row in enumerate(sheet.rows, start=1):
        if number > MOST_ROWS:
            raise ValueError("A sheet holds at most a million rows: write several files.")
        written.rows += 1
        cells = {name: None if value is None else make(value) for (name, make), value in zip(makers, row, strict=True)}
        for name, cell in cells.items():
            if type(cell) is str and len(cell) > LONGEST_CELL:
                written.problems.append(Problem(sheet.name, number, name, "too long"))
                cells[name] = cell[:LONGEST_CELL]
        yield cells


def _never_empty(cells: Iterator[dict[str, Any]], columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    # The writer takes its header from the first row, so a sheet without rows is given one without values.
    first = next(cells, None)
    return chain([first or {column.name: None for column in columns}], cells)


def _day(value: date) -> date | str:
    return value if value >= EXCEL_BEGINS else value.isoformat()


CELLS: dict[str, Callable[[Any], Any]] = {
    "text": lambda value: clean(str(value)) or None,
    "integer": int,
    "date": _day,
    "datetime": moment,
    "decimal": float,
}


def _check(columns: Sequence[Column]) -> None:
    if len({column.name for column in columns}) != len(columns):
        raise ValueError("Two columns have one name.")


CORE = "docProps/core.xml"
CORE_TEXT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{0}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{0}</dcterms:modified></cp:coreProperties>'
)


def _set_created(path: Path, created: datetime) -> None:
    """Put our date where the writer put the clock's. The sheets before it in the archive stay as they lie."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        core = archive.getinfo(CORE)
        tail = [info for info in archive.infolist() if info.header_offset >= core.header_offset]
        contents = {info.filename: archive.read(info) for info in tail}
        contents[CORE] = CORE_TEXT.format(moment(created)).encode()
        for info in tail:
            archive.filelist.remove(info)
            del archive.NameToInfo[info.filename]
        archive.start_dir = core.header_offset
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
