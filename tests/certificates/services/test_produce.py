from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages

from certificates import emails
from certificates.models import Certificate
from certificates.services import produce as producing
from certificates.services import sheet
from certificates.services.produce import lift_hold, produce
from certificates.services.revoke import revoke
from jobs.models import Job
from people.models import Message
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db
STUB = b"%PDF-1.7 a stand-in"


@pytest.fixture
def drawn(monkeypatch):
    """The PDF is a stub; the list says how often it was made."""
    made = []
    monkeypatch.setattr(sheet.press, "render", lambda html, **_kw: made.append(html) or STUB)
    return made


def files(certificate):
    folder = Path(storages["private"].path(f"certificates/{certificate.pk}"))
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def letters(certificate):
    return Message.objects.filter(key=f"certificate-issued:{certificate.pk}")


def test_produce_issues_stores_and_writes_to_the_holder(drawn):
    certificate = make_certificate(state="PENDING")
    assert produce(certificate=certificate) is True
    certificate.refresh_from_db()
    assert certificate.state == "ISSUED"
    assert files(certificate) == [f"{certificate.pdf_sha256}.pdf"]
    assert certificate.pdf_size == len(STUB)
    assert [(event.from_state, event.to_state) for event in certificate.events.all()] == [
        ("", "PENDING"),
        ("PENDING", "ISSUED"),
    ]
    letter = letters(certificate).get()
    assert letter.subject == "You have completed Community Connector"
    assert "Module 1: Here on 4 March 2026." in letter.text
    assert f"{settings.SITE_URL}/certificates/" in letter.text
    job = Job.objects.get(key=f"publish:course:{certificate.completion.uuid}:certificate:{certificate.pk}")
    assert job.args == {"kind": "course", "source": str(certificate.completion.uuid)}


def test_produce_twice_is_one_file_one_letter(drawn):
    certificate = make_certificate(state="PENDING")
    assert [produce(certificate=certificate) for _ in range(2)] == [True, False]
    assert (len(drawn), letters(certificate).count(), certificate.events.count()) == (1, 1, 2)


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (sheet.press, "render"),
        (producing, "store"),
        (producing, "_issue"),
        (producing, "_note"),
        (producing, "log"),
        (emails, "post"),
        (producing, "enqueue"),
    ],
)
def test_a_crash_at_any_step_leaves_it_pending_and_the_next_run_issues_the_same_bytes(drawn, monkeypatch, where, name):
    certificate = make_certificate(state="PENDING")

    def crash(*_args, **_kwargs):
        raise RuntimeError("the worker died")

    with monkeypatch.context() as patch:
        patch.setattr(where, name, crash)
        with pytest.raises(RuntimeError):
            produce(certificate=certificate)
    certificate.refresh_from_db()
    assert (certificate.state, letters(certificate).count(), certificate.events.count()) == ("PENDING", 0, 1)
    produce(certificate=certificate)
    certificate.refresh_from_db()
    assert certificate.state == "ISSUED"
    assert files(certificate) == [f"{certificate.pdf_sha256}.pdf"]
    assert letters(certificate).count() == 1


def test_a_worker_that_comes_second_leaves_the_row_alone(drawn, monkeypatch):
    certificate = make_certificate(state="PENDING")
    store = producing.store

    def meanwhile(path, content):
        store(path, content)
        monkeypatch.setattr(producing, "store", store)
        produce(certificate=certificate)

    monkeypatch.setattr(producing, "store", meanwhile)
    assert produce(certificate=certificate) is False
    assert (letters(certificate).count(), certificate.events.count()) == (1, 2)


def test_what_was_cancelled_meanwhile_is_not_issued(drawn):
    certificate = make_certificate(state="PENDING")
    revoke(certificate=certificate, reason="evidence", by=None)
    assert produce(certificate=certificate) is False
    assert drawn == []


def test_what_is_no_pdf_is_not_issued(monkeypatch):
    certificate = make_certificate(state="PENDING")
    monkeypatch.setattr(sheet.press, "render", lambda html, **_kw: b"<html>")
    with pytest.raises(ValueError, match="no PDF"):
        produce(certificate=certificate)
    assert Certificate.objects.get().state == "PENDING"


def test_an_unprintable_name_is_held_and_its_holder_told_once_until_they_mend_it(drawn):
    certificate = make_certificate(state="PENDING", name="Hana 😀")
    assert [produce(certificate=certificate) for _ in range(2)] == [False, False]
    told = Message.objects.filter(key__startswith="certificate-held:")
    assert [(letter.key, letter.subject) for letter in told] == [
        (f"certificate-held:{certificate.pk}:0", "Your certificate needs a word from you")
    ]
    with pytest.raises(producing.NotPrintable):
        lift_hold(certificate=certificate, name="Hana 🎉", by=certificate.holder)
    for _ in range(2):
        lifted = lift_hold(certificate=certificate, name=" Hana  Lee ", by=certificate.holder)
    assert (lifted.holder_name, lifted.hold, lifted.hold_count) == ("Hana Lee", "", 1)
    assert Job.objects.filter(key=f"produce:{certificate.pk}:1").count() == 1
    assert produce(certificate=certificate) is True
    assert ">Hana Lee</bdi>" in drawn[0]


def test_what_looks_like_code_is_printed_as_typed(drawn):
    route = {"statement": "{{7*7}} <i> {% load x %} {date}"}
    produce(certificate=make_certificate(state="PENDING", name="O'Neil & {{7*7}} Søn", route=route))
    assert ">O&#x27;Neil &amp; {{7*7}} Søn</bdi>" in drawn[0]
    assert "{{7*7}} &lt;i&gt; {% load x %} 4 March 2026" in drawn[0]


def test_a_person_without_an_address_gets_the_letter_by_hand(drawn, caretaker):
    certificate = make_certificate(state="PENDING", person=caretaker)
    produce(certificate=certificate)
    assert letters(certificate).get().status == "BY_HAND"
