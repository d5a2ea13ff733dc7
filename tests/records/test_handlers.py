"""Work in the background, called as the worker calls it."""

import uuid

import pytest

from jobs.registry import Gone
from people.permissions import HR
from records import handlers
from records.models import Export
from tests.factories.people import make_person, make_post
from tests.factories.records import make_export, make_record

pytestmark = pytest.mark.django_db


def test_publish_record_of_a_fact_that_is_gone_says_so():
    assert handlers.publish_record(kind="course", source=str(uuid.uuid4())) == "not for an employer"


def test_build_export_of_a_row_that_is_gone_is_done_with():
    with pytest.raises(Gone):
        handlers.build_export(export=404)


def test_build_export_says_how_many_rows():
    hana = make_person(groups=[HR])
    make_record(make_post(make_person(organisation=hana.organisation), organisation=hana.organisation))
    export = make_export(hana, rows_total=1)
    assert handlers.build_export(export=export.pk) == "1 rows"
    export.refresh_from_db()
    assert export.state == Export.State.READY


def test_the_hourly_and_daily_duties_find_nothing_on_a_quiet_site():
    assert handlers.purge_exports() == "0 files"
    assert handlers.reconcile() == "0 mended"
