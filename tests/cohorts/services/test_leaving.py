"""A member goes: their place and what they had booked are free, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts import handlers
from cohorts.models import Booking, Membership
from cohorts.services import leaving
from cohorts.services.joining import join
from jobs.models import Job
from learning.services.enrolment import leave_course
from tests.factories.cohorts import make_cohort, make_member, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(organisation):
    return make_cohort(organisation=organisation, capacity=1)


def test_leaving_the_course_frees_the_place_by_job_once(cohort, officer, resident):
    member = make_member(cohort, officer)
    session = make_session(cohort, starts_at=timezone.now() + timedelta(days=3), capacity=1)
    Booking.objects.create(session=session, membership=member, needs="A ramp")
    assert leaving.free_places(enrolment=member.enrolment) == 0  # nobody has left
    leave_course(enrolment=member.enrolment, by=officer)
    (job,) = Job.objects.filter(kind="cohorts.free_place")
    assert [handlers.free_place(**job.args) for _time in range(2)] == ["1 places free.", "0 places free."]
    assert list(Membership.objects.present()) == []
    booking = Booking.objects.get()
    assert (booking.state, booking.needs) == ("GIVEN_UP", "")
    assert join(cohort=cohort, person=resident, by=resident).left_at is None


def test_whoever_left_may_join_again(cohort, officer):
    first = make_member(cohort, officer)
    leave_course(enrolment=first.enrolment, by=officer)
    enrolment = first.enrolment
    enrolment.refresh_from_db()
    leaving.free_places(enrolment=enrolment)
    again = join(cohort=cohort, person=officer, by=officer)
    assert (again.left_at, again.enrolment.status) == (None, "OPEN")
    assert again != first


def test_leave_all_frees_ones_own_places_in_cohorts_that_go_on_by_job(cohort, resident, mentor):
    closed = make_cohort(organisation=cohort.organisation, state="CLOSED")
    mine, past, theirs = make_member(cohort, resident), make_member(closed, resident), make_member(cohort, mentor)
    assert [leaving.leave_all(person=resident) for _time in range(2)] == [1, 1]
    (job,) = Job.objects.filter(kind="cohorts.free_place")
    assert handlers.free_place(**job.args) == "0 places free."  # they are still here
    type(resident).objects.filter(pk=resident.pk).update(is_active=False)
    assert [handlers.free_place(**job.args) for _time in range(2)] == ["1 places free.", "0 places free."]
    assert leaving.leave_all(person=resident) == 0
    assert set(Membership.objects.present()) == {past, theirs}
    mine.refresh_from_db()
    assert mine.left_at is not None
