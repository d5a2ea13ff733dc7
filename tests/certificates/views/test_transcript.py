from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates import code
from certificates.views import transcript
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db


def test_the_page_has_my_lines_my_name_and_the_codes(client, officer):
    certificate, other = make_certificate(person=officer), make_certificate()
    client.force_login(officer)
    page = client.get(reverse("certificates:transcript")).content.decode()
    assert code.grouped(certificate.code) in page
    assert officer.get_full_name() in page
    assert "What this is not" in page
    assert code.grouped(other.code) not in page


def test_an_empty_record_says_so(client, officer):
    client.force_login(officer)
    page = client.get(reverse("certificates:transcript")).content.decode()
    assert "Nothing is recorded yet." in page
    assert "What this is" not in page


def test_the_file_is_mine_and_kept_nowhere(client, officer, monkeypatch):
    asked = []
    monkeypatch.setattr(transcript, "make_pdf", lambda **given: asked.append(given) or b"%PDF-1.7")
    client.force_login(officer)
    answer = client.get(reverse("certificates:transcript_pdf"))
    assert asked == [{"person": officer, "locale": "en-gb"}]
    assert answer["Content-Disposition"] == f'attachment; filename="record-{timezone.localdate():%Y-%m-%d}.pdf"'
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")


def test_many_files_at_once_wait(client, officer, monkeypatch):
    monkeypatch.setattr(transcript, "make_pdf", lambda **given: b"%PDF-1.7")
    monkeypatch.setattr(transcript, "FILES", replace(transcript.FILES, times=1))
    client.force_login(officer)
    address = reverse("certificates:transcript_pdf")
    assert client.get(address)["Content-Type"] == "application/pdf"
    page = client.get(address, follow=True)
    assert page.redirect_chain == [(reverse("certificates:transcript"), 302)]
    assert "That is many files at once." in page.content.decode()
