"""What records may know: facts as they were, and nothing written."""

import uuid
from dataclasses import fields

import pytest

from courses.models import CompletedBy
from learning.services.completion import grant_module, withdraw_module
from learning.services.enrolment import enrol
from learning.services.published import Fact, course_fact, fact_sources, module_fact
from tests.factories.courses import make_course, make_module, make_route
from tests.factories.learning import make_course_completion, make_enrolment, make_module_completion
from tests.factories.people import make_staff_role

pytestmark = pytest.mark.django_db


def test_a_module_fact_says_what_the_row_says(officer, trainer):
    post = officer.assignments.get()
    post.staff_role = make_staff_role(code="HO", name="Housing officer")
    post.save()
    made = make_module_completion(make_enrolment(officer, modules=2), by=trainer, minutes=120, cohort_code="CC-1")
    fact = module_fact(made.uuid)
    assert (fact.kind, fact.status, fact.person, fact.assignment) == ("module", "completed", officer, post)
    assert (fact.staff_role_code, fact.item_code, fact.attempt) == ("HO", made.module.code, 1)
    assert (fact.minutes, fact.cohort_code, fact.recorded_by) == (120, "CC-1", trainer)
    assert (fact.completed_on, fact.edition_number, fact.revoked) == (made.happened_on, 1, False)


def test_an_observed_module_is_passed():
    assert module_fact(make_module_completion(kind=CompletedBy.OBSERVATION).uuid).status == "passed"


def test_a_course_fact_has_the_strongest_evidence(officer, trainer):
    course = make_course(modules=0)
    make_module(course, completed_by=CompletedBy.GRANT)
    make_module(course, completed_by=CompletedBy.ATTENDANCE)
    enrolment = make_enrolment(officer, make_route(course, code="staff", validity_months=12))
    first, second = (row.module for row in enrolment.required_modules.select_related("module"))
    grant_module(enrolment=enrolment, module=first, reason="Did it before.", by=trainer)
    make_module_completion(enrolment, second, minutes=90, by=trainer)
    made = enrolment.course_completions.get()
    fact = course_fact(str(made.uuid))
    assert (fact.kind, fact.evidence, fact.minutes) == ("course", "ATTENDANCE", 90)
    assert (fact.route_code, fact.route_audience, fact.item_code) == ("staff", "STAFF", course.code)
    assert fact.expires_on == made.expires_on


def test_a_withdrawn_fact_says_so(trainer):
    course = make_course_completion()
    withdraw_module(completion=course.rests_on.get(), why="Wrong name.", by=trainer)
    assert course_fact(course.uuid).revoked is True


def test_a_renewal_is_the_second_attempt():
    completion = make_course_completion()
    again = enrol(person=completion.enrolment.person, route=completion.route, by=None)
    assert course_fact(make_course_completion(again).uuid).attempt == 2
    assert course_fact(completion.uuid).attempt == 1


def test_nothing_answers_for_an_unknown_uuid():
    assert (module_fact(uuid.uuid4()), course_fact(uuid.uuid4())) == (None, None)


def test_every_completion_is_a_source():
    course = make_course_completion()
    assert set(fact_sources()) == {("course", course.uuid), ("module", course.rests_on.get().uuid)}


def test_a_fact_has_no_room_for_what_people_write():
    names = {field.name for field in fields(Fact)}
    assert not names & {"reason", "evidence_line", "answers", "text", "place", "led_by"}
