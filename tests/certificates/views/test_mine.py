from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import structlog
from django.core.files.storage import storages
from django.urls import reverse
from wagtail.models import ModelLogEntry

from certificates import code
from certificates.models import Certificate
from certificates.services.filing import read
from certificates.services.revoke import revoke
from certificates.services.sheet import check_address
from certificates.views.mine import linkedin
from tests.factories.certificates import days_ago, make_certificate

pytestmark = pytest.mark.django_db
MINE = reverse("certificates:mine")


def page(certificate):
    return reverse("certificates:certificate", args=[certificate.pk])


def pdf(certificate):
    return reverse("certificates:pdf", args=[certificate.pk])


def test_address_carries_a_key_and_no_counter(officer):
    certificate = make_certificate(person=officer)
    assert len(page(certificate).split("/")[2]) == 22
    assert pdf(certificate) == page(certificate)[:-1] + ".pdf"


def test_mine_lists_mine_with_file_and_check_address(client, officer):
    certificate = make_certificate(person=officer)
    other = make_certificate()
    client.force_login(officer)
    text = client.get(MINE).content.decode()
    assert pdf(certificate) in text
    assert f"/verify/{certificate.code[:4]}-" in text
    assert page(other) not in text


def test_mine_says_what_will_be_here(client, officer):
    client.force_login(officer)
    assert "When you complete a course, its certificate will be here." in client.get(MINE).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_mine_asks_the_same_questions_for_one_and_for_three(client, officer, rows, django_assert_num_queries):
    for _ in range(rows):
        make_certificate(person=officer)
    client.force_login(officer)
    client.get(MINE)
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(MINE)


QUERIES_OF_THE_LIST = 5  # session, person, groups, count, rows


def test_the_page_says_what_the_file_says(client, officer):
    certificate = make_certificate(person=officer, place="The Depot")
    client.force_login(officer)
    text = client.get(page(certificate)).content.decode()
    for words in (
        certificate.statement,
        certificate.holder_name,
        "The Depot",
        "Valid",
        "Not a professional",
        pdf(certificate),
    ):
        assert words in text


def test_while_it_is_being_made_the_page_says_so_and_the_file_leads_back(client, officer):
    certificate = make_certificate(person=officer, state="PENDING")
    client.force_login(officer)
    text = client.get(page(certificate)).content.decode()
    assert "We are making your PDF" in text
    assert pdf(certificate) not in text
    assert client.get(pdf(certificate)).url == page(certificate)


@pytest.mark.parametrize(("state", "words"), [("REVOKED", "Withdrawn on"), ("SUPERSEDED", "Replaced on")])
def test_what_stands_no_longer_says_so(client, officer, state, words):
    certificate = make_certificate(person=officer)
    Certificate.objects.filter(pk=certificate.pk).update(state=state, ended_at=certificate.issued_at)
    client.force_login(officer)
    assert words in client.get(page(certificate)).content.decode()


@pytest.mark.parametrize(("audience", "words"), [("RESIDENT", "Due a refresh"), ("STAFF", "Ended")])
def test_past_its_date(client, officer, audience, words):
    route = {"validity_months": 1, "audience": audience}
    certificate = make_certificate(person=officer, route=route, happened_on=days_ago(90))
    client.force_login(officer)
    assert words in client.get(page(certificate)).content.decode()


def test_download_gives_the_issued_bytes(client, officer):
    certificate = make_certificate(person=officer)
    client.force_login(officer)
    response = client.get(pdf(certificate))
    assert response.content == read(certificate)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="certificate-community-connector-2026-03-04.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not ModelLogEntry.objects.filter(action="certificates.download").exists()


def test_a_download_by_an_administrator_is_logged(client, officer, administrator):
    certificate = make_certificate(person=officer)
    client.force_login(administrator)
    assert client.get(pdf(certificate)).status_code == 200
    assert ModelLogEntry.objects.get(action="certificates.download").user == administrator


