import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from certificates import code
from certificates.models import Certificate
from certificates.services.erase import erase_all
from certificates.services.revoke import revoke
from people import limits
from tests.factories.certificates import days_ago, make_certificate

pytestmark = pytest.mark.django_db
START = reverse("certificates:verify_start")


def address(certificate):
    return reverse("certificates:verify", args=[code.grouped(certificate.code)])


def said(client, certificate):
    response = client.get(address(certificate))
    return response.status_code, response.content.decode()


def test_valid_says_who_what_and_when(client):
    certificate = make_certificate(place="The Depot")
    status, text = said(client, certificate)
    assert status == 200
    for words in (
        *("Valid", "Asha Patel", "Community Connector", "at The Depot", certificate.issuer_name, "4 March 2026"),
        *("It has no end date", certificate.pdf_sha256, code.grouped(certificate.code)),
    ):
        assert words in text


def test_no_state_says_what_is_not_asked(client, officer):
    certificate = make_certificate(person=officer)
    other = make_certificate(person=officer)
    by = certificate.holder
    pages = [said(client, certificate)[1]]
    revoke(certificate=certificate, reason="misconduct", by=by, note="A secret note")
    pages.append(said(client, certificate)[1])
    erase_all(person=officer, by=None)
    pages.append(said(client, certificate)[1])
    for text in pages:
        for secret in (officer.email, certificate.number, str(officer.uuid), other.code, "isconduct", "secret note"):
            assert secret not in text
    assert "Asha" not in pages[2]


@pytest.mark.parametrize(("audience", "words"), [("RESIDENT", "Due a refresh"), ("STAFF", "Ended")])
def test_past_its_date_says_so_with_the_date(client, audience, words):
    route = {"validity_months": 1, "audience": audience}
    status, text = said(client, make_certificate(route=route, happened_on=days_ago(90)))
    assert (status, words in text, "This certificate ran to" in text) == (200, True, True)
    assert ("Ended" in text) is (audience == "STAFF")


def test_replaced_and_withdrawn_say_neither_name_nor_reason(client):
    certificate = make_certificate()
    rows = Certificate.objects.filter(pk=certificate.pk)
    rows.update(state="SUPERSEDED", ended_at=certificate.issued_at)
    status, text = said(client, certificate)
    assert (status, "Replaced on" in text, "Asha" in text) == (200, True, False)
    withdrawn = revoke(certificate=make_certificate(), reason="error", by=None)
    status, text = said(client, withdrawn)
    assert (status, "Withdrawn on" in text, f"Ask {withdrawn.issuer_name}" in text) == (200, True, True)
    assert "Asha" not in text


def test_an_erased_code_still_answers(client):
    certificate = make_certificate()
    erase_all(person=certificate.holder, by=None)
    status, text = said(client, certificate)
    assert (status, "We no longer hold this record." in text) == (200, True)


def test_unknown_mistyped_pending_and_cancelled_are_one_answer(client):
    known = make_certificate()
    pending = make_certificate(state="PENDING")
    cancelled = revoke(certificate=make_certificate(state="PENDING"), reason="error", by=None)
    mistyped = known.code[:-1] + ("A" if known.code[-1] != "A" else "B")
    typed = [code.draw(), mistyped, pending.code, cancelled.code, "x", "é" * 400, "%00", known.code * 2]
    answers = [client.get(reverse("certificates:verify", args=[each])) for each in typed]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    headers = [{k: v for k, v in answer.headers.items() if k != "X-Request-ID"} for answer in answers]
    assert all(each == headers[0] for each in headers)
    assert "We cannot find that code. Check each character." in answers[0].content.decode()


@pytest.mark.parametrize("kind", ["known", "unknown"])
def test_every_answer_is_unlisted_unkept_and_untold(client, kind):
    drawn = make_certificate().code if kind == "known" else code.draw()
    response = client.get(reverse("certificates:verify", args=[drawn]))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response


def test_the_form_leads_to_the_codes_own_address_however_it_was_typed(client):
    certificate = make_certificate()
    shown = code.grouped(certificate.code)
    for typed in (shown.lower(), f" {certificate.code} ", f"https://academy.example/verify/{shown}/"):
        assert client.post(START, {"code": typed}).url == address(certificate)
    assert client.post(START, {"code": "a/b?c#d%e"}).url == reverse("certificates:verify", args=["ABCD-E"])


@pytest.mark.parametrize("typed", ["", "   ", "???", "-" * 20])
def test_nothing_typed_is_an_error_with_a_link_to_the_field(client, typed):
    text = client.post(START, {"code": typed}).content.decode()
    assert "<title>Error:" in text
    assert "Type the code on the certificate" in text
    assert 'href="#id_code"' in text


def test_the_31st_look_up_in_a_minute_is_asked_to_wait(client, monkeypatch):
    certificate, moment = make_certificate(), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)  # turns come back, and thirty may take two seconds
    answers = [client.get(address(certificate)).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]
    late = client.get(address(certificate))
    assert late["Retry-After"] == "60"
    assert "Wait a minute" in late.content.decode()
    assert "Asha" not in late.content.decode()


def test_with_the_counter_away_the_page_stays_open(client, monkeypatch):
    def away(*_args, **_kwargs):
        raise DatabaseError("no such table")

    monkeypatch.setattr(limits.Door, "allow", away)
    assert said(client, make_certificate())[0] == 200


def test_a_look_up_is_one_query_beside_the_counter(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(limits.Door, "allow", lambda *_args, **_kwargs: True)
    certificate = make_certificate()
    client.get(address(certificate))
    with django_assert_num_queries(1):
        client.get(address(certificate))


@pytest.fixture
def hidden():
    certificate = make_certificate(name="Asha Patel")
    Certificate.objects.filter(pk=certificate.pk).update(hide_name=True)
    return certificate


def test_a_hidden_name_is_initials_and_a_box_to_compare(client, hidden):
    text = client.get(address(hidden)).content.decode()
    assert "A. P." in text
    assert ("Asha" in text, "Patel" in text) == (False, False)
    for typed, words in ((" asha  PATEL", "Yes. This is the name"), ("Asha Rowan", "No. Another name")):
        answer = client.post(address(hidden), {"name": typed}).content.decode()
        assert words in answer
        assert "Asha Patel" not in answer
    assert "Type the name that you expect" in client.post(address(hidden), {"name": ""}).content.decode()


def test_the_sixth_name_in_an_hour_is_asked_to_wait_whoever_types_it(client, hidden, monkeypatch):
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    answers = [
        client.post(address(hidden), {"name": "Asha Patel"}, REMOTE_ADDR=f"10.0.0.{number}") for number in range(6)
    ]
    assert [each.status_code for each in answers] == [200] * 5 + [429]
    assert answers[-1]["Retry-After"] == "3600"
    assert "Wait an hour" in answers[-1].content.decode()
    assert client.get(address(hidden)).status_code == 200


def test_a_name_sent_to_a_code_that_shows_it_or_is_unknown_changes_nothing(client):
    certificate = make_certificate()
    assert client.post(address(certificate), {"name": "Zebra"}).content == client.get(address(certificate)).content
    unknown = reverse("certificates:verify", args=[code.draw()])
    assert client.post(unknown, {"name": "Zebra"}).status_code == 404
