"""The pairings of somebody on their page: the other one's name, and the next meeting."""

import datetime

import pytest
from django.utils import timezone

from home.next_step.paired import paired
from tests.factories.courses import make_home
from tests.factories.pairings import make_meeting, make_pairing

pytestmark = pytest.mark.django_db


def test_each_half_reads_the_name_of_the_other_and_the_soonest_meeting(client, resident, officer):
    make_home()
    pairing = make_pairing(mentor=resident, mentee=officer)
    assert [(row.name, row.next) for row in paired(resident)] == [(officer.get_short_name(), None)]
    make_meeting(pairing, 2, planned_at=timezone.now() + datetime.timedelta(days=9))
    soon = make_meeting(pairing)
    assert [(row.name, row.next) for row in paired(officer)] == [(resident.get_short_name(), soon)]
    client.force_login(officer)
    page = " ".join(client.get("/").content.decode().split())
    assert f"With {resident.get_short_name()}" in page
    assert "Next: " in page
    assert "The Weir Café" in page
