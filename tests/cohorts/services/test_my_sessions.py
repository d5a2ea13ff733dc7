from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.models import Booking
from cohorts.services.my_sessions import answers_for, my_sessions
from tests.factories.cohorts import make_cohort, make_member, make_session

pytestmark = pytest.mark.django_db


def say(session, membership, state, **facts):
    return Booking.objects.create(session=session, membership=membership, state=state, **facts)


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def member(cohort, officer):
    return make_member(cohort, officer)


@pytest.fixture
def session(cohort):
    return make_session(cohort, starts_at=timezone.now() + timedelta(days=9))


def test_nobody_has_to_answer_where_there_is_room_for_everybody(session, member, officer):
    (row,) = my_sessions(officer)
    assert (row.state, row.places_left, row.is_expected, row.session.my_booking) == ("expected", None, True, None)
    say(session, member, "GIVEN_UP")
    assert [(row.state, row.is_expected) for row in my_sessions(officer)] == [("cannot", False)]


def test_places_are_counted(session, member, officer, cohort):
    say(session, make_member(cohort), "BOOKED")
    say(session, make_member(cohort, left_at=timezone.now()), "BOOKED")
    for capacity, state, left in ((2, "free", 1), (1, "full", 0)):
        type(session).objects.update(capacity=capacity)
        (row,) = my_sessions(officer)
        assert (row.state, row.places_left, row.has_room, row.is_expected) == (state, left, left > 0, False)


def test_an_offer_is_one_until_its_time(session, member, officer):
    now = timezone.now()
    made = say(session, member, "OFFERED", offered_until=now + timedelta(hours=1))
    assert [row.state for row in my_sessions(officer)] == ["offered"]
    Booking.objects.filter(pk=made.pk).update(offered_until=now - timedelta(hours=1))
    assert [row.state for row in my_sessions(officer)] == ["cannot"]


def test_one_date_of_a_module_is_chosen_and_the_line_is_told(session, member, officer, cohort):
    other = make_session(cohort, starts_at=session.starts_at + timedelta(days=7), capacity=1)
    say(session, member, "BOOKED")
    first, second = my_sessions(officer)
    assert (first.state, first.others, second.state, second.chosen) == ("coming", 1, "elsewhere", session)
    gone = say(other, member, "GIVEN_UP")
    assert (my_sessions(officer)[1].state, my_sessions(officer)[1].chosen) == ("elsewhere", session)
    gone.delete()
    say(other, make_member(cohort), "WAITING", asked_at=timezone.now() - timedelta(days=1))
    say(other, member, "WAITING")
    assert (my_sessions(officer)[1].state, my_sessions(officer)[1].booking.place_in_line) == ("waiting", 2)


def test_begun_and_called_off_can_only_be_read(session, member, officer):
    type(session).objects.update(starts_at=timezone.now())
    assert [(row.state, row.may_change, row.is_on) for row in my_sessions(officer)] == [("begun", False, True)]
    type(session).objects.update(cancelled_at=timezone.now())
    found = my_sessions(officer, type(session).objects.of_member(officer))
    assert ([row.state for row in found], my_sessions(officer)) == (["called_off"], [])


def test_whoever_is_at_a_session_can_check_in_until_it_is_over(session, member, officer):
    (row,) = my_sessions(officer)
    assert (row.state, row.is_on) == ("expected", False)
    hour = timedelta(hours=1)
    type(session).objects.update(starts_at=timezone.now() - 2 * hour, ends_at=timezone.now() - hour)
    (row,) = my_sessions(officer, type(session).objects.of_member(officer))
    assert (row.state, row.is_on) == ("begun", False)


@pytest.mark.parametrize(
    ("said", "is_on"), [("BOOKED", True), ("GIVEN_UP", False), ("WAITING", False), ("OFFERED", False)]
)
def test_whoever_is_not_awaited_is_not_asked_to_check_in(session, member, officer, said, is_on):
    until = timezone.now() + timedelta(days=1) if said == "OFFERED" else None
    say(session, member, said, offered_until=until)
    type(session).objects.update(starts_at=timezone.now())
    (row,) = my_sessions(officer)
    assert (row.state, row.is_on, row.is_missed) == ("begun", is_on, not is_on)


def test_whoever_chose_another_date_is_not_asked_to_check_in(session, member, officer, cohort):
    say(make_session(cohort, starts_at=session.starts_at + timedelta(days=7)), member, "BOOKED")
    type(session).objects.filter(pk=session.pk).update(starts_at=timezone.now())
    begun, chosen = my_sessions(officer)
    assert (begun.is_on, begun.is_missed, chosen.state) == (False, True, "coming")


def test_the_same_two_queries_for_one_and_for_three(session, member, officer, cohort, django_assert_num_queries):
    for number in (1, 3):
        with django_assert_num_queries(2):
            assert len(my_sessions(officer)) == number
        for _more in range(2):
            make_session(cohort, starts_at=session.starts_at)


def test_answers_are_for_the_trainer_by_what_was_said(session, cohort):
    members = {state: make_member(cohort) for state in ("BOOKED", "GIVEN_UP", "WAITING", "OFFERED", "nothing")}
    until = timezone.now() + timedelta(hours=1)
    for state, member in list(members.items())[:4]:
        say(session, member, state, offered_until=until if state == "OFFERED" else None)
    found = answers_for(session)
    assert [row.membership for row in found.coming] == [members["BOOKED"]]
    assert [row.membership for row in found.cannot] == [members["GIVEN_UP"]]
    assert [row.membership for row in found.waiting] == [members["OFFERED"], members["WAITING"]]
    assert found.unanswered == [members["nothing"]]
