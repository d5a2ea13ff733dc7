import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort, DateWish, Membership, PlaceRequest
from cohorts.services.asking import ask_for_place, promote
from people.mail import opened
from people.models import Message
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
Policy = Cohort.JoinPolicy


@pytest.fixture
def full(trainer):
    cohort = make_cohort(join_code="TEACUP", capacity=1, trainers=[trainer])
    make_member(cohort)
    return cohort


@pytest.fixture
def approving(trainer):
    return make_cohort(join_code="GARDEN", join_policy=Policy.APPROVAL, trainers=[trainer])


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page_of(request) -> str:
    return reverse("cohorts:asked", args=[request.uuid])


def test_somebody_signed_in_joins_the_waiting_list_and_sees_their_number(client, full, officer):
    client.force_login(officer)
    assert "Join the waiting list" in text(client.get("/join/TEACUP/"))
    assert PlaceRequest.objects.count() == 0
    for _time in range(2):
        answer = client.post("/join/TEACUP/")
        assert answer.url == page_of(PlaceRequest.objects.get())
    assert "You are number 1 on the waiting list." in text(client.get(answer.url))
    assert client.get("/join/TEACUP/").url == answer.url


def test_an_offer_is_taken_with_one_button(client, full, officer):
    request = ask_for_place(cohort=full, person=officer, by=officer)
    full.memberships.update(left_at=timezone.now())
    client.force_login(officer)
    early = client.post(page_of(request), {"act": "take"}, follow=True)
    assert "There is no place to take just now." in text(early)
    promote(cohort=full)
    assert "A place is yours if you want it." in text(client.get(page_of(request)))
    taken = client.post(page_of(request), {"act": "take"})
    place = Membership.objects.present().get()
    assert taken.url == reverse("learning:course", args=[place.enrolment.uuid])
    assert client.post(page_of(request), {"act": "take"}).url == taken.url
    assert client.get(page_of(request)).url == taken.url


def test_giving_up_the_place_in_the_line(client, full, officer):
    request = ask_for_place(cohort=full, person=officer, by=officer)
    client.force_login(officer)
    answer = client.post(page_of(request), {"act": "give_up"}, follow=True)
    assert "You are no longer in the line." in text(answer)
    assert "Ask again" in text(answer)


def test_somebody_new_asks_with_a_slip_and_holds_a_request_and_no_place(client, full):
    form = client.get("/join/TEACUP/").context["form"]
    sent = {"name": "Rosa", "way_back": "slip", "shared": "no", "form_key": str(form["form_key"].value())}
    answer = client.post("/join/TEACUP/", sent)
    request = PlaceRequest.objects.get()
    assert (request.person.given_name, Membership.objects.count()) == ("Rosa", 1)
    assert page_of(request) in client.get(answer.url).content.decode()
    assert "You are number 1" in text(client.get(page_of(request)))


def test_somebody_new_asks_by_e_mail(client, approving):
    form = client.get("/join/GARDEN/").context["form"]
    sent = {"name": "Rosa", "way_back": "email", "email": "rosa@example.org", "shared": "no"}
    client.post("/join/GARDEN/", sent | {"form_key": str(form["form_key"].value())})
    joining = client.session["joining"]
    assert joining["address"] == "rosa@example.org"
    digits = re.search(r"\d{3} ?\d{3}", opened(Message.objects.latest("pk"))[1]).group().replace(" ", "")
    answer = client.post("/join/GARDEN/", {"digits": digits})
    request = PlaceRequest.objects.get()
    assert (request.person.email, request.kind, answer.url) == ("rosa@example.org", "APPROVAL", page_of(request))
    assert Membership.objects.count() == 0


def test_the_trainer_agrees_or_says_not_this_time_and_each_once(client, approving, trainer, officer, resident):
    requests = [ask_for_place(cohort=approving, person=person, by=person) for person in (officer, resident)]
    client.force_login(trainer)
    people = reverse("cohorts:people", args=[approving.uuid])
    assert "Waits for your yes" in text(client.get(people))
    assert "2 people ask for a place in" in text(client.get("/cohorts/"))
    for name, request in (("agree", requests[0]), ("refuse", requests[1])):
        for _time in range(2):
            answer = client.post(reverse(f"cohorts:{name}", args=[approving.uuid, request.uuid]))
            assert answer.url == people
    assert Membership.objects.get().enrolment.person == officer
    assert PlaceRequest.objects.open().count() == 0
    client.force_login(resident)
    assert "There is no place for you this time." in text(client.get(page_of(requests[1])))
    assert client.post("/join/GARDEN/").status_code == 409
    assert PlaceRequest.objects.count() == 2


def test_nobody_else_agrees_or_looks(client, approving, other_trainer, officer, resident):
    request = ask_for_place(cohort=approving, person=officer, by=officer)
    for person in (other_trainer, resident, officer):
        client.force_login(person)
        for name in ("agree", "refuse"):
            assert client.post(reverse(f"cohorts:{name}", args=[approving.uuid, request.uuid])).status_code == 404
    client.force_login(resident)
    assert client.get(page_of(request)).status_code == 404
    assert Membership.objects.count() == 0


def test_more_places_are_offered_to_whoever_waits(client, full, trainer, officer):
    request = ask_for_place(cohort=full, person=officer, by=officer)
    client.force_login(trainer)
    address = reverse("cohorts:joining", args=[full.uuid])
    assert client.get(address).context["form"]["capacity"].value() == 1
    answer = client.post(address, {"join_policy": "CODE", "capacity": "2"}, follow=True)
    assert "1 person who waits is offered a place." in text(answer)
    request.refresh_from_db()
    assert request.is_offered
    client.post(address, {"join_policy": "INVITATION", "capacity": ""})
    full.refresh_from_db()
    assert (full.join_policy, full.capacity) == ("INVITATION", None)
    assert client.post(address, {"capacity": "0"}).context["form"].errors


def test_the_page_of_people_makes_the_same_queries_however_many_ask(
    client, approving, trainer, django_assert_max_num_queries
):
    client.force_login(trainer)
    counts = []
    for more in (1, 1, 2):
        for _number in range(more):
            person = make_person()
            ask_for_place(cohort=approving, person=person, by=person)
        with django_assert_max_num_queries(40) as queries:
            client.get(reverse("cohorts:people", args=[approving.uuid]))
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_a_wish_for_a_date_is_kept_once_and_leads_back(client, officer):
    course = make_cohort().course
    client.force_login(officer)
    for _time in range(2):
        answer = client.post("/learn/tell-me/", {"course": course.code, "next": "/courses/"})
    assert answer.url == "/courses/"
    assert [(wish.course_id, wish.module) for wish in DateWish.objects.all()] == [(course.pk, None)]
    away = client.post("/learn/tell-me/", {"course": course.code, "next": "https://example.org/"})
    assert away.url == "/learn/"
    assert client.post("/learn/tell-me/", {"course": "nowhere"}).status_code == 404
    assert client.post("/learn/tell-me/", {"course": course.code, "module": "nowhere"}).status_code == 404


def test_the_public_page_of_a_course_without_a_date_offers_to_tell(client, officer):
    course = make_cohort(join_policy=Policy.INVITATION).course
    assert b"Tell me when there is a date" not in client.get(course.url).content
    client.force_login(officer)
    assert b"Tell me when there is a date" in client.get(course.url).content
