from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts import emails
from cohorts.models import Booking, Session
from people.models import Message
from tests.factories.cohorts import make_cohort, make_member, make_place, make_session
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
SOON = timedelta(days=9)
LIST = "/learn/sessions/"


@pytest.fixture
def cohort(trainer):
    return make_cohort(trainers=[trainer], place=make_place(name="Low Mill", access="Step-free"))


@pytest.fixture
def member(cohort, officer):
    return make_member(cohort, officer)


@pytest.fixture
def session(cohort):
    return make_session(cohort, starts_at=timezone.now() + SOON, capacity=1, food="Soup", costs="Bus fares")


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def page_of(session) -> str:
    return reverse("cohorts:my_session", args=[session.uuid])


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def send(client, session, act, **more):
    return client.post(page_of(session), {"act": act} | more, follow=True)


def test_a_single_session_stands_whole_on_the_list_with_all_there_is_to_know(signed_in, session, member, trainer):
    words = signed_in.get(LIST).content.decode()
    for part in ("Low Mill", "Step-free", "Soup", "Bus fares", "English", str(trainer), "1 of 1 places is free."):
        assert part in words
    assert 'name="needs"' in words
    assert "Book my place" in words


def test_without_a_session_the_list_says_what_will_stand_there(signed_in):
    assert "The dates of your sessions will stand here." in signed_in.get(LIST).content.decode()


def test_what_the_notice_says_the_page_does_not_say_again(signed_in, session, member):
    assert send(signed_in, session, "book").content.decode().count("Your place is booked.") == 1
    assert signed_in.get(page_of(session)).content.decode().count("Your place is booked.") == 1
    assert "Your place is booked." in send(signed_in, session, "needs", needs="Tea").content.decode()


def test_whoever_has_answered_finds_no_notice_of_the_session_at_home(client, cohort, session):
    joss = make_person(email=None)
    make_member(cohort, joss)
    for act in ("book", "give_up"):
        emails.session_changed(person=joss, session=session)
        client.force_login(joss)
        send(client, session, act)
        assert not Message.objects.of(joss).filter(read_at__isnull=True).exists()
        Message.objects.all().delete()


def test_book_say_needs_and_give_up_each_twice_is_once(signed_in, session, member):
    for _twice in range(2):
        assert said(send(signed_in, session, "book", needs="A lift")) == ["Your place is booked."]
    assert member.bookings.get().needs == "A lift"
    assert said(send(signed_in, session, "needs", needs="")) == ["Saved. Only your trainers see what you need."]
    for _twice in range(2):
        done = send(signed_in, session, "give_up")
        assert said(done) == ["Your place is free again. Thank you for telling us."]
    assert (member.bookings.get().state, member.bookings.get().needs) == ("GIVEN_UP", "")
    assert said(send(signed_in, session, "needs", needs="Tea")) == [
        "You have no place at this session now. Book one first."
    ]


def test_a_full_session_has_a_waiting_list_with_its_order(signed_in, session, member, cohort):
    Booking.objects.create(session=session, membership=make_member(cohort), state="BOOKED")
    Booking.objects.create(session=session, membership=make_member(cohort), state="WAITING")
    assert "Join the waiting list" in signed_in.get(LIST).content.decode()
    done = send(signed_in, session, "book")
    assert said(done) == ["Every place is taken just now. You are on the waiting list, and we will tell you."]
    assert "You are number 2 on the waiting list." in " ".join(done.content.decode().split())


def test_an_offer_is_taken_with_one_button(signed_in, session, member):
    until = timezone.now() + timedelta(hours=3)
    Booking.objects.create(session=session, membership=member, state="OFFERED", offered_until=until)
    assert "Take my place" in signed_in.get(LIST).content.decode()
    assert said(send(signed_in, session, "book")) == ["Your place is booked."]


