"""What is held of cohorts before a person is: all that others share with them, and nothing else."""

import pytest
from django.db import transaction

from cohorts.models import Booking, PlaceRequest
from cohorts.services.holding import hold_cohorts, hold_pairings, hold_sessions
from tests.factories.cohorts import make_cohort, make_invitation, make_member, make_session
from tests.factories.pairings import make_pairing
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def held(hold, people, queries):
    with transaction.atomic(), queries(1):
        return hold(people)


def test_cohorts_in_which_somebody_has_a_place_asks_for_one_or_is_kept_one(django_assert_num_queries):
    one, other, nobody = make_person(), make_person(email=None), make_person()
    taken, asked, kept, _others = cohorts = [make_cohort() for _number in range(4)]
    make_member(taken, one)
    PlaceRequest.objects.create(cohort=asked, person=other, kind="WAITING")
    make_invitation(kept, email=one.email)
    for cohort in cohorts:
        make_member(cohort)
    assert held(hold_cohorts, [one], django_assert_num_queries) == [taken, kept]
    assert held(hold_cohorts, [other, one, nobody], django_assert_num_queries) == [taken, asked, kept]
    assert held(hold_cohorts, [nobody], django_assert_num_queries) == []


def test_sessions_of_which_somebody_said_whether_they_come(django_assert_num_queries):
    cohort = make_cohort()
    sessions, members = [make_session(cohort) for _number in range(3)], [make_member(cohort) for _number in range(3)]
    people = [member.enrolment.person for member in members]
    for session, member, state in zip(sessions[:2], members[:2], ("WAITING", "GIVEN_UP"), strict=True):
        Booking.objects.create(session=session, membership=member, state=state)
    assert held(hold_sessions, people[:1], django_assert_num_queries) == sessions[:1]
    assert held(hold_sessions, people[::-1], django_assert_num_queries) == sessions[:2]


def test_pairings_of_either_half(django_assert_num_queries):
    pairings = [make_pairing() for _number in range(3)]
    mentor, mentee = pairings[0].mentor.enrolment.person, pairings[1].mentee.enrolment.person
    assert held(hold_pairings, [mentor], django_assert_num_queries) == pairings[:1]
    assert held(hold_pairings, [mentee, mentor, make_person()], django_assert_num_queries) == pairings[:2]
