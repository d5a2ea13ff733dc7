"""What goes into a file comes out of it, as what it was."""

import csv
import io
import tracemalloc
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from press import spreadsheet
from press.spreadsheet import Column, Problem, Sheet, safe_cell, write_csv, write_xlsx

CREATED = datetime(2026, 3, 4, 9, 12, 31, tzinfo=UTC)
DANGEROUS = ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠"]
HOSTILE = [
    *[f"{first}1+1" for first in DANGEROUS], *DANGEROUS,
    '=HYPERLINK("http://127.0.0.1/?"&A1,"x")', "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd|'x'!A0",
    '+1";=1+1', "=1+1\r\n=2+2", "==1", "=-1", "'=1+1", "''", "'", '"', '""', "{=1+1}", "[x]", "%0A=1+1", "|calc",
    "00012345", "0", "-0", "1e5", "1E+10", "0x1F", "TRUE", "NULL", "#REF!", "#N/A", "2026-03-04", "12:30", "1,000",
    "http://127.0.0.1/", "mailto:a@b.example", "file:///etc/passwd", "internal:Sheet2!A1", "\\\\server\\share",
    " lead", "trail ", "  ", "two\nlines", "a,b", "a;b", "a\tb", 'say "hi"', "Siân O’Brien", "Nguyễn", "أمل", "山田",
    "_x0041_", "_x005F_x0041_", "&lt;b&gt;", "<b>x</b>", "]]>", "x" * 32_767, "'); DROP TABLE people;--", "{{7*7}}",
]  # fmt: skip
NAMES = ["number", "name", "day", "moment", "hours"]
COLUMNS = [
    Column("number"),
    Column("name", "integer"),
    Column("day", "date"),
    Column("moment", "datetime"),
    Column("hours", "decimal"),
]
ROW = (
    "00012345",
    4,
    date(2026, 3, 4),
    datetime(2026, 7, 4, 0, 30, 5, 900, tzinfo=timezone(timedelta(hours=1))),
    Decimal("4"),
)


def as_csv(columns, rows, *, for_excel):
    file = io.BytesIO()
    written = write_csv(file, columns, rows, for_excel=for_excel)
    return file.getvalue(), written