def test_a_file_that_changed_on_the_disk_is_503_and_an_alarm(client, officer):
    certificate = make_certificate(person=officer)
    Path(storages["private"].path(certificate.pdf_path)).write_bytes(b"%PDF other")
    client.force_login(officer)
    with structlog.testing.capture_logs() as lines:
        response = client.get(pdf(certificate))
    assert (response.status_code, response["Retry-After"]) == (503, "3600")
    assert b"%PDF" not in response.content
    alarms = [line for line in lines if line["event"] == "certificates.file_changed"]
    assert [(line["log_level"], line["certificate"]) for line in alarms] == [("error", str(certificate.pk))]


def test_a_stranger_gets_the_same_404_as_for_what_does_not_exist(client, officer, outsider, trainer, hr):
    certificate = make_certificate(person=officer)
    for stranger in (outsider, trainer, hr):
        client.force_login(stranger)
        assert [client.get(address(certificate)).status_code for address in (page, pdf)] == [404, 404]


def test_signed_out_is_asked_to_sign_in(client, officer):
    certificate = make_certificate(person=officer)
    for address in (MINE, page(certificate), pdf(certificate)):
        assert client.get(address).url.startswith("/accounts/login/")


def test_a_held_name_is_mended_by_its_holder(client, officer):
    officer.given_name = "Hana 😀"
    officer.save()
    certificate = make_certificate(person=officer, state="PENDING")
    client.force_login(officer)
    assert "We cannot print this name yet" in client.get(page(certificate)).content.decode()
    again = client.post(page(certificate), {"name": "Hana 🎉"})
    text = again.content.decode()
    assert "<title>Error:" in text
    assert "We cannot print “🎉”" in text
    assert 'value="Hana 🎉"' in text
    for _ in range(2):
        assert client.post(page(certificate), {"name": "Hana Lee"}).url == page(certificate)
    certificate.refresh_from_db()
    assert (certificate.holder_name, certificate.hold, certificate.hold_count) == ("Hana Lee", "", 1)


def test_a_cancelled_one_is_404(client, officer):
    certificate = revoke(certificate=make_certificate(person=officer, state="PENDING"), reason="error", by=None)
    client.force_login(officer)
    assert client.get(page(certificate)).status_code == 404


def test_the_holder_hides_the_name_and_shows_it_again(client, officer, administrator):
    certificate = make_certificate(person=officer)
    address = reverse("certificates:shown", args=[certificate.pk])
    client.force_login(officer)
    assert client.post(address, {"shown": "no"}).url == page(certificate)
    assert "The public page shows" in client.get(page(certificate)).content.decode()
    assert Certificate.objects.get().hide_name
    client.post(address, {"shown": "yes"})
    assert not Certificate.objects.get().hide_name
    client.force_login(administrator)
    assert client.post(address, {"shown": "no"}).status_code == 403


def test_the_link_for_a_profile_names_course_dates_and_proof_and_no_person(officer):
    certificate = make_certificate(person=officer, route={"validity_months": 12})
    asked = dict(parse_qsl(urlsplit(linkedin(certificate)).query))
    assert asked == {
        "startTask": "CERTIFICATION_NAME",
        "name": certificate.title,
        "organizationName": certificate.issuer_name,
        "issueYear": str(certificate.issued_on.year),
        "issueMonth": str(certificate.issued_on.month),
        "expirationYear": str(certificate.valid_until.year),
        "expirationMonth": str(certificate.valid_until.month),
        "certUrl": check_address(certificate),
        "certId": code.grouped(certificate.code),
    }


def test_bigger_is_the_same_page_in_the_largest_text(client, officer):
    certificate = make_certificate(person=officer)
    client.force_login(officer)
    assert 'data-text="150"' not in client.get(page(certificate)).content.decode()
    large = client.get(page(certificate), {"size": "large"}).content.decode()
    assert 'data-text="150"' in large
    assert "Make it smaller again" in large


def test_my_record_has_the_certificates_that_stand_and_those_that_do_not(client, officer, administrator):
    first, second = make_certificate(person=officer), make_certificate(person=officer)
    revoke(certificate=second, reason=Certificate.Reason.ERROR, by=administrator)
    client.force_login(officer)
    text = " ".join(client.get(reverse("learning:record")).content.decode().split())
    assert page(first) in text
    assert f"Certificate {first.number}</a>" in text
    assert f"{second.number}. Withdrawn on " in text
