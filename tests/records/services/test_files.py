"""The bytes of an export."""

import pytest

from people.permissions import HR
from records.columns import COMPLETIONS
from records.models import Export, LearningRecord
from records.services import files
from tests.factories.people import make_person, make_post
from tests.factories.records import make_export, make_record

pytestmark = pytest.mark.django_db


def test_values_come_in_the_order_of_the_columns_and_tell_of_each_chunk(monkeypatch):
    monkeypatch.setattr(files, "CHUNK", 2)
    post = make_post(make_person(given_name="Siân"), employee_number="0042")
    for _row in range(5):
        make_record(post)
    told = []
    rows = list(files.values(LearningRecord.objects.order_by("change_seq"), COMPLETIONS, told.append))
    assert told == [2, 4]
    assert [row[3] for row in rows] == [1, 2, 3, 4, 5]
    assert (rows[0][6], rows[0][10]) == ("0042", "Siân")


@pytest.mark.parametrize(("kind", "ending"), [("xlsx", "xlsx"), ("csv-excel", "csv"), ("csv", "csv")])
def test_write_file_gives_each_format_its_ending(kind, ending):
    asker = make_person(groups=[HR])
    make_record(make_post(make_person(organisation=asker.organisation), organisation=asker.organisation))
    export = make_export(asker, format=kind)
    path, made, left_out = files.write_file(export, LearningRecord.objects.all(), lambda done: None)
    assert (made, path.suffix, left_out) == (ending, f".{ending}", 0)
    assert path.stat().st_size > 0
    path.unlink()


def test_about_says_what_was_asked_and_by_whom_without_a_name():
    asker = make_person(given_name="Hana", groups=[HR])
    export = make_export(asker, filters={"item_type": ["course"]}, rows_total=3, purpose=Export.Purpose.AUDIT)
    told = dict(files.about(export))
    assert told["Purpose"] == "Audit or inspection: Yearly report"
    assert told["Filter item_type"] == "course"
    assert (told["Rows"], told["Asked for by"]) == ("3", str(asker.uuid))
    assert "Hana" not in "".join(told.values())
