from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.models import Booking, Cohort, Session
from cohorts.services import booking
from cohorts.services.booking import (
    Clash,
    NoPlace,
    TooLate,
    book,
    give_up,
    hand_on_all,
    hand_on_places,
    move,
    say_needs,
)
from people.models import Message
from tests.factories.cohorts import make_cohort, make_member, make_session

pytestmark = pytest.mark.django_db
SOON = timedelta(days=9)


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def session(cohort):
    return make_session(cohort, starts_at=timezone.now() + SOON, capacity=1)


def states(session) -> list[str]:
    return list(session.bookings.order_by("asked_at", "pk").values_list("state", flat=True))


def offers() -> list[str]:
    letters = Message.objects.filter(template="cohorts/emails/place_offered").order_by("pk")
    return [letter.person.given_name for letter in letters]


def test_book_takes_the_last_place_and_the_next_one_waits(cohort, session):
    first, second = make_member(cohort), make_member(cohort)
    assert [book(session=session, membership=each).state for each in (first, second)] == ["BOOKED", "WAITING"]
    assert book(session=session, membership=first).pk == book(session=session, membership=first).pk
    assert book(session=session, membership=second).state == "WAITING"
    assert states(session) == ["BOOKED", "WAITING"]
    assert [each.place_in_line for each in Booking.objects.in_line().filter(state="WAITING")] == [1]


def test_without_a_number_of_places_everybody_comes(cohort):
    session = make_session(cohort, starts_at=timezone.now() + SOON)
    assert {book(session=session, membership=make_member(cohort)).state for _number in range(3)} == {"BOOKED"}


def test_give_up_offers_the_place_to_whoever_waits_first_once(cohort, session, officer, mentor, resident):
    members = [make_member(cohort, person) for person in (officer, mentor, resident)]
    for member in members:
        book(session=session, membership=member, needs="A lift")
    for _twice in range(2):
        gone = give_up(session=session, membership=members[0])
    assert (gone.state, gone.needs, states(session)) == ("GIVEN_UP", "", ["GIVEN_UP", "OFFERED", "WAITING"])
    offered = members[1].bookings.get()
    assert timedelta(hours=23) < offered.offered_until - timezone.now() <= timedelta(hours=24)
    assert offers() == [mentor.given_name]
    assert book(session=session, membership=members[2]).state == "WAITING"
    assert book(session=session, membership=members[1]).state == "BOOKED"


def test_an_offer_that_nobody_took_passes_on_and_the_same_run_twice_offers_once(cohort, session):
    members = [make_member(cohort) for _number in range(3)]
    for member in members:
        book(session=session, membership=member)
    give_up(session=session, membership=members[0])
    Booking.objects.filter(state="OFFERED").update(offered_until=timezone.now() - timedelta(minutes=1))
    assert [hand_on_all(), hand_on_all()] == [1, 0]
    assert states(session) == ["GIVEN_UP", "GIVEN_UP", "OFFERED"]
    # Too late for the second: the place is kept for the third, so they wait again.
    assert book(session=session, membership=members[1]).state == "WAITING"


def test_no_offer_goes_beyond_the_start_and_none_is_made_after_it(cohort, session):
    members = [make_member(cohort) for _number in range(2)]
    for member in members:
        book(session=session, membership=member)
    now = timezone.now()
    session.starts_at, session.ends_at = now + timedelta(hours=1), now + timedelta(hours=2)
    session.save()
    assert booking.offered_until(session, now) == session.starts_at
    assert booking.offered_until(session, now - timedelta(hours=9)) == now - timedelta(hours=4)
    session.starts_at = now - timedelta(minutes=1)
    session.save()
    members[0].bookings.update(state="GIVEN_UP")
    assert (hand_on_places(session=session), hand_on_all(), states(session)) == (0, 0, ["GIVEN_UP", "WAITING"])
    assert offers() == []


def test_a_session_moved_forward_takes_its_offers_along(cohort, session):
    members = [make_member(cohort) for _number in range(2)]
    for member in members:
        book(session=session, membership=member)
    give_up(session=session, membership=members[0])
    session.starts_at = timezone.now() + timedelta(hours=1)
    session.save()
    hand_on_places(session=session)
    assert members[1].bookings.get().offered_until == session.starts_at


