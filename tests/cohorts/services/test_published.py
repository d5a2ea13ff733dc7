from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.services.published import attendance_fact, fact_sources, next_sessions, open_sessions
from people.services.merging import merge_people
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_place, make_session
from tests.factories.people import make_department, make_organisation, make_person, make_post, make_staff_role

pytestmark = pytest.mark.django_db


def test_a_mark_is_a_fact_with_the_post_held_that_day(organisation, caretaker, trainer):
    cohort = make_cohort(organisation=organisation, code="CC-2026-1")
    role, department = make_staff_role(code="EST-OFF"), make_department(organisation, name="Estates")
    caretaker.assignments.update(staff_role=role, department=department)
    session = make_session(cohort)
    row = make_attendance(session, make_member(cohort, caretaker), marked_by=trainer)
    fact = attendance_fact(row.uuid)
    assert (fact.kind, fact.status, fact.uuid, fact.person) == ("session", "attended", row.uuid, caretaker)
    assert (fact.organisation, fact.job_title) == (organisation, "Caretaker")
    assert (fact.staff_role_code, fact.department_path) == ("EST-OFF", "Estates")
    assert (fact.item_code, fact.route_audience, fact.attempt) == (session.module.code, "ANY", 1)
    assert (fact.completed_on, fact.minutes, fact.cohort_code) == (session.day, 120, "CC-2026-1")
    assert (fact.recorded_by, fact.evidence, fact.revoked, fact.expires_on) == (trainer, "ATTENDANCE", False, None)


def test_being_away_is_a_fact_too_and_a_drop_in_has_a_code(resident):
    cohort = make_cohort()
    row = make_attendance(make_session(cohort, module=None, kind="DROP_IN"), make_member(cohort, resident), "AWAY")
    fact = attendance_fact(row.uuid)
    assert (fact.status, fact.assignment, fact.minutes) == ("did_not_attend", None, None)
    assert (fact.item_code, fact.item_title) == (f"{cohort.course.code}-DROP_IN", cohort.course.title)


def test_fact_sources_names_every_mark_and_nothing_else_is_a_fact():
    cohort = make_cohort()
    session = make_session(cohort)
    rows = [make_attendance(session, make_member(cohort)) for _number in range(2)]
    assert list(fact_sources()) == [("session", row.uuid) for row in rows]
    assert attendance_fact(cohort.uuid) is None


def test_next_sessions_are_one_s_own_soonest_first(officer, resident, django_assert_num_queries):
    cohort, other = make_cohort(), make_cohort()
    make_member(cohort, officer)
    make_member(other, resident)
    given_up = make_member(other, officer, left_at=timezone.now())
    now = timezone.now()
    later = make_session(cohort, starts_at=now + timedelta(days=9))
    sooner = make_session(cohort, starts_at=now + timedelta(days=2))
    make_session(cohort, starts_at=now + timedelta(days=1), cancelled_at=now)
    make_session(cohort, starts_at=now - timedelta(days=1))
    make_session(other, starts_at=now + timedelta(days=1))
    assert given_up.enrolment.person == officer
    with django_assert_num_queries(2):
        found = next_sessions(officer)
        assert [session.my_booking for session in found] == [None, None]
        assert [session.mine.state for session in found] == ["expected", "expected"]
        assert [session.cohort.course.title for session in found] == [cohort.course.title] * 2
    assert found == [sooner, later]


def test_a_post_that_began_later_is_not_in_the_fact(resident):
    cohort = make_cohort()
    row = make_attendance(make_session(cohort), make_member(cohort, resident))
    make_post(resident, starts_on=timezone.localdate() + timedelta(days=1))
    assert attendance_fact(row.uuid).assignment is None


def test_a_merge_changes_nobody_s_organisation_or_post_of_a_past_day(organisation, officer, administrator):
    elsewhere = make_person(given_name="Om", organisation=make_organisation(), email=None)
    post = make_post(elsewhere, job_title="Warden")
    without = make_person(given_name="O.", organisation=elsewhere.organisation, email=None)
    cohort = make_cohort()
    rows = [make_attendance(make_session(cohort), make_member(make_cohort(), each)) for each in (elsewhere, without)]
    for gone in (elsewhere, without):
        merge_people(gone=gone, kept=officer, by=administrator)
    facts = [attendance_fact(row.uuid) for row in rows]
    assert [fact.person for fact in facts] == [officer, officer]
    assert [fact.organisation for fact in facts] == [elsewhere.organisation] * 2
    assert [(fact.assignment, fact.job_title) for fact in facts] == [(post, "Warden"), (None, "")]


def test_open_sessions_are_those_a_newcomer_with_the_code_can_come_to(organisation):
    soon, today = timezone.now() + timedelta(days=2), timezone.localdate()
    cohort = make_cohort(place=make_place(organisation))
    sessions = [make_session(cohort, starts_at=soon + timedelta(days=day)) for day in (1, 0)]
    make_session(cohort, starts_at=timezone.now() - timedelta(hours=1))
    make_session(cohort, starts_at=soon, cancelled_at=timezone.now())
    full = make_cohort(capacity=1)
    make_member(full)
    hidden = [
        full,
        make_cohort(join_policy="INVITATION"),
        make_cohort(state="PLANNED"),
        make_cohort(state="CLOSING"),
        make_cohort(state="CLOSED"),
        make_cohort(join_until=today - timedelta(days=1)),
    ]
    for other in hidden:
        make_session(other, starts_at=soon)
    draft = make_cohort()
    make_session(draft, starts_at=soon)
    draft.course.unpublish()
    assert open_sessions() == sessions[::-1]
    assert open_sessions(course=cohort.course) == sessions[::-1]
    assert open_sessions(course=full.course) == []


@pytest.mark.parametrize("count", [1, 3])
def test_open_sessions_are_one_query_with_all_that_is_said_of_them(count, django_assert_num_queries, organisation):
    for _number in range(count):
        cohort = make_cohort(place=make_place(organisation))
        make_session(cohort, starts_at=timezone.now() + timedelta(days=2))
    with django_assert_num_queries(1):
        told = [(each.where.name, each.cohort.course.title, each.module.title) for each in open_sessions()]
    assert len(told) == count
