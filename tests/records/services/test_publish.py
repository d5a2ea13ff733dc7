"""Which facts become learning records, and how they change."""

import datetime

import pytest

from courses.models import CompletedBy
from learning.services import completion as completing
from learning.services.evidence import Evidence
from people.models import Assignment
from records.models import FeedPosition, LearningRecord
from records.services import publish
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment
from tests.factories.people import make_organisation, make_person, make_post

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 4)


@pytest.fixture
def course():
    return make_course(modules=1, completed_by=CompletedBy.ATTENDANCE)


def finish(course, person, *, audience="STAFF"):
    """The course, completed by attendance on DAY, on a route for this audience."""
    enrolment = make_enrolment(person=person, route=make_route(course, code=audience.lower(), audience=audience))
    module = enrolment.required_modules.get().module
    evidence = Evidence(kind=CompletedBy.ATTENDANCE, key="attendance:1", line="At the session", happened_on=DAY)
    completing.complete_module(enrolment=enrolment, module=module, evidence=evidence, by=None)
    return enrolment.course_completions.get()


def staff(**post):
    person = make_person(given_name="Ola", organisation=make_organisation())
    make_post(person, organisation=person.organisation, starts_on=datetime.date(2020, 1, 1), **post)
    return person


def test_a_staff_route_by_somebody_with_a_post_is_published(course):
    person = staff(employee_number="0042", job_title="Caretaker")
    done = finish(course, person)
    record = publish.publish(kind="course", source=done.uuid)
    assert record is not None
    seen = (record.version, record.change_seq, record.status, record.completed_on, record.route, record.job_title)
    assert seen == (1, 1, "completed", DAY, "staff", "Caretaker")
    assert (record.employer_code, record.evidence) == (person.organisation.code, "trainer_recorded")


@pytest.mark.parametrize("audience", ["STAFF", "ANY"])
def test_staff_and_open_routes_count(course, audience):
    done = finish(course, staff(), audience=audience)
    assert publish.publish(kind="course", source=done.uuid) is not None


def test_a_resident_route_is_never_published_even_of_staff(course):
    done = finish(course, staff(), audience="RESIDENT")
    assert publish.publish(kind="course", source=done.uuid) is None
    assert LearningRecord.objects.count() == 0


def test_somebody_without_a_post_is_never_published(course):
    done = finish(course, make_person(given_name="Rae"), audience="ANY")
    assert publish.publish(kind="course", source=done.uuid) is None


def test_a_post_that_had_ended_by_then_does_not_count(course):
    person = staff(ends_on=DAY - datetime.timedelta(days=1))
    assert publish.publish(kind="course", source=finish(course, person).uuid) is None


def test_publishing_again_changes_nothing(course):
    done = finish(course, staff())
    first = publish.publish(kind="course", source=done.uuid)
    assert publish.publish(kind="course", source=done.uuid) == first
    assert LearningRecord.objects.count() == 1
    assert FeedPosition.objects.get().last_seq == 1


def test_a_withdrawal_is_a_new_version_and_the_old_one_stays(course):
    done = finish(course, staff())
    publish.publish(kind="course", source=done.uuid)
    module = done.rests_on.get()
    completing.withdraw_module(completion=module, why="Wrong person marked", by=make_person(given_name="Tom"))
    record = publish.publish(kind="course", source=done.uuid)
    assert (record.version, record.action, record.change_seq) == (2, LearningRecord.Action.VOID, 2)
    old = LearningRecord.objects.get(version=1)
    assert (old.action, old.superseded_seq) == (LearningRecord.Action.UPSERT, 2)
    assert [row.version for row in LearningRecord.objects.as_at(1)] == [1]
    assert [row.version for row in LearningRecord.objects.as_at(2)] == [2]


def test_a_move_of_post_leaves_the_record_as_it_was(course):
    person = staff(job_title="Caretaker")
    done = finish(course, person)
    publish.publish(kind="course", source=done.uuid)
    Assignment.objects.filter(person=person).update(ends_on=DAY + datetime.timedelta(days=1))
    make_post(person, organisation=person.organisation, starts_on=DAY + datetime.timedelta(days=2), job_title="Manager")
    assert publish.publish(kind="course", source=done.uuid).job_title == "Caretaker"


def test_reconcile_mends_what_is_missing_and_then_finds_nothing(course):
    finish(course, staff())
    assert publish.reconcile() == 2  # the module and the course
    assert publish.reconcile() == 0
