"""Asking for a file, building it, fetching it, purging it."""

import csv
import datetime
import hashlib
import io
import uuid
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.storage import storages
from django.utils import timezone
from wagtail.models import ModelLogEntry

from jobs.models import Job
from people.models import Message
from people.permissions import HR
from people.services.sent_forms import FormUsed
from records.columns import NAMES
from records.models import Export, LearningRecord
from records.services import exports
from tests.factories.people import make_organisation, make_person, make_post
from tests.factories.records import make_export, make_record

pytestmark = pytest.mark.django_db

ASKED = {"format": "xlsx", "purpose": "report", "purpose_note": "Yearly report", "filters": {}}


@pytest.fixture
def employer():
    return make_organisation(code="E1")


@pytest.fixture
def asker(employer):
    return make_person(given_name="Hana", organisation=employer, groups=[HR])


@pytest.fixture
def post(employer):
    person = make_person(given_name="Siân", family_name="O'Brien", organisation=employer)
    return make_post(person, organisation=employer, employee_number="00012345")


def ask(asker, **changes):
    return exports.request_export(
        organisation=asker.organisation, asked=ASKED | changes, form_key=uuid.uuid4(), by=asker
    )


def read(export):
    export.refresh_from_db()
    with storages["private"].open(export.file) as file:
        return file.read()


def test_request_export_fixes_the_change_number_and_asks_for_the_file(asker, post):
    make_record(post)
    export = ask(asker)
    make_record(post)
    assert (export.to_seq, export.rows_total, export.state) == (1, 1, Export.State.WAITING)
    job = Job.objects.get(kind="records.build_export")
    assert job.args == {"export": export.pk}
    assert ModelLogEntry.objects.get(action="records.request_export").data["rows"] == 1


def test_the_same_form_sent_twice_asks_for_one_file(asker, post):
    make_record(post)
    key = uuid.uuid4()
    first, second = (
        exports.request_export(organisation=asker.organisation, asked=ASKED, form_key=key, by=asker) for _ in range(2)
    )
    assert first == second
    assert Export.objects.count() == 1


def test_the_form_of_somebody_else_asks_for_nothing(asker, post):
    make_record(post)
    key = uuid.uuid4()
    exports.request_export(organisation=asker.organisation, asked=ASKED, form_key=key, by=asker)
    with pytest.raises(FormUsed):
        exports.request_export(organisation=asker.organisation, asked=ASKED, form_key=key, by=make_person())
    assert Export.objects.count() == 1


def test_a_third_open_export_is_refused(asker, post):
    make_record(post)
    ask(asker)
    ask(asker)
    with pytest.raises(exports.TooManyOpen):
        ask(asker)


def test_filters_that_leave_nothing_make_no_file(asker, post):
    make_record(post)
    with pytest.raises(exports.NothingToExport):
        ask(asker, filters={"item": "everyday-mediation"})
    assert Export.objects.count() == 0


def test_build_export_makes_a_workbook_whose_cells_are_the_rows(asker, post):
    make_record(post, expires_on=datetime.date(2029, 3, 4), certificate_number="RA-2026-4KX2HV")
    export = ask(asker)
    assert exports.build_export(export=export) == "1 rows"
    content = read(export)
    assert hashlib.sha256(content).hexdigest() == export.sha256
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Completions", "About", "Check these"]
    names, row = list(book["Completions"].iter_rows(values_only=True))
    assert list(names) == list(NAMES)
    cells = dict(zip(names, row, strict=True))
    assert cells["employee_number"] == "00012345"
    assert cells["family_name"] == "O'Brien"
    assert cells["completed_on"].date() == datetime.date(2026, 3, 4)
    assert cells["completed_at"] == "2026-03-04T09:12:30Z"
    assert cells["expires_on"].date() == datetime.date(2029, 3, 4)
    assert cells["certificate_number"] == "RA-2026-4KX2HV"
    assert cells["score_percent"] is None


def test_build_export_makes_csv_whose_texts_cannot_run(asker, post):
    post.person.family_name = "=HYPERLINK(1)"
    post.person.save()
    make_record(post)
    export = ask(asker, format="csv-excel")
    exports.build_export(export=export)
    content = read(export)
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["family_name"] == "'=HYPERLINK(1)"
    assert row["employee_number"] == "00012345"
    assert row["completed_on"] == "2026-03-04"


def test_build_export_twice_makes_one_file_and_one_letter(asker, post):
    make_record(post)
    export = ask(asker)
    exports.build_export(export=export)
    export.refresh_from_db()
    first = export.sha256
    assert exports.build_export(export=export) == "already done"
    export.refresh_from_db()
    assert export.sha256 == first
    assert Message.objects.filter(key=f"export-ready:{export.uuid}").count() == 1


def test_a_build_that_was_killed_half_way_starts_again_with_the_same_rows(asker, post):
    make_record(post)
    export = ask(asker)
    Export.objects.filter(pk=export.pk).update(state=Export.State.BUILDING, rows_done=1)
    make_record(post)
    export.refresh_from_db()
    assert exports.build_export(export=export) == "1 rows"


def test_rows_come_as_they_stood_when_asked_for_although_corrected_since(asker, post):
    old = make_record(post, job_title="Caretaker")
    export = make_export(asker)
    LearningRecord.objects.filter(pk=old.pk).update(superseded_seq=2)
    make_record(post, record_id=old.record_id, version=2, job_title="Gardener", change_seq=2)
    assert [row.job_title for row in exports.rows_of(export)] == ["Caretaker"]


def test_a_lost_right_is_refused_without_a_file(asker, post):
    make_record(post)
    export = ask(asker)
    asker.groups.clear()
    exports.build_export(export=export)
    export.refresh_from_db()
    assert (export.state, export.file) == (Export.State.REFUSED, "")
    assert ModelLogEntry.objects.filter(action="records.refuse_export").count() == 1


def test_purge_exports_removes_the_file_and_keeps_the_row(asker, post):
    make_record(post)
    export = ask(asker)
    exports.build_export(export=export)
    export.refresh_from_db()
    later = timezone.now() + datetime.timedelta(days=8)
    assert exports.purge_exports(now=later) == 1
    assert exports.purge_exports(now=later) == 0
    assert not storages["private"].exists(export.file)
    export.refresh_from_db()
    assert (export.state, export.rows_total) == (Export.State.PURGED, 1)


def test_note_download_counts_and_is_logged(asker, post):
    make_record(post)
    export = ask(asker)
    exports.note_download(export=export, by=asker)
    exports.note_download(export=export, by=asker)
    export.refresh_from_db()
    assert export.downloads == 2
    assert ModelLogEntry.objects.filter(action="records.download_export", user=asker).count() == 2


def test_the_same_request_gives_the_same_bytes(asker, post):
    make_record(post)
    export = ask(asker)
    files = []
    for _again in range(2):
        Export.objects.filter(pk=export.pk).update(state=Export.State.BUILDING, file="", sha256="", until=None)
        export.refresh_from_db()
        exports.build_export(export=export)
        files.append(read(export))
    assert files[0] == files[1]
    assert ZipFile(io.BytesIO(files[0])).testzip() is None


def test_a_file_for_machines_leaves_dangerous_texts_out_and_says_how_many(asker, post):
    post.person.family_name = "=1+1"
    post.person.save()
    make_record(post)
    export = ask(asker, format="csv")
    exports.build_export(export=export)
    (row,) = csv.DictReader(io.StringIO(read(export).decode()))
    assert (row["family_name"], export.left_out) == ("", 1)
