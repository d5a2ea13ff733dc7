"""The file itself, by tools that are not ours. Once here; every other test makes do with a stub."""

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings

from certificates import code
from certificates.services.filing import read
from certificates.services.sheet import check_address, make_pdf
from certificates.typefaces import clean
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db

NAMES = [
    "Asha Patel",
    "Nguyễn Thị Ánh Tuyết",
    "محمد الفارسي",
    "שרה לוי",
    "Asha לוי",
    "শর্মিলা সেন",
    "田中 さくら",
    "Wilhelmina Montgomery-Fotheringham " * 4,
    "M" * 150,
    "O’Brien-{{7*7}} & Søn",
]


def tool(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def written(folder: Path, certificate) -> Path:
    path = folder / "certificate.pdf"
    path.write_bytes(read(certificate))
    return path


def elements(node, kind):
    """Every element of the structure tree of one kind, wherever it stands."""
    if isinstance(node, pikepdf.Array):
        return [found for each in node for found in elements(each, kind)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    here = [node] if node.get("/S") == kind else []
    return here + (elements(node["/K"], kind) if "/K" in node else [])


def test_the_file_is_whole_tagged_titled_and_its_code_can_be_read(tmp_path):
    certificate = make_certificate(real_file=True, route={"validity_months": 36}, place="Northbridge Library")
    path = written(tmp_path, certificate)
    assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", path)
    info = dict(re.findall(r"^([^:\n]+):\s+(.*)$", tool("pdfinfo", path), re.MULTILINE))
    assert info["Title"] == "Certificate: Community Connector, Asha Patel"
    assert (info["Tagged"], info["Pages"], info["Page size"]) == ("yes", "1", "841.89 x 595.276 pts (A4)")
    rows = [line.split() for line in tool("pdffonts", path).splitlines()[2:]]
    assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}
    tool("pdftoppm", "-r", "150", "-png", "-singlefile", path, tmp_path / "page")
    assert tool("zbarimg", "--raw", "-q", tmp_path / "page.png").strip() == check_address(certificate)


def test_the_words_on_the_page_are_the_frozen_ones(tmp_path):
    certificate = make_certificate(real_file=True, route={"validity_months": 36}, place="Northbridge Library")
    words = " ".join(tool("pdftotext", "-raw", written(tmp_path, certificate), "-").split())
    for each in [
        "Certificate Community Connector This certificate is given to Asha Patel completed Community Connector on",
        "Not a professional qualification.",
        f"Issued by {certificate.issuer_name}",
        "Completed 4 March 2026",
        "Place Northbridge Library",
        "Valid until 4 March 2029",
        f"{settings.SITE_URL.removeprefix('http://')}/verify/ {code.grouped(certificate.code)}",
        certificate.number,
    ]:
        assert each in words


def test_a_certificate_that_never_ends_says_nothing_of_an_end(tmp_path):
    words = tool("pdftotext", "-raw", written(tmp_path, make_certificate(real_file=True)), "-")
    assert "Valid until" not in words


def test_the_structure_has_one_heading_a_described_picture_a_language_and_a_table(tmp_path):
    certificate = make_certificate(real_file=True)
    with pikepdf.open(written(tmp_path, certificate)) as file:
        root = file.Root
        tree = root.StructTreeRoot.K
        assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("en-gb", True)
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        assert len(elements(tree, "/H1")) == 1
        assert [str(figure.Alt) for figure in elements(tree, "/Figure")] == [
            "QR code of the address where this certificate is checked"
        ]
        assert len(elements(tree, "/TH")) == len(elements(tree, "/TD")) == 3
        assert b'pdfuaid:part="1"' in bytes(root.Metadata.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_one_page_with_the_name_in_its_title(tmp_path, name):
    certificate = make_certificate(real_file=True, name=clean(name))
    path = written(tmp_path, certificate)
    with pikepdf.open(path) as file:
        assert len(file.pages) == 1
        assert str(file.docinfo.Title) == f"Certificate: Community Connector, {clean(name)}"
        names = [element.P for element in elements(file.Root.StructTreeRoot.K, "/NonStruct")]
        spoken = [(str(paragraph.get("/ActualText")), str(paragraph.get("/Lang"))) for paragraph in names]
    rtl = {"محمد الفارسي": "ar", "שרה לוי": "he", "Asha לוי": "he"}
    # A name on two lines is two pieces of one paragraph.
    assert set(spoken) == {(clean(name), rtl[name]) if name in rtl else ("None", "None")}
    assert len(tool("qpdf", "--check", path)) > 0


def test_the_same_row_makes_the_same_bytes():
    certificate = make_certificate(real_file=True)
    assert make_pdf(certificate) == make_pdf(certificate) == read(certificate)


def test_long_words_are_set_tighter_and_stay_on_one_page_clear_of_the_foot(tmp_path):
    long = {
        "certificate_title": "Relationship-Centred Practice: " * 4,
        "statement": "at {place} with {led_by}." + " and more." * 45,
    }
    facts = {"place": "The Depot, Mill Lane, " * 9, "led_by": "Maya Montgomery, " * 17}
    certificate = make_certificate(real_file=True, name="Wilhelmina Montgomery-Fotheringham " * 3, route=long, **facts)
    path = written(tmp_path, certificate)
    assert "Pages:           1\n" in tool("pdfinfo", path)
    boxes = re.findall(r'yMax="([\d.]+)">([^<]+)</word>', tool("pdftotext", "-bbox", path, "-"))
    foot = next(float(bottom) for bottom, word in boxes if word == "Completed")
    statement = [float(bottom) for bottom, word in boxes if word == "more."]
    assert len(statement) == 45
    assert max(statement) < foot
    assert max(float(bottom) for bottom, _word in boxes) < 595 - 14
