"""Printed pages: what they hold, that they are always the same, and that they read nothing."""

import io
import os
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pikepdf
import pytest
from pypdf import PdfReader

from press import pdf, qr

ROOT = Path(__file__).resolve().parents[2]
ID = b"0123456789abcdef"
STYLE = """@page { size: A4 landscape } body { font-family: "Atkinson Hyperlegible Next", sans-serif }
h1 { font-family: "Young Serif"; font-weight: 400 }"""


def page(body: str = "", *, head: str = "") -> str:
    head = f"<head><title>A page</title>{head}</head>"
    return f'<html lang="en">{head}<body><h1>Community Connector</h1>{body}</body></html>'


def test_render_makes_a_tagged_file_that_says_what_it_is():
    made = pdf.render(page("<p>Siân Nguyễn</p>"), identifier=ID, stylesheet=STYLE)
    reader = PdfReader(io.BytesIO(made))
    assert [part.extract_text() for part in reader.pages] == ["Community Connector\nSiân Nguyễn"]
    assert reader.metadata.title == "A page"
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.Root.Lang == "en"
        assert bool(opened.Root.MarkInfo.Marked)
        assert b'pdfuaid:part="1"' in opened.Root.Metadata.read_bytes()
        assert bytes(opened.trailer.ID[0]) == ID
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)


def test_render_embeds_our_faces_and_noto_for_other_scripts():
    made = pdf.render(page("<p>Amal أمل 山田</p>"), identifier=ID, stylesheet=STYLE)
    with pikepdf.open(io.BytesIO(made)) as opened:
        fonts = opened.pages[0].Resources.Font
        names = sorted(str(font.BaseFont).split("+")[1] for font in fonts.values())
    assert [name for name in names if "Noto" not in name] == ["Atkinson-Hyperlegible-Next", "Young-Serif"]
    assert len([name for name in names if "Noto" in name]) == 2


