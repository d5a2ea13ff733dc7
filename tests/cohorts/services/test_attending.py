import pytest

from cohorts.services.attending import complete_by_attendance, counts, evidence_of
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_session
from tests.factories.courses import make_course, make_module, make_route

pytestmark = pytest.mark.django_db


def test_counts_says_which_marks_are_enough():
    session = make_session(make_cohort())
    said = {mark: counts(session, mark, minutes) for mark, minutes in [
        ("HERE", 120), ("PART", 96), ("AWAY", None), ("AWAY_TOLD", None), ("CATCH_UP", None),
    ]}  # fmt: skip
    assert said == {"HERE": True, "PART": True, "AWAY": False, "AWAY_TOLD": False, "CATCH_UP": True}
    assert [counts(session, "PART", minutes) for minutes in (None, 0, 95)] == [False] * 3


def test_a_module_that_is_completed_otherwise_is_not_completed_by_being_there():
    course = make_course(modules=0)
    module = make_module(course, completed_by="LESSONS")
    session = make_session(make_cohort(route=make_route(course)), module=module)
    assert counts(session, "HERE", 120) is False


def test_complete_by_attendance_twice_is_one_completion():
    cohort = make_cohort()
    member, session = make_member(cohort), make_session(cohort)
    row = make_attendance(session, member)
    first = complete_by_attendance(attendance=row, enrolment=member.enrolment, by=None)
    assert complete_by_attendance(attendance=row, enrolment=member.enrolment, by=None) == first
    assert first.evidence_key == f"attendance:{row.pk}"


def test_the_evidence_says_in_words_what_the_register_says():
    cohort = make_cohort()
    session = make_session(cohort)
    marks = [("HERE", 120), ("PART", 97), ("CATCH_UP", None)]
    lines = [
        evidence_of(
            make_attendance(session, make_member(cohort), mark, minutes=minutes), make_member(cohort).enrolment.person
        ).line
        for mark, minutes in marks
    ]
    assert lines == [
        "At the session, by the register",
        "At the session for 97 minutes, by the register",
        "A catch-up talk with the trainer, for those who missed the session",
    ]
