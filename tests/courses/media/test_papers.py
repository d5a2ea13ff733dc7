import pikepdf
import pytest

from courses.media import papers
from courses.media.kinds import Refused
from tests.courses.media.making import DOCX, ODT, PROGRAM, file, packed, pdf, swollen

ACTING = "This file holds a program or another file. Save it again without them, then bring it."
LARGE = "Unpacked, this file is far too large. Save it again without its largest pictures."
LOCKED = "This file is locked with a password. Save it without one."
SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def other(extension: str) -> str:
    return f"The name ends in .{extension}, but the file is something else. Save it again as .{extension}."


def said(read, found: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(file(found))
    return str(refused.value)


def test_plain_papers_are_taken():
    assert papers.pdf(file(pdf())) is None
    assert papers.docx(file(packed(DOCX))) is None
    assert papers.odt(file(packed(ODT))) is None
    assert papers.txt(file("Grüße, 😀 مرحبا\r\n\tEnd\f".encode())) is None


def test_a_pdf_that_only_speaks_of_scripts_is_taken():
    assert (
        papers.pdf(file(pdf(About=pikepdf.Array(["/JS", "/EF"]), Names=pikepdf.Dictionary(Dests="/JavaScript"))))
        is None
    )


@pytest.mark.parametrize(
    "root",
    [
        {"OpenAction": SCRIPT},
        {"AA": pikepdf.Dictionary(WC=SCRIPT)},
        {"Names": pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["a", SCRIPT])))},
        {"Names": pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())},
        {"AF": pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Filespec, EF=pikepdf.Dictionary())])},
        {"OpenAction": pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")},
    ],
)
def test_a_pdf_that_acts_is_refused(root):
    assert said(papers.pdf, pdf(**root)) == ACTING


def test_a_script_kept_with_a_stream_is_found():
    with pikepdf.new() as paper:
        made = file(b"")
        paper.add_blank_page()
        paper.Root.More = paper.make_stream(b"x", pikepdf.Dictionary(AA=SCRIPT))
        paper.save(made)
    assert said(papers.pdf, made.getvalue()) == ACTING


def test_a_locked_pdf_is_refused():
    made = file(b"")
    with pikepdf.open(file(pdf())) as paper:
        paper.save(made, encryption=pikepdf.Encryption(owner="one", user="two"))
    assert said(papers.pdf, made.getvalue()) == LOCKED


@pytest.mark.parametrize("found", [PROGRAM, b"", b"%PDF-1.7\n" + b"\x00" * 50, b"<script>" + pdf(), packed(DOCX)])
def test_what_is_no_pdf_is_refused(found):
    assert said(papers.pdf, found) == other("pdf")


@pytest.mark.parametrize(("read", "parts"), [(papers.docx, DOCX), (papers.odt, ODT)])
def test_a_document_that_unpacks_to_gigabytes_is_refused_unopened(read, parts):
    assert said(read, swollen(parts, 4_000_000_000)) == LARGE
    assert said(read, packed(parts | {f"p{number}": "" for number in range(papers.PARTS)})) == LARGE


def test_a_part_that_hides_its_size_is_read_no_further_than_needed():
    hidden = packed(DOCX | {"word/document.xml": b" " * (40 * 1024 * 1024)})
    assert papers.docx(file(hidden)) is None


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/activeX/activeX1.bin"])
def test_a_docx_with_a_program_is_refused(part):
    assert said(papers.docx, packed(DOCX | {part: "x"})) == ACTING


def test_an_odt_with_a_macro_is_refused():
    assert said(papers.odt, packed(ODT | {"Basic/Standard/script-lb.xml": "x"})) == ACTING


@pytest.mark.parametrize(
    ("read", "extension", "found"),
    [
        (papers.docx, "docx", packed(ODT)),
        (papers.odt, "odt", packed(DOCX)),
        (papers.docx, "docx", packed({"a.txt": "x"})),
        (papers.docx, "docx", packed(DOCX | {"[Content_Types].xml": "<Types/>"})),
        (papers.docx, "docx", PROGRAM + packed(DOCX)),
        (papers.docx, "docx", b"PK\x03\x04" + b"\x00" * 40),
        (papers.odt, "odt", b""),
        (papers.txt, "txt", PROGRAM[:4]),
        (papers.txt, "txt", b"a\x1b[2J"),
    ],
)
def test_what_is_something_else_is_refused(read, extension, found):
    words = said(read, found)
    assert words in {other(extension), "This is not UTF-8 text. Save the file as UTF-8."}


@pytest.mark.parametrize("found", ["Grüße".encode("latin-1"), "Hi".encode("utf-16"), b"a" * papers.PIECE + b"\xc3"])
def test_text_of_another_kind_is_refused(found):
    assert said(papers.txt, found) == "This is not UTF-8 text. Save the file as UTF-8."