def test_render_gives_the_same_bytes_in_every_process():
    html = page(f'<p>Siân</p><img alt="code" src="{qr.png_data_uri("https://a.example/")}">')
    first = pdf.render(html, identifier=ID, stylesheet=STYLE)
    pdf.render(page("<p>Another page between the two</p>"), identifier=b"f" * 16)
    again = pdf.render(html, identifier=ID, stylesheet=STYLE)
    code = """import sys; from press import pdf
sys.stdout.buffer.write(pdf.render(sys.argv[1], identifier=b"%s", stylesheet=sys.argv[2]))"""
    elsewhere = subprocess.run(
        [sys.executable, "-c", code % ID.decode(), html, STYLE],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert first == again == elsewhere


def test_render_differs_by_its_identifier():
    assert pdf.render(page(), identifier=b"a" * 16) != pdf.render(page(), identifier=b"b" * 16)


def test_render_refuses_an_identifier_of_another_length():
    with pytest.raises(ValueError, match="16 bytes"):
        pdf.render(page(), identifier=b"short")


def test_render_calls_the_finisher_with_the_document_and_its_objects():
    seen = []

    def finisher(document, made):
        seen.append((len(document.pages), "StructTreeRoot" in made.catalog))
        made.catalog["Test"] = "/Seen"

    made = pdf.render(page(), identifier=ID, finisher=finisher)
    assert seen == [(1, True)]
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.Root.Test == "/Seen"


def test_the_canary_hears_a_call(canary):
    with urlopen(f"{canary.address}/heard") as answer:
        assert answer.status == 200
    assert canary.calls == ["/heard"]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
BODIES = {
    "img": '<img alt="x" src="{url}">',
    "object": '<object data="{url}">x</object>',
    "embed": '<embed src="{url}" alt="x">',
    "svg image": SVG.format('<image href="{url}" width="9" height="9"/>'),
    "svg xlink image": SVG.format('<image xlink:href="{url}" width="9" height="9"/>'),
    "background": '<style>p {{ background: url("{url}") }}</style><p>x</p>',
    "list marker": '<style>li {{ list-style-image: url("{url}") }}</style><ul><li>x</li></ul>',
    "content": '<style>p::before {{ content: url("{url}") }}</style><p>x</p>',
    "border": '<style>p {{ border-image: url("{url}") 1; border: 1px solid }}</style><p>x</p>',
    "import": '<style>@import url("{url}");</style>',
    "font-face": '<style>@font-face {{ font-family: X; src: url("{url}") }} p {{ font-family: X }}</style><p>x</p>',
    "local font-face": '<style>@font-face {{ font-family: X; src: local("Y") }} p {{ font-family: X }}</style><p>x</p>',
    "attached link": '<a rel="attachment" href="{url}">x</a>',
}
HEADS = {
    "stylesheet": '<link rel="stylesheet" href="{url}">',
    "attachment": '<link rel="attachment" href="{url}">',
    "base": '<base href="{url}/"><link rel="stylesheet" href="style.css">',
}
# What WeasyPrint leaves out by itself: no browser runs here.
IGNORED = [
    SVG.format('<use href="{url}#part"/>'),
    '<iframe src="{url}"></iframe>',
    '<script src="{url}"></script>',
    '<video src="{url}" poster="{url}"></video>',
    '<audio src="{url}"></audio>',
    '<img alt="x" srcset="{url} 2x" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">',
    '<p><a href="{url}">only a link</a></p>',
]
ADDRESSES = [
    "x.svg",
    "{canary}/x",
    "file:///etc/passwd",
    "ftp://127.0.0.1/x",
    "data:text/css,p{{}}",
    "data:text/html,x",
    "//127.0.0.1/x",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("tag", BODIES)
def test_render_refuses_every_tag_that_fetches(tag, address, canary):
    url = address.format(canary=canary.address)
    with pytest.raises(pdf.PdfRefused):
        pdf.render(page(BODIES[tag].format(url=url)), identifier=ID)
    assert canary.calls == []


@pytest.mark.parametrize("tag", IGNORED)
def test_render_leaves_out_what_it_does_not_know_without_a_call(tag, canary):
    assert pdf.render(page(tag.format(url=f"{canary.address}/x")), identifier=ID).startswith(b"%PDF-1.7")
    assert canary.calls == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("tag", HEADS)
def test_render_refuses_every_head_that_fetches(tag, address, canary):
    url = address.format(canary=canary.address)
    with pytest.raises(pdf.PdfRefused):
        pdf.render(page(head=HEADS[tag].format(url=url)), identifier=ID)
    assert canary.calls == []


def test_render_refuses_a_style_sheet_that_fetches(canary):
    with pytest.raises(pdf.PdfRefused):
        pdf.render(page(), identifier=ID, stylesheet=f'@import url("{canary.address}/x");')
    with pytest.raises(pdf.PdfRefused):
        pdf.render(page(), identifier=ID, stylesheet=f'body {{ background: url("{canary.address}/x") }}')
    assert canary.calls == []


def test_render_refuses_a_picture_that_fetches_from_inside(canary):
    inner = (
        SVG.format(f'<image href="{canary.address}/x" width="9" height="9"/>').replace('"', "%22").replace("#", "%23")
    )
    with pytest.raises(pdf.PdfRefused):
        pdf.render(page(f'<img alt="x" src="data:image/svg+xml,{inner}">'), identifier=ID)
    assert canary.calls == []


@pytest.mark.parametrize(
    "picture",
    [
        '<img alt="logo" src="logo.png">',
        '<img alt="logo" src="data:image/png;base64,bm90IGEgcGljdHVyZQ==">',
        '<img alt="logo" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">',
    ],
)
def test_render_refuses_a_page_whose_picture_would_be_missing_or_unnamed(picture):
    with pytest.raises(pdf.PdfRefused):
        pdf.render(page(picture), identifier=ID)


def test_render_refuses_a_picture_that_is_too_large():
    with pytest.raises(pdf.PdfRefused, match="too many"):
        pdf.render(page(f'<img alt="x" src="data:image/png;base64,{"A" * 400_000}">'), identifier=ID)


def test_render_refuses_a_page_without_a_language():
    with pytest.raises(pdf.PdfRefused, match="lang"):
        pdf.render("<html><head><title>x</title></head><body><h1>x</h1></body></html>", identifier=ID)


def test_a_refused_page_spoils_nothing_for_the_next():
    with pytest.raises(pdf.PdfRefused):
        pdf.render(page('<img alt="x" src="logo.png">'), identifier=ID)
    assert pdf.render(page(), identifier=ID).startswith(b"%PDF-1.7")
