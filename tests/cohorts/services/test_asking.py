import datetime
import uuid

import pytest
from django.utils import timezone

from cohorts.models import Cohort, Membership, PlaceRequest
from cohorts.services import asking
from cohorts.services.adding import Line, look_at
from cohorts.services.asking import (
    agree,
    ask_as_new,
    ask_for_place,
    ask_with_email,
    asked_of,
    give_up_request,
    pass_on_places,
    promote,
    refuse,
    requests_of,
)
from cohorts.services.joining import CannotJoin, KeyUsed, is_full, join, problem_with
from learning.models import Enrolment
from people.models import Message, User
from people.services.codes import person_for_code
from tests.factories.cohorts import make_cohort, make_invitation, make_member, make_session
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
Policy = Cohort.JoinPolicy


@pytest.fixture
def full():
    """A cohort of one place, which somebody has."""
    cohort = make_cohort(capacity=1)
    make_member(cohort)
    return cohort


def ask(cohort, person=None) -> PlaceRequest:
    person = person or make_person()
    return ask_for_place(cohort=cohort, person=person, by=person)


def leave(cohort) -> None:
    """Somebody goes, as leaving does it."""
    cohort.memberships.update(left_at=timezone.now())
    promote(cohort=cohort)


def letters(kind) -> list[str]:
    return list(
        Message.objects.filter(template=f"cohorts/emails/{kind}").order_by("pk").values_list("person__pk", flat=True)
    )


def test_asking_twice_is_one_place_in_the_line(full, officer, resident):
    first, second = ask(full, officer), ask(full, resident)
    assert ask(full, officer) == first
    assert [(one.kind, one.is_offered) for one in (first, second)] == [("WAITING", False)] * 2
    assert [one.place_in_line for person in (officer, resident) for one in requests_of(person)] == [1, 2]
    assert Enrolment.objects.filter(person=officer).count() == 0


def test_a_free_place_is_the_first_one_s_and_nobody_passes_them(full, officer, resident, mentor):
    first, second = ask(full, officer), ask(full, resident)
    leave(full)
    first.refresh_from_db()
    second.refresh_from_db()
    assert [first.is_offered, second.is_offered] == [True, False]
    assert letters("cohort_place_offered") == [officer.pk]
    assert (is_full(full), problem_with(full)) == (True, "full")
    with pytest.raises(CannotJoin):
        join(cohort=full, person=mentor, by=mentor)
    assert look_at(cohort=full, lines=[Line("Kit")]) == ["full"]
    place = join(cohort=full, person=officer, by=officer)
    first.refresh_from_db()
    assert (first.closed_as, place.left_at) == ("JOINED", None)
    assert promote(cohort=full) == 0
    assert letters("cohort_place_offered") == [officer.pk]


def test_an_offer_stands_two_days_and_never_beyond_the_next_session(full, officer):
    ask(full, officer)
    leave(full)
    until = PlaceRequest.objects.get().offered_until
    assert abs(until - timezone.now() - datetime.timedelta(hours=48)) < datetime.timedelta(minutes=1)
    PlaceRequest.objects.update(offered_until=None)
    soon = make_session(full, starts_at=timezone.now() + datetime.timedelta(hours=3))
    promote(cohort=full)
    assert PlaceRequest.objects.get().offered_until == soon.starts_at


def test_an_offer_that_ran_out_goes_to_the_next_and_only_once(full, officer, resident):
    first = ask(full, officer)
    ask(full, resident)
    leave(full)
    PlaceRequest.objects.filter(pk=first.pk).update(offered_until=timezone.now())
    assert [pass_on_places(), pass_on_places()] == [1, 0]
    first.refresh_from_db()
    assert (first.closed_as, letters("cohort_place_offered")) == ("GIVEN_UP", [officer.pk, resident.pk])
    with pytest.raises(CannotJoin):
        join(cohort=full, person=officer, by=officer)


def test_giving_up_an_offer_passes_it_on(full, officer, resident):
    first = ask(full, officer)
    ask(full, resident)
    leave(full)
    for _time in range(2):
        assert give_up_request(request=first, by=officer).closed_as == "GIVEN_UP"
    assert letters("cohort_place_offered") == [officer.pk, resident.pk]


def test_whoever_has_no_account_any_more_holds_up_nobody(full, officer, resident):
    ask(full, officer)
    ask(full, resident)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    leave(full)
    assert letters("cohort_place_offered") == [resident.pk]
    assert [one.place_in_line for one in requests_of(resident)] == [1]


def test_a_place_kept_by_an_invitation_is_offered_when_its_date_has_passed(officer):
    cohort = make_cohort(capacity=1)
    invitation = make_invitation(cohort)
    assert not ask(cohort, officer).is_offered
    invitation.expires_at = timezone.now()
    invitation.save()
    assert pass_on_places() == 1


def test_a_trainer_agrees_once_and_the_person_has_a_place_and_a_letter(trainer, officer):
    cohort = make_cohort(join_policy=Policy.APPROVAL, trainers=[trainer])
    request = ask(cohort, officer)
    assert (request.kind, problem_with(cohort), Membership.objects.count()) == ("APPROVAL", "ask", 0)
    for _time in range(2):
        assert agree(request=request, by=trainer).closed_as == "JOINED"
    assert Membership.objects.get().enrolment.person == officer
    assert letters("let_in") == [officer.pk]