def test_whoever_leaves_the_cohort_frees_a_place_and_is_offered_none(cohort, session):
    members = [make_member(cohort) for _number in range(3)]
    for member in members:
        book(session=session, membership=member)
    for member in members[:2]:
        member.left_at = timezone.now()
        member.save()
    assert hand_on_all() == 1
    assert states(session) == ["GIVEN_UP", "GIVEN_UP", "OFFERED"]
    with pytest.raises(ValueError, match="member"):
        book(session=session, membership=members[0])


@pytest.mark.parametrize("change", ["begun", "called off", "closed"])
def test_after_the_start_and_when_called_off_nothing_changes(cohort, session, change):
    member = make_member(cohort)
    book(session=session, membership=member, needs="Tea")
    now = timezone.now()
    if change == "begun":
        session.starts_at = now
    elif change == "called off":
        session.cancelled_at = now
    else:
        Cohort.objects.update(state="CLOSED", closed_at=now)
    session.save()
    for act in (book, give_up):
        with pytest.raises(TooLate):
            act(session=session, membership=member)
    with pytest.raises(TooLate):
        say_needs(session=session, membership=member, needs="Coffee")
    assert (states(session), member.bookings.get().needs) == (["BOOKED"], "Tea")


def test_a_clash_says_which_session(cohort, session, officer):
    book(session=session, membership=make_member(cohort, officer))
    elsewhere = make_cohort()
    other = make_session(elsewhere, starts_at=session.starts_at + timedelta(hours=1), module=None)
    with pytest.raises(Clash) as clash:
        book(session=other, membership=make_member(elsewhere, officer))
    assert (clash.value.session, clash.value.same_module) == (session, False)
    assert states(other) == []


def test_move_gives_up_one_and_books_the_other_of_the_same_module(cohort, session):
    member, waiter = make_member(cohort), make_member(cohort)
    other = make_session(cohort, starts_at=session.starts_at + SOON, capacity=1, module=session.module)
    for each in (member, waiter):
        book(session=session, membership=each)
    with pytest.raises(Clash) as clash:
        book(session=other, membership=member)
    assert (clash.value.session, clash.value.same_module) == (session, True)
    for _twice in range(2):
        assert move(session=session, to=other, membership=member, needs="Large print").state == "BOOKED"
    assert (states(session), states(other)) == (["GIVEN_UP", "OFFERED"], ["BOOKED"])
    assert member.bookings.get(session=other).needs == "Large print"


def test_moving_to_a_full_session_keeps_the_place_and_waits(cohort, session):
    member, other = make_member(cohort), make_session(cohort, starts_at=timezone.now() + SOON * 2, capacity=1)
    book(session=other, membership=make_member(cohort))
    book(session=session, membership=member)
    assert move(session=session, to=other, membership=member).state == "WAITING"
    assert (states(session), states(other)) == (["BOOKED"], ["BOOKED", "WAITING"])


def test_needs_are_said_of_a_place_and_forgotten_a_month_after(cohort, session):
    member = make_member(cohort)
    with pytest.raises(NoPlace):
        say_needs(session=session, membership=member, needs="Step-free")
    book(session=session, membership=member)
    say_needs(session=session, membership=member, needs=" Step-free ")
    assert (member.bookings.get().needs, booking.forget_needs()) == ("Step-free", 0)
    session.starts_at, session.ends_at = timezone.now() - timedelta(days=32), timezone.now() - timedelta(days=31)
    session.save()
    assert [booking.forget_needs(), booking.forget_needs(), member.bookings.get().needs] == [1, 0, ""]


def test_a_tick_without_news_asks_one_question(cohort, session, django_assert_num_queries):
    for _number in range(3):
        book(session=session, membership=make_member(cohort))
    with django_assert_num_queries(1):
        assert hand_on_all() == 0


@pytest.mark.parametrize("change", ["called off", "closed"])
def test_nothing_is_offered_where_nothing_is_held_any_more(cohort, session, change):
    members = [make_member(cohort) for _number in range(2)]
    for member in members:
        book(session=session, membership=member)
    members[0].bookings.update(state="GIVEN_UP")
    if change == "closed":
        Cohort.objects.update(state="CLOSED", closed_at=timezone.now())
    else:
        Session.objects.update(cancelled_at=timezone.now())
    assert (hand_on_all(), hand_on_places(session=session), offers()) == (0, 0, [])
    assert states(session) == ["GIVEN_UP", "WAITING"]
