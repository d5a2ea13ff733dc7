import uuid
from pathlib import Path

import pytest
from django.core.files.storage import storages

from certificates import privacy
from certificates.models import NameRequest
from certificates.services.erase import erase_all, forget_wishes
from certificates.services.naming import ask_name
from tests.factories.certificates import make_certificate
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_erase_empties_the_row_removes_the_file_and_leaves_the_state_of_the_bit(django_capture_on_commit_callbacks):
    certificate = make_certificate()
    path = Path(storages["private"].path(certificate.pdf_path))
    others = make_certificate()
    with django_capture_on_commit_callbacks(execute=True):
        assert [erase_all(person=certificate.holder, by=None) for _ in range(2)] == [1, 0]
    before = certificate.code_hash, certificate.pdf_sha256, certificate.completed_on
    certificate.refresh_from_db()
    assert certificate.state == "ERASED"
    assert (certificate.code, certificate.holder_name, certificate.pdf_path, certificate.details) == ("", "", "", {})
    assert (certificate.code_hash, certificate.pdf_sha256, certificate.completed_on) == before
    assert not path.exists()
    assert not certificate.status_list.is_set(certificate.status_index)
    others.refresh_from_db()
    assert others.state == "ISSUED"


def test_one_still_being_made_is_cancelled_first():
    certificate = make_certificate(state="PENDING")
    assert privacy.erase_certificates(certificate.holder) == "One certificate emptied."
    certificate.refresh_from_db()
    assert certificate.state == "ERASED"
    assert certificate.status_list.is_set(certificate.status_index)


def test_what_is_collected_is_ones_own_and_all_of_it():
    person = make_person()
    mine = make_certificate(person=person)
    make_certificate()
    assert [row["code"] for row in privacy.collect_certificates(person)] == [mine.code]
    assert [row["to_state"] for row in privacy.collect_events(person)] == ["PENDING", "ISSUED"]
    assert privacy.erase_events(person) == "The dates of changes are kept without a name."


def test_a_wish_that_waits_is_closed_and_empty():
    certificate = make_certificate()
    facts = {"certificate": certificate, "why": "Married", "by": certificate.holder}
    ask_name(name="Asha Rowan", form_key=uuid.uuid4(), **facts)
    for _time in range(2):
        assert forget_wishes(person=certificate.holder) == 1
    wish = NameRequest.objects.get()
    assert (wish.name, wish.why, wish.state, wish.reason) == ("", "", NameRequest.State.REFUSED, "–")
    assert wish.decided_at