def test_a_yes_to_a_full_cohort_is_a_place_in_the_line(trainer, officer):
    cohort = make_cohort(join_policy=Policy.APPROVAL, capacity=1, trainers=[trainer])
    make_member(cohort)
    request = agree(request=ask(cohort, officer), by=trainer)
    assert (request.kind, request.closed_as, request.is_offered) == ("WAITING", "", False)
    leave(cohort)
    assert join(cohort=cohort, person=officer, by=officer).enrolment.person == officer


def test_not_this_time_is_told_once_and_the_trainer_can_still_add_them(trainer, officer):
    cohort = make_cohort(join_policy=Policy.APPROVAL, trainers=[trainer])
    request = ask(cohort, officer)
    for _time in range(2):
        assert refuse(request=request, by=trainer).closed_as == "REFUSED"
    assert letters("not_this_time") == [officer.pk]
    assert agree(request=request, by=trainer).closed_as == "REFUSED"
    with pytest.raises(CannotJoin) as again:
        ask(cohort, officer)
    assert again.value.problem == "refused"
    make_invitation(cohort, email=officer.email)
    assert join(cohort=cohort, person=officer, by=officer)


def test_an_invitation_settles_a_request(trainer, officer):
    cohort = make_cohort(join_policy=Policy.APPROVAL, trainers=[trainer])
    request = ask(cohort, officer)
    make_invitation(cohort, email=officer.email)
    join(cohort=cohort, person=officer, by=officer)
    request.refresh_from_db()
    assert (request.closed_as, requests_of(officer)) == ("JOINED", [])


def test_nobody_asks_for_a_place_by_a_code_that_opens_nothing_or_twice_for_one(full, officer):
    for facts in ({"join_policy": Policy.INVITATION}, {"state": Cohort.State.CLOSED}):
        with pytest.raises(CannotJoin):
            ask(make_cohort(capacity=1, **facts), officer)
    with pytest.raises(CannotJoin):
        ask(full, full.memberships.get().enrolment.person)
    assert PlaceRequest.objects.count() == 0


def test_a_line_has_an_end_and_nobody_beyond_it_is_made(full, officer, resident, monkeypatch):
    monkeypatch.setattr(asking, "MOST_OPEN", 1)
    first = ask(full, officer)
    with pytest.raises(CannotJoin) as late:
        ask_as_new(cohort=full, name="Kit", form_key=uuid.uuid4())
    assert late.value.problem == "long"
    assert not User.objects.filter(given_name="Kit").exists()
    assert ask(full, officer) == first
    give_up_request(request=first, by=officer)
    assert ask(full, resident).closed_as == ""


def test_somebody_new_asks_once_and_comes_back_with_their_slip(full):
    key = uuid.uuid4()
    first = ask_as_new(cohort=full, name="Rosa", form_key=key)
    again = ask_as_new(cohort=full, name="Rosa", form_key=key)
    assert again.request == first.request
    assert person_for_code(again.return_code).person == first.request.person
    assert Enrolment.objects.filter(person=first.request.person).count() == 0
    with pytest.raises(KeyUsed):
        ask_as_new(cohort=full, name="Kit", form_key=key)
    closed = make_cohort(state=Cohort.State.CLOSED)
    with pytest.raises(CannotJoin):
        ask_as_new(cohort=closed, name="Kit", form_key=uuid.uuid4())
    assert not User.objects.filter(given_name="Kit").exists()


def test_somebody_with_a_proved_address_asks_as_who_they_are(full, officer):
    assert ask_with_email(cohort=full, name="Somebody", address=officer.email.upper()).person == officer
    new = ask_with_email(cohort=full, name="Rosa", address="rosa@example.org")
    assert (new.person.given_name, new.person.email) == ("Rosa", "rosa@example.org")
    gone = make_person(is_active=False)
    with pytest.raises(CannotJoin):
        ask_with_email(cohort=full, name="Somebody", address=gone.email)


def test_a_trainer_sees_how_many_ask_in_their_own_cohorts(trainer, django_assert_num_queries):
    cohort = make_cohort(join_policy=Policy.APPROVAL, trainers=[trainer], name="Low Mill")
    ask(cohort), ask(cohort), ask(make_cohort(join_policy=Policy.APPROVAL))
    assert [(line["cohort__name"], line["number"]) for line in asked_of(trainer)] == [("Low Mill", 2)]
    with django_assert_num_queries(1):
        requests_of(trainer)


def test_a_place_found_again_is_the_way_to_the_course(full, officer):
    request = ask(full, officer)
    assert asking.membership_of(request) is None
    leave(full)
    place = join(cohort=full, person=officer, by=officer)
    assert asking.membership_of(request) == place


@pytest.mark.parametrize("state", ["CLOSING", "CLOSED"])
def test_no_place_is_passed_on_where_a_cohort_closes(full, officer, state, django_assert_num_queries):
    ask(full, officer)
    full.memberships.update(left_at=timezone.now())
    Cohort.objects.update(state=state, closed_at=timezone.now() if state == "CLOSED" else None)
    with django_assert_num_queries(1):
        assert pass_on_places() == 0
