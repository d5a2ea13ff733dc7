"""Everybody at once: the last seats, one person joining twice, two saves of one register. On both databases."""

import threading
import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from cohorts.models import Attendance, CheckIn, Invitation, Meeting, Membership, PlaceRequest, Session
from cohorts.services.asking import ask_for_place, give_up_request, pass_on_places, promote
from cohorts.services.check_in import check_in, scan_of
from cohorts.services.correcting import CountsByNow, put_right
from cohorts.services.inviting import accept, invite_again
from cohorts.services.joining import CannotJoin, is_full, join, join_as_new, take_place
from cohorts.services.meeting import hold_meeting
from cohorts.services.register import Marking, SavedMeanwhile, take_register
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from people.models import User
from people.permissions import TRAINERS
from tests.factories.cohorts import make_cohort, make_invitation, make_member, make_session
from tests.factories.pairings import make_mentoring_cohort, make_pairing
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


def test_a_hundred_scans_at_once_are_one_row_each():
    session = make_session(make_cohort())
    members, scan = [make_member(session.cohort) for _number in range(5)], scan_of(session.poster_token)
    answers = at_once([partial(check_in, scan=scan, membership=member) for member in members] * 4)
    assert {answer.pk for answer in answers} == set(CheckIn.objects.values_list("pk", flat=True))
    assert CheckIn.objects.count() == len(members)


def test_the_last_place_and_a_waiting_list_at_once_fill_the_cohort_and_no_more():
    cohort = make_cohort(capacity=1)
    member, people = make_member(cohort), [make_person() for _number in range(8)]
    at_once([partial(ask_for_place, cohort=cohort, person=person, by=person) for person in people] * 2)
    assert PlaceRequest.objects.open().count() == len(people)
    Membership.objects.filter(pk=member.pk).update(left_at=timezone.now())
    at_once([partial(promote, cohort=cohort)] * 3 + [pass_on_places] * 3)
    offered = PlaceRequest.objects.get(offered_until__isnull=False)
    acts = [partial(join, cohort=cohort, person=person, by=person) for person in people]
    answers = at_once([*acts, partial(give_up_request, request=offered, by=offered.person)])
    joined = [answer for answer in answers if isinstance(answer, Membership)]
    taken = Membership.objects.present().filter(cohort=cohort).count()
    kept = PlaceRequest.objects.open().filter(offered_until__isnull=False).count()
    assert (len(joined), taken + kept) == (taken, 1)


def test_both_halves_say_at_once_that_they_met_and_it_is_one_meeting_and_one_completion_each():
    pairing = make_pairing(cohort=make_mentoring_cohort(trainer=make_person(groups=[TRAINERS]), needed=1))
    halves, day = (
        [pairing.mentor.enrolment.person, pairing.mentee.enrolment.person],
        timezone.localdate(pairing.started_at),
    )
    held = [partial(hold_meeting, pairing=pairing, number=1, held_on=day, by=person) for person in halves * 3]
    meeting = Meeting.objects.get(pk={answer.pk for answer in at_once(held)}.pop())
    assert (Meeting.objects.count(), bool(meeting.mentor_said_at and meeting.mentee_said_at)) == (1, True)
    assert sorted(ModuleCompletion.objects.values_list("module__code", flat=True)) == [
        "mentee-meetings",
        "mentor-meetings",
    ]


def test_one_half_says_they_met_while_the_other_takes_it_back_and_both_agree_on_how_it_stands():
    pairing = make_pairing(cohort=make_mentoring_cohort(trainer=make_person(groups=[TRAINERS]), needed=2))
    mentor, mentee = pairing.mentor.enrolment.person, pairing.mentee.enrolment.person
    day = timezone.localdate(pairing.started_at)
    meeting = hold_meeting(pairing=pairing, number=1, held_on=day, by=mentor)
    agree = partial(hold_meeting, pairing=pairing, number=1, held_on=day, by=mentee, changes=0)
    undo = partial(put_right, meeting=meeting, held_on=None, changes=0, by=mentor)
    at_once([agree, undo] * 4)
    meeting.refresh_from_db()
    stands = (meeting.held_on, meeting.mentor_said_at, meeting.mentee_said_at, meeting.changes)
    assert stands == (None, None, None, 1)


def test_a_meeting_taken_back_while_the_last_one_is_noted_either_counts_or_is_gone():
    pairing = make_pairing(
        cohort=make_mentoring_cohort(trainer=make_person(groups=[TRAINERS]), needed=2),
        started_at=timezone.now() - timedelta(days=9),
    )
    mentor, today = pairing.mentor.enrolment.person, timezone.localdate()
    first = hold_meeting(pairing=pairing, number=1, held_on=today - timedelta(days=3), by=mentor)
    last = partial(hold_meeting, pairing=pairing, number=2, held_on=today, by=mentor)
    undone = at_once([partial(put_right, meeting=first, held_on=None, changes=0, by=mentor), last])[0]
    if isinstance(undone, CountsByNow):
        assert ModuleCompletion.objects.count() == 2
    else:
        assert not ModuleCompletion.objects.exists()
    first.refresh_from_db()
    assert (first.held_on is None) is (not ModuleCompletion.objects.exists())
