"""What a course page says of a member's sessions."""

import datetime

import pytest
from django.utils import timezone

from cohorts.models import Booking
from cohorts.services.telling import dates_of
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_place, make_session

pytestmark = pytest.mark.django_db


def test_sessions_to_come_of_ones_own_cohorts_that_deliver_a_module(officer):
    cohort = make_cohort(organisation=officer.organisation)
    make_member(cohort, officer)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    place = make_place(officer.organisation, name="Low Mill Hub")
    session = make_session(cohort, starts_at=tomorrow, place=place)
    make_session(cohort, starts_at=tomorrow, module=None)
    make_session(make_cohort(organisation=officer.organisation), starts_at=tomorrow)
    (found,) = dates_of(officer)
    assert (found.module, found.starts_at, found.where) == (session.module_id, tomorrow, str(place))
    assert found.url == f"/learn/sessions/{found.url.split('/')[3]}/"


def test_a_session_that_is_over_waits_for_the_register_and_no_longer_than_that(officer):
    cohort = make_cohort(organisation=officer.organisation)
    yesterday = timezone.now() - datetime.timedelta(days=1)
    member = make_member(cohort, officer, joined_at=yesterday)
    session = make_session(cohort, starts_at=yesterday)
    make_session(cohort, starts_at=yesterday, cancelled_at=yesterday)
    make_session(cohort, starts_at=yesterday - datetime.timedelta(days=9))
    (found,) = dates_of(officer)
    assert (found.module, found.starts_at, found.is_over) == (session.module_id, yesterday, True)
    make_attendance(session, member, "AWAY")
    assert dates_of(officer) == []


@pytest.mark.parametrize(("said", "waits"), [("BOOKED", 1), ("GIVEN_UP", 0), ("WAITING", 0)])
def test_a_session_that_one_gave_up_or_had_no_place_at_waits_for_nothing(officer, said, waits):
    cohort = make_cohort(organisation=officer.organisation)
    yesterday = timezone.now() - datetime.timedelta(days=1)
    member = make_member(cohort, officer, joined_at=yesterday)
    Booking.objects.create(session=make_session(cohort, starts_at=yesterday), membership=member, state=said)
    assert len(dates_of(officer)) == waits


@pytest.mark.parametrize("count", [1, 3])
def test_three_queries_however_many_dates_there_are(officer, count, django_assert_num_queries):
    cohort = make_cohort(organisation=officer.organisation)
    make_member(cohort, officer)
    for day in range(count):
        make_session(cohort, starts_at=timezone.now() + datetime.timedelta(days=day + 1))
    with django_assert_num_queries(3):
        assert len(dates_of(officer)) == count
