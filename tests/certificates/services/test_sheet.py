import io
import re

import pikepdf
import pytest

from certificates.models import CertificateDesign
from certificates.pdf import TooLong
from certificates.services import sample, sheet
from certificates.services.designs import keep_picture
from certificates.services.wording import version_of
from press.colours import HEX
from tests.certificates.test_media import picture_file
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db
LONG = "Words that take room. " * 22
TIGHTEST = re.compile(r"\n\.tight-3 \{[^}]*\}")


def certificate_with(route=None, name="Asha Patel", **look):
    """A certificate that waits for its file, of everybody's design with this look."""
    CertificateDesign.objects.update_or_create(organisation=None, route=None, defaults={"name": "House"} | look)
    return make_certificate(state="PENDING", route=route, name=name)


def pages(content):
    with pikepdf.open(io.BytesIO(content)) as file:
        return [[round(float(edge)) for edge in page.mediabox[2:]] for page in file.pages]


def figures(content):
    with pikepdf.open(io.BytesIO(content)) as file:
        found = [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        return sorted(str(item.Alt) for item in found)


def sizes_in(text):
    """Every size of type, and each of them in points."""
    return [float(size.removesuffix("pt")) for size in re.findall(r"font-size: ([^;}]+?) *[;}]", text)]


def test_a_colour_that_is_more_than_a_colour_is_not_printed():
    assert sheet._colour("#123ABC", "#000000") == "#123ABC"
    assert sheet._colour("red; } * { display: none", "#000000") == "#000000"


@pytest.mark.parametrize(("accent", "of_words"), [("#7A1F4F", "#7A1F4F"), ("#B8862B", "#241B2B")])
def test_a_colour_for_lines_that_is_too_weak_for_words_is_for_lines_alone(accent, of_words):
    html = sheet.make(certificate_with(accent=accent)).html
    assert f".heading, .name {{ color: {of_words}; }}" in html
    assert f".foot, .signed {{ border-color: {accent}; }}" in html


def test_what_looks_like_code_in_a_design_is_printed_as_typed():
    typed = "{{7*7}} {% load i18n %} <b>"
    signed = [{"name": "<i>Ana", "job_title": "{% now %}"}]
    html = sheet.make(certificate_with(heading=typed, small_print=typed, signatories=signed)).html
    assert html.count("{{7*7}} {% load i18n %} &lt;b&gt;") == 2
    assert "&lt;i&gt;Ana, {% now %}" in html


def test_large_print_is_tall_and_has_no_small_word():
    made = sheet.make(certificate_with(layout="large-print"))
    assert pages(made.content) == [[595, 842]]
    assert 'class="large tight-0"' in made.html
    airy = TIGHTEST.sub("", made.styles)
    assert min(sizes_in(airy + made.html)) == 18
    assert min(sizes_in(made.styles)) == 16


def test_words_too_long_for_large_print_go_on_the_wide_sheet():
    route = {"statement": LONG[:480], "what_it_is_not": LONG[:190], "certificate_title": LONG[:140]}
    certificate = certificate_with(layout="large-print", small_print=LONG[:300], route=route, name="Wilhelmina " * 9)
    made = sheet.make(certificate)
    assert (made.kind, pages(made.content)) == ("wide", [[842, 595]])


def test_words_that_fit_on_no_sheet_are_said_to_be_too_long():
    certificate = certificate_with()
    certificate.statement = LONG * 20
    with pytest.raises(TooLong):
        sheet.make_pdf(certificate)


def test_logos_are_printed_with_their_words_and_are_part_of_the_same_bytes():
    logos = [
        {"sha256": keep_picture(picture_file("PNG", size=(300, 90), shade=shade).getvalue()), "alt": f"Logo {shade}"}
        for shade in ("red", "green", "blue")
    ]
    certificate = certificate_with(logos=logos)
    content = sheet.make_pdf(certificate)
    assert figures(content)[:3] == ["Logo blue", "Logo green", "Logo red"]
    assert sheet.make_pdf(certificate) == content


def test_a_certificate_from_before_there_were_logos_is_made_as_ever():
    certificate = certificate_with()
    assert "logos" not in certificate.design_version.data
    assert pages(sheet.make_pdf(certificate)) == [[842, 595]]


def test_a_changed_design_leaves_the_file_of_a_certificate_as_it_was():
    certificate = certificate_with(heading="First")
    before = sheet.make_pdf(certificate)
    design = certificate.design_version.design
    design.heading, design.layout = "Second", "large-print"
    design.save()
    assert version_of(design).number == 2
    assert sheet.make_pdf(type(certificate).objects.get(pk=certificate.pk)) == before


def test_without_colour_there_is_none_in_the_page():
    made = sheet.make(certificate_with(accent="#7A1F4F"), ink=sample.WITHOUT_COLOUR)
    found = HEX.findall(made.html + made.styles)
    assert found
    assert [colour for colour in found if not colour[1:3] == colour[3:5] == colour[5:7]] == []