def test_another_date_of_the_module_is_chosen_in_one_act(signed_in, session, member, cohort):
    other = make_session(cohort, starts_at=timezone.now() + SOON * 2)
    send(signed_in, session, "book")
    assert "Move my place here" in signed_in.get(page_of(other)).content.decode()
    assert said(send(signed_in, other, "move")) == ["Thank you. We know that you are coming."]
    assert dict(member.bookings.values_list("session", "state")) == {session.pk: "GIVEN_UP", other.pk: "BOOKED"}


def test_an_unknown_button_does_nothing(signed_in, session, member):
    done = send(signed_in, session, "dance", needs="A lift")
    assert (done.redirect_chain[0][1], said(done), member.bookings.count()) == (302, [], 0)


def test_a_clash_says_which_and_keeps_what_was_typed(signed_in, session, member, officer):
    session.starts_at = timezone.localtime(session.starts_at).replace(hour=14, minute=30)
    session.ends_at = session.starts_at + timedelta(hours=2)
    session.save()
    send(signed_in, session, "book")
    elsewhere = make_cohort(name="Moor Road")
    make_member(elsewhere, officer)
    other = make_session(elsewhere, starts_at=session.starts_at, module=None)
    answer = signed_in.post(page_of(other), {"act": "book", "needs": "Large print"})
    assert answer.status_code == 409
    (problem,) = answer.context["form"].non_field_errors()
    assert problem.startswith("At that time you have a place at another session:")
    assert session.cohort.name in problem
    assert "2.30 pm" in problem
    assert answer.context["form"]["needs"].value() == "Large print"
    assert not other.bookings.exists()


def test_after_the_start_the_page_names_the_trainer(signed_in, session, member, trainer):
    Session.objects.update(starts_at=timezone.now())
    assert f"mailto:{trainer.email}" in signed_in.get(page_of(session)).content.decode()
    assert said(send(signed_in, session, "book")) == ["It is too late to change this here. Ask your trainer."]
    assert not member.bookings.exists()


def test_too_many_words_about_needs_are_kept_on_the_page(signed_in, session, member):
    answer = signed_in.post(page_of(session), {"act": "book", "needs": "x" * 501})
    assert answer.context["form"].errors == {"needs": ["Use 500 letters or fewer"]}
    assert not member.bookings.exists()


def test_many_are_narrowed_by_place_and_time_of_day(signed_in, member, cohort):
    morning = timezone.localtime(timezone.now() + SOON).replace(hour=9, minute=0)
    depot = make_place(name="Depot")
    for number in range(9):
        hour = morning + timedelta(days=number, hours=9 if number < 2 else 0)
        make_session(cohort, starts_at=hour, module=None, place=depot if number < 3 else None)
    found = signed_in.get(LIST)
    assert (len(found.context["page"]), [name for name, _ in found.context["filter"].fields["place"].choices]) == (
        9,
        ["", str(depot.pk), str(cohort.place_id)],
    )
    narrowed = signed_in.get(LIST, {"place": depot.pk, "time": "evening"})
    assert (len(narrowed.context["page"]), len(narrowed.context["chips"])) == (2, 2)
    assert len(signed_in.get(LIST, {"place": "nowhere"}).context["page"]) == 9
    none = signed_in.get(LIST, {"place": cohort.place_id, "time": "evening"})
    assert "None of your sessions is there at that time." in none.content.decode()


def test_the_same_queries_for_two_and_for_six_sessions(signed_in, member, cohort, django_assert_num_queries):
    signed_in.get(LIST)
    counts = []
    for _round in range(2):
        for _more in range(2 + 2 * _round):
            make_session(cohort, starts_at=timezone.now() + SOON, module=None)
        with django_assert_num_queries(6):
            counts.append(len(signed_in.get(LIST).context["page"]))
    assert counts == [2, 6]


@pytest.mark.parametrize("who", ["resident", "trainer", "outsider"])
def test_anybody_else_gets_404_and_books_nothing(client, session, member, who, request):
    client.force_login(request.getfixturevalue(who))
    assert [client.get(page_of(session)).status_code, client.post(page_of(session), {"act": "book"}).status_code] == [
        404,
        404,
    ]
    assert not session.bookings.exists()
