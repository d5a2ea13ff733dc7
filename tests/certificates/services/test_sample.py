import io
import subprocess

import pikepdf
import pytest

from certificates.media import logo
from certificates.models import Certificate, CertificateDesign, DesignVersion
from certificates.models.design import MODES
from certificates.services import sample
from certificates.services.designs import keep_picture
from tests.certificates.test_media import picture_near_the_limit
from tests.factories.courses import make_course, make_route
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db
NAMES = sample.NAMES
SHOWN = {mode: NAMES.get(mode, NAMES["short"]) for mode, _words in MODES}


def words_of(content):
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@pytest.mark.parametrize("mode", SHOWN)
def test_each_mode_says_sample_and_shows_its_name(mode):
    page = sample.page_of(CertificateDesign(name="House"), mode)
    assert "SAMPLE: this is not a certificate." in page
    assert SHOWN[mode] in page
    assert "/verify/" in page


@pytest.mark.parametrize("mode", SHOWN)
def test_each_mode_is_a_file_of_one_page_that_says_sample(mode):
    content = sample.pdf_of(CertificateDesign(name="House"), mode)
    with pikepdf.open(io.BytesIO(content)) as file:
        assert len(file.pages) == 1
        assert str(file.docinfo.Title) == "SAMPLE: House"
    assert "SAMPLE: this is not a certificate." in words_of(content)


def test_the_long_name_has_sixty_letters():
    assert len(NAMES["long"]) == 60


def test_the_square_leads_to_the_page_for_any_code(tmp_path):
    path = tmp_path / "sample.pdf"
    path.write_bytes(sample.pdf_of(CertificateDesign(name="House"), "short"))
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", path, tmp_path / "page"], check=True)
    command = ["zbarimg", "--raw", "-q", tmp_path / "page.png"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().endswith("/verify/")


def test_the_page_has_what_weasyprint_gets_and_the_paper_for_a_screen():
    design = CertificateDesign(name="House", accent="#1B5577", heading="Well done")
    page = sample.page_of(design, "short")
    assert ".statement { font-size: 13pt;" in page
    assert ".wide { width: 297mm;" in page
    assert "border-color: #1B5577" in page
    assert '<p class="heading">Well done</p>' in page


def test_without_colour_no_colour_of_the_design_is_left():
    page = sample.page_of(CertificateDesign(name="House", accent="#1B5577"), "grey")
    assert "#1B5577" not in page
    assert "border-color: #505050" in page


def test_without_colour_a_logo_near_the_limit_is_on_the_sheet():
    file = picture_near_the_limit()
    sha256 = keep_picture(logo(file, name="logo.png", size=len(file.getvalue())))
    design = CertificateDesign(name="House", logos=[{"sha256": sha256, "alt": "Northbridge"}])
    assert 'alt="Northbridge"' in sample.page_of(design, "grey")


def test_a_design_for_a_route_shows_its_words_and_the_organisation():
    route = make_route(make_course(), certificate_title="Mediator", statement="met on {date} at {place}.")
    design = CertificateDesign(name="Ours", route=route, organisation=make_organisation(name="Southmoor Trust"))
    page = sample.page_of(design, "short")
    assert "<h1>Mediator</h1>" in page
    assert "met on 4 March 2026 at The Depot, Mill Lane." in page
    assert "Southmoor Trust" in page


def test_nothing_is_kept():
    sample.page_of(CertificateDesign(name="House"), "short")
    assert (Certificate.objects.count(), DesignVersion.objects.count(), CertificateDesign.objects.count()) == (0, 0, 0)


def test_words_too_long_for_large_print_are_said_to_be_so():
    route = make_route(make_course(), statement="Words that take room. " * 22, what_it_is_not="And more of them. " * 11)
    design = CertificateDesign(name="House", route=route, small_print="Small print for everybody. " * 11)
    said = "The words are too long for large print, so this is the wide sheet."
    assert said in sample.page_of(design, "large")
    assert said not in sample.page_of(design, "short")
