"""What the database refuses, by the ORM and by SQL, on both engines."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from certificates.models import Achievement, Certificate, CertificateEvent, DesignVersion, StatusList
from certificates.services.produce import produce
from tests.factories.certificates import make_certificate, make_completion

pytestmark = pytest.mark.django_db

FROZEN = {
    "holder_name": "Other", "name_lang": "ar", "locale": "cy", "title": "Other", "statement": "Other",
    "details": {"a": 1}, "issuer_name": "Other", "partner_name": "Other", "sequence": 2, "number": "RA-2026-OTHER1",
    "code": "OTHER", "code_hash": "0" * 64, "completed_on": datetime.date(2020, 1, 1), "snapshot_schema": 2,
    "issued_on": datetime.date(2020, 1, 1), "valid_from": datetime.date(2020, 1, 1), "status_index": 3,
    "valid_until": datetime.date(2099, 1, 1), "created_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
    "pdf_path": "other", "pdf_sha256": "1" * 64, "pdf_size": 1, "unsealed_sha256": "", "maker": "",
    "issued_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
}  # fmt: skip


def refused(act):
    with pytest.raises(IntegrityError, match="Kept"), transaction.atomic():
        act()


def test_no_column_of_an_issued_certificate_can_be_changed():
    rows = Certificate.objects.filter(pk=make_certificate().pk)
    for column, other in FROZEN.items():
        refused(lambda change={column: other}: rows.update(**change))


def test_neither_by_save_nor_by_sql():
    certificate = make_certificate()
    certificate.title = "Other"
    refused(certificate.save)
    for statement in (
        "UPDATE certificates_certificate SET pdf_sha256 = ''",
        "UPDATE certificates_certificate SET completion_id = completion_id + 1",
        "UPDATE certificates_certificate SET replaces_id = id",
        "DELETE FROM certificates_certificate",
    ):
        refused(lambda statement=statement: connection.cursor().execute(statement))


def test_no_row_can_be_deleted():
    make_certificate()
    for model in (Certificate, CertificateEvent, Achievement, DesignVersion, StatusList):
        refused(lambda model=model: model.objects.all()._raw_delete("default"))


def test_what_is_insert_only_never_changes():
    make_certificate()
    for model, change in (
        (CertificateEvent, {"note": "x"}),
        (Achievement, {"number": 9}),
        (DesignVersion, {"data": {}}),
    ):
        refused(lambda model=model, change=change: model.objects.update(**change))


@pytest.mark.parametrize(
    ("old", "new"), [("REVOKED", "ISSUED"), ("REVOKED", "SUPERSEDED"), ("SUPERSEDED", "ISSUED"), ("ISSUED", "PENDING")]
)
def test_there_is_no_way_back(old, new):
    rows = Certificate.objects.filter(pk=make_certificate().pk)
    rows.update(state=old)
    refused(lambda: rows.update(state=new))


def test_a_cancelled_one_is_never_issued():
    rows = Certificate.objects.filter(pk=make_certificate(state="PENDING").pk)
    rows.update(state="CANCELLED")
    refused(lambda: rows.update(state="ISSUED"))


def test_erasure_may_empty_name_code_and_path_but_no_digest():
    rows = Certificate.objects.filter(pk=make_certificate().pk)
    empty = {"state": "ERASED", "holder_name": "", "code": "", "pdf_path": "", "details": {}}
    refused(lambda: rows.update(**empty, pdf_sha256=""))
    assert rows.update(**empty) == 1


def test_the_holder_may_change_when_two_people_are_one(officer):
    assert Certificate.objects.filter(pk=make_certificate().pk).update(holder=officer) == 1


def test_a_pending_name_may_be_mended_and_a_file_is_filled_in_once():
    certificate = make_certificate(completion=make_completion(name="Hana 😀"), state="PENDING")
    rows = Certificate.objects.filter(pk=certificate.pk)
    assert rows.update(holder_name="Hana", name_lang="", hold="") == 1
    assert produce(certificate=certificate) is True
