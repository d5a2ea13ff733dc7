"""What a course page says of a member's sessions."""

import datetime

import pytest
from django.utils import timezone

from cohorts.services.telling import meetings_of
from tests.factories.cohorts import make_cohort, make_member, make_place, make_session

pytestmark = pytest.mark.django_db


def test_sessions_to_come_of_ones_own_cohorts_that_deliver_a_module(officer):
    cohort = make_cohort(organisation=officer.organisation)
    make_member(cohort, officer)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    place = make_place(officer.organisation, name="Low Mill Hub")
    session = make_session(cohort, starts_at=tomorrow, place=place)
    make_session(cohort, starts_at=tomorrow, module=None)
    make_session(cohort, starts_at=tomorrow - datetime.timedelta(days=3))
    make_session(make_cohort(organisation=officer.organisation), starts_at=tomorrow)
    (found,) = meetings_of(officer)
    assert (found.module, found.starts_at, found.where) == (session.module_id, tomorrow, str(place))
    assert found.url == f"/learn/sessions/{found.url.split('/')[3]}/"
