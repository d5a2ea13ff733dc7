"""A trainer speaks for members, HR for staff of the organisation, administrators for all; nobody for themselves."""

import pytest

from learning.models import CourseCompletion
from learning.services.vouching import vouched_for
from records.services.publish import publish
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_course_completion, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def route():
    return make_route(make_course(), audience="STAFF")


@pytest.fixture
def done(officer, route):
    completion = make_course_completion(make_enrolment(officer, route))
    publish(kind="course", source=completion.uuid)
    return completion


def test_a_trainer_speaks_for_those_in_cohorts_that_run(done, trainer, other_trainer, route):
    cohort = make_cohort(route=route, trainers=[trainer])
    member = make_member(cohort, enrolment=done.enrolment)
    assert list(vouched_for(trainer)) == [done]
    assert list(vouched_for(other_trainer)) == []
    member.left_at = cohort.created_at
    member.save()
    assert list(vouched_for(trainer)) == []


def test_hr_speaks_for_what_stands_in_the_records_of_its_own_organisation(done, hr, other_hr, resident, route):
    make_course_completion(make_enrolment(resident, make_route(make_course(), audience="RESIDENT")))
    assert list(vouched_for(hr)) == [done]
    assert list(vouched_for(other_hr)) == []


def test_administrators_speak_for_all_others_and_nobody_for_themselves(done, administrator, officer, hr, route):
    own = make_course_completion(make_enrolment(hr, route))
    publish(kind="course", source=own.uuid)
    assert set(vouched_for(administrator)) == {done, own}
    assert list(vouched_for(hr)) == [done]
    assert list(vouched_for(officer)) == []
    assert CourseCompletion.objects.count() == 2