def texts(path, sheet="Completions"):
    """The cells of one column of texts, as a reader of the file sees them."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2, max_col=1)
    return [unescape(row[0].value or "") for row in rows]


def xlsx_of(path, values):
    return write_xlsx(path, [Sheet("Completions", [Column("text")], ([value] for value in values))], created=CREATED)


@pytest.mark.parametrize("first", DANGEROUS)
def test_safe_cell_disarms_what_begins_dangerously(first):
    assert safe_cell(f"{first}1") == f"'{first}1"
    assert safe_cell(first) == f"'{first}"
    assert safe_cell(f"x{first}") == f"x{first}"


@pytest.mark.parametrize("text", ["", "Siân", "|", "%", "'=1", " =1", "0001"])
def test_safe_cell_leaves_the_rest(text):
    assert safe_cell(text) == text


@given(st.text())
def test_safe_cell_never_leaves_a_dangerous_beginning(text):
    safe = safe_cell(text)
    assert not safe.startswith(tuple(DANGEROUS))
    assert safe.removeprefix("'") == text or safe == text


def test_csv_for_excel_is_marked_and_typed():
    content, written = as_csv(COLUMNS, [ROW, (None,) * 5], for_excel=True)
    assert content.decode("utf-8") == (
        "\ufeffnumber,name,day,moment,hours\r\n00012345,4,2026-03-04,2026-07-03T23:30:05Z,4.00\r\n,,,,\r\n"
    )
    assert (written.rows, written.problems) == (2, [])


def test_csv_for_machines_has_no_mark():
    content, _written = as_csv(COLUMNS, [ROW], for_excel=False)
    assert content.startswith(b"number,name,day,moment,hours\r\n00012345,4,")


def test_csv_for_excel_disarms_texts_and_never_touches_numbers():
    columns = [Column("text"), Column("count", "integer"), Column("hours", "decimal")]
    content, written = as_csv(columns, [("=1+1", -3, Decimal("-0.5"))], for_excel=True)
    assert content.decode("utf-8-sig") == "text,count,hours\r\n'=1+1,-3,-0.50\r\n"
    assert written.problems == []


def test_csv_for_machines_leaves_dangerous_texts_out_and_says_where():
    content, written = as_csv([Column("a"), Column("b")], [("x", "y"), ("z", "@SUM(A1)")], for_excel=False)
    assert content == b"a,b\r\nx,y\r\nz,\r\n"
    assert written.problems == [Problem(sheet="", row=2, column="b", reason="dangerous")]


def test_csv_reads_back_as_it_was_written():
    content, _written = as_csv([Column("text"), Column("end")], [(text, "end") for text in HOSTILE], for_excel=True)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["text", "end"], *[[safe_cell(spreadsheet.clean(text)), "end"] for text in HOSTILE]]


@settings(max_examples=200)
@given(st.lists(st.text(), max_size=5))
def test_no_csv_holds_a_cell_that_runs(values):
    for for_excel in (True, False):
        content, _written = as_csv(
            [Column("text"), Column("end")], [(text, "end") for text in values], for_excel=for_excel
        )
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert [row[1] for row in rows[1:]] == ["end"] * len(values)
        assert not any(row[0].startswith(tuple(DANGEROUS)) for row in rows)


def test_csv_leaves_the_file_open():
    file = io.BytesIO()
    write_csv(file, [Column("a")], [("x",)], for_excel=False)
    file.write(b"more")
    assert file.getvalue() == b"a\r\nx\r\nmore"


def test_xlsx_keeps_every_hostile_text_a_text(tmp_path):
    path = tmp_path / "hostile.xlsx"
    written = xlsx_of(path, HOSTILE)
    assert written.problems == []
    sheet = openpyxl.load_workbook(path)["Completions"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    expected = [spreadsheet.clean(text).replace("\r\n", "\n").replace("\r", "\n") for text in HOSTILE]
    assert [unescape(cell.value or "").replace("\r\n", "\n").replace("\r", "\n") for cell in cells] == expected
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {cell.number_format for cell in cells if cell.value is not None} == {"@"}
    assert not any(cell.hyperlink for cell in cells)
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    assert b"hyperlink" not in xml


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])), min_size=1, max_size=5))
def test_any_text_comes_back_from_xlsx(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("xlsx") / "any.xlsx"
    xlsx_of(path, values)
    clean = [spreadsheet.clean(value) for value in values]
    found = texts(path)
    assert found + [""] * (len(clean) - len(found)) == clean


def test_xlsx_types_its_cells(tmp_path):
    path = tmp_path / "typed.xlsx"
    written = write_xlsx(path, [Sheet("Completions", COLUMNS, [ROW, (None,) * 5])], created=CREATED)
    assert written.rows == 2
    sheet = openpyxl.load_workbook(path)["Completions"]
    header, first = [list(row) for row in sheet.iter_rows(max_row=2)]
    assert [cell.value for cell in header] == NAMES
    assert all(cell.font.bold for cell in header)
    assert [cell.value for cell in first] == ["00012345", 4, datetime(2026, 3, 4), "2026-07-03T23:30:05Z", 4]  # noqa: DTZ001
    assert [cell.number_format for cell in first] == ["@", "0", "yyyy-mm-dd", "@", "0.00"]
    assert [cell.is_date for cell in first] == [False, False, True, False, False]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E3"


def test_a_day_before_excel_began_is_written_as_text(tmp_path):
    path = tmp_path / "old.xlsx"
    write_xlsx(path, [Sheet("Completions", [Column("day", "date")], [(date(1899, 12, 31),)])], created=CREATED)
    assert texts(path) == ["1899-12-31"]


def test_xlsx_holds_several_sheets_each_with_its_own_columns(tmp_path):
    path = tmp_path / "sheets.xlsx"
    sheets = [
        Sheet("Completions", COLUMNS, iter([ROW])),
        Sheet("About", [Column("What"), Column("Value")], [("Purpose", "=Yearly report"), ("Rows", "1")]),
        Sheet("Check these", [Column("record_id"), Column("why")], []),
    ]
    assert write_xlsx(path, sheets, created=CREATED).rows == 3
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Completions", "About", "Check these"]
    assert list(book["About"].values) == [("What", "Value"), ("Purpose", "=Yearly report"), ("Rows", "1")]
    assert [cell.value for cell in next(book["Check these"].iter_rows())] == ["record_id", "why"]
    assert book.active.title == "Completions"


def test_xlsx_names_a_text_that_is_too_long(tmp_path):
    path = tmp_path / "long.xlsx"
    written = xlsx_of(path, ["short", "x" * 32_768])
    assert written.problems == [Problem(sheet="Completions", row=2, column="text", reason="too long")]
    assert [len(text) for text in texts(path)] == [5, 32_767]


def test_the_same_rows_give_the_same_bytes(tmp_path):
    made = []
    for name in ("first", "second"):
        path = tmp_path / f"{name}.xlsx"
        write_xlsx(path, [Sheet("Completions", COLUMNS, [ROW])], created=CREATED)
        made.append(path.read_bytes())
    assert made[0] == made[1]
    book = openpyxl.load_workbook(tmp_path / "first.xlsx")
    assert book.properties.created == book.properties.modified == CREATED.replace(tzinfo=None)  # never the clock's
    with zipfile.ZipFile(tmp_path / "first.xlsx") as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist()))


def test_a_long_file_needs_no_more_memory_than_a_short_one(tmp_path):
    def peak(rows):
        sheet = Sheet("Completions", COLUMNS, (ROW for _number in range(rows)))
        tracemalloc.start()
        write_xlsx(tmp_path / "flat.xlsx", [sheet], created=CREATED)
        with (tmp_path / "flat.csv").open("wb") as file:
            write_csv(file, COLUMNS, (ROW for _number in range(rows)), for_excel=True)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(4000) < peak(400) + 100_000


def test_a_sheet_of_more_than_a_million_rows_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)
    with pytest.raises(ValueError, match="at most a million rows"):
        xlsx_of(tmp_path / "much.xlsx", ["a", "b", "c"])


@pytest.mark.parametrize("write", ["csv", "xlsx"])
def test_both_writers_refuse_two_columns_of_one_name_and_a_moment_without_a_zone(write, tmp_path):
    def make(columns, rows):
        if write == "csv":
            as_csv(columns, rows, for_excel=True)
        else:
            write_xlsx(tmp_path / "x.xlsx", [Sheet("Completions", columns, rows)], created=CREATED)

    with pytest.raises(ValueError, match="one name"):
        make([Column("a"), Column("a")], [])
    with pytest.raises(ValueError, match="time zone"):
        make([Column("a", "datetime")], [(datetime(2026, 3, 4),)])  # noqa: DTZ001
