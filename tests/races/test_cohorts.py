"""Everybody at once: the last seats, one person joining twice, two saves of one register. On both databases."""

import threading
import uuid
from functools import partial

import pytest

from cohorts.models import Attendance, Invitation, Membership, Session
from cohorts.services.inviting import accept, invite_again
from cohorts.services.joining import CannotJoin, is_full, join, join_as_new, take_place
from cohorts.services.register import Marking, SavedMeanwhile, take_register
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from people.models import User
from people.permissions import TRAINERS
from tests.factories.cohorts import make_cohort, make_invitation, make_member, make_session
from tests.factories.people import make_person
from tests.races.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)

SEATS, PEOPLE = 20, 40


def test_forty_people_without_the_lock_take_more_than_twenty_seats():
    cohort = make_cohort(capacity=SEATS)
    people = [make_person(organisation=cohort.organisation) for _number in range(PEOPLE)]
    counted = threading.Barrier(PEOPLE)

    def count_then_insert(person):
        free = not is_full(cohort)
        counted.wait(30)
        return take_place(cohort=cohort, person=person, by=person) if free else None

    at_once([partial(count_then_insert, person) for person in people])
    assert Membership.objects.filter(cohort=cohort).count() > SEATS


def test_forty_people_take_exactly_twenty_seats():
    cohort = make_cohort(capacity=SEATS)
    people = [make_person(organisation=cohort.organisation) for _number in range(PEOPLE)]
    answers = at_once([partial(join, cohort=cohort, person=person, by=person) for person in people])
    joined = [answer for answer in answers if isinstance(answer, Membership)]
    refused = [answer.problem for answer in answers if isinstance(answer, CannotJoin)]
    assert (len(joined), refused) == (SEATS, ["full"] * (PEOPLE - SEATS))
    assert Membership.objects.filter(cohort=cohort).count() == SEATS
    assert Enrolment.objects.count() == SEATS


def test_one_person_joining_ten_times_at_once_has_one_place():
    cohort, person = make_cohort(), make_person()
    answers = at_once([partial(join, cohort=cohort, person=person, by=person)] * 10)
    assert {answer.pk for answer in answers} == {Membership.objects.get().pk}
    assert Enrolment.objects.count() == 1


def test_one_form_sent_ten_times_at_once_is_one_newcomer():
    cohort, key = make_cohort(), uuid.uuid4()
    answers = at_once([partial(join_as_new, cohort=cohort, name="Rosa", form_key=key)] * 10)
    assert {answer.membership.pk for answer in answers} == {Membership.objects.get().pk}


def test_one_invitation_accepted_ten_times_at_once_is_one_place():
    invitation = make_invitation(make_cohort(), email="asha@example.org")
    answers = at_once([partial(accept, invitation=invitation)] * 10)
    assert [answer for answer in answers if isinstance(answer, Membership)] == [Membership.objects.get()]
    assert [answer.problem for answer in answers if isinstance(answer, CannotJoin)] == ["used"] * 9
    assert User.objects.filter(email="asha@example.org").count() == 1


def test_kept_places_and_newcomers_at_once_fill_the_cohort_and_no_more():
    cohort = make_cohort(capacity=SEATS)
    kept = [make_invitation(cohort) for _number in range(SEATS // 2)]
    people = [make_person(organisation=cohort.organisation) for _number in range(SEATS)]
    acts = [partial(accept, invitation=invitation) for invitation in kept]
    acts += [partial(join, cohort=cohort, person=person, by=person) for person in people]
    answers = at_once(acts)
    assert all(isinstance(answer, Membership) for answer in answers[: len(kept)])
    assert Membership.objects.filter(cohort=cohort).count() == SEATS


def test_the_last_seat_is_the_invited_person_s_whichever_way_they_come_in():
    cohort = make_cohort(capacity=1)
    invited, others = make_person(), [make_person() for _number in range(5)]
    invitation = make_invitation(cohort, email=invited.email)
    acts = [partial(join, cohort=cohort, person=invited, by=invited), partial(accept, invitation=invitation)] * 2
    acts += [partial(join, cohort=cohort, person=person, by=person) for person in others]
    answers = at_once(acts)
    place = Membership.objects.get()
    assert place.enrolment.person == invited
    refused = sorted(answer.problem for answer in answers if isinstance(answer, CannotJoin))
    joined = [answer for answer in answers if isinstance(answer, Membership)]
    assert joined == [place] * len(joined)
    assert (len(joined) + len(refused), refused[:5]) == (len(acts), ["full"] * 5)
    assert set(refused[5:]) <= {"used"}
    assert Invitation.objects.get().accepted_as == place


def test_an_invitation_sent_again_ten_times_at_once_has_one_link_that_opens():
    invitation = make_invitation(make_cohort())
    answers = at_once([partial(invite_again, invitation=invitation, by=invitation.invited_by)] * 10)
    assert sorted(answer.times_sent for answer in answers) == list(range(2, 12))


def test_one_register_saved_ten_times_at_once_is_saved_once():
    trainer = make_person(groups=[TRAINERS])
    cohort = make_cohort(trainers=[trainer])
    session, members = make_session(cohort), [make_member(cohort) for _number in range(3)]
    marks = {member.pk: Marking("HERE") for member in members}
    save = partial(take_register, session=session, marks=marks, corrections={}, version=0, by=trainer)
    answers = at_once([save] * 10)
    assert sorted(answer.changed for answer in answers) == [0] * 9 + [3]
    assert sum(answer.modules for answer in answers) == 3
    assert (Session.objects.get().register_version, Attendance.objects.count()) == (1, 3)
    assert (ModuleCompletion.objects.count(), CourseCompletion.objects.count()) == (3, 3)


def test_two_trainers_with_different_marks_at_once_one_saves_and_one_looks_again():
    trainers = [make_person(groups=[TRAINERS]) for _number in range(2)]
    cohort = make_cohort(trainers=trainers)
    session, member = make_session(cohort), make_member(cohort)
    answers = at_once(
        [
            partial(
                take_register,
                session=session,
                marks={member.pk: Marking(mark)},
                corrections={},
                version=0,
                by=trainer,
            )
            for trainer, mark in zip(trainers, ("HERE", "AWAY"), strict=True)
        ]
    )
    refused = [answer for answer in answers if isinstance(answer, SavedMeanwhile)]
    assert (len(refused), Attendance.objects.count(), Session.objects.get().register_version) == (1, 1, 1)
