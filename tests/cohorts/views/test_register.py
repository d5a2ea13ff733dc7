import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort, Membership, Session
from learning.models import ModuleCompletion
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(trainer):
    return make_cohort(organisation=trainer.organisation, trainers=[trainer])


@pytest.fixture
def session(cohort):
    return make_session(cohort)


@pytest.fixture
def signed_in(client, trainer):
    client.force_login(trainer)
    return client


def address(session) -> str:
    return reverse("cohorts:register", args=[session.cohort.uuid, session.uuid])


def sent(session, marks, **more) -> dict[str, str]:
    """A page as it would be sent: its version, its marks by membership, and whatever else."""
    version = Session.objects.get(pk=session.pk).register_version
    rows = {f"mark_{member.pk}": mark for member, mark in marks.items()}
    return {"version": version, "form_key": str(uuid.uuid4())} | rows | more


def marks_on(response) -> dict[int, str]:
    return {row.membership.pk: row.mark.value() for row in response.context["rows"]}


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_save_says_what_the_register_did(signed_in, session, cohort):
    here, away = make_member(cohort), make_member(cohort)
    members = {here: "HERE", away: "AWAY"}
    response = signed_in.post(address(session), sent(session, members), follow=True)
    assert response.redirect_chain == [(address(session), 302)]
    assert told(response) == [
        "Register saved. 1 here, 1 away. 1 module is now complete and 1 certificate is being made."
    ]
    assert marks_on(response) == {here.pk: "HERE", away.pk: "AWAY"}
    assert response.context["count"] == {"here": 1, "away": 1, "unmarked": 0}
    again = signed_in.post(address(session), sent(session, members), follow=True)
    assert told(again) == ["Register saved. 1 here, 1 away."]
    assert ModuleCompletion.objects.count() == 1


def test_mark_everyone_here_marks_those_without_a_mark_and_saves_nothing(signed_in, session, cohort):
    away, unmarked = make_member(cohort), make_member(cohort)
    response = signed_in.post(address(session), sent(session, {away: "AWAY"}, act="all_here"))
    assert marks_on(response) == {away.pk: "AWAY", unmarked.pk: "HERE"}
    assert session.attendances.count() == 0
    assert b"Press Save register to keep it." in response.content


def test_a_walk_in_is_added_once_and_everything_typed_stays(signed_in, session, cohort):
    member = make_member(cohort)
    data = sent(session, {member: "PART"}, act="walk_in", walk_in="Rosa Diaz") | {f"minutes_{member.pk}": "30"}
    response = signed_in.post(address(session), data)
    signed_in.post(address(session), data)
    assert Membership.objects.filter(cohort=cohort).count() == 2
    walk_in = Membership.objects.get(enrolment__person__family_name="Diaz")
    assert marks_on(response) == {member.pk: "PART", walk_in.pk: "HERE"}
    row = next(row for row in response.context["rows"] if row.membership == member)
    assert (row.mark.value(), row.minutes.value()) == ("PART", "30")
    assert response.context["form"]["walk_in"].value() is None
    assert session.attendances.count() == 0


def test_a_walk_in_without_a_name_is_asked_for_one(signed_in, session):
    response = signed_in.post(address(session), sent(session, {}, act="walk_in", walk_in=" "))
    assert response.context["form"].errors == {"walk_in": ["Type what to call the walk-in"]}


def test_a_name_left_in_the_box_is_saved_with_the_register(signed_in, session, cohort):
    data = sent(session, {}, walk_in="Rosa")
    signed_in.post(address(session), data)
    signed_in.post(address(session), data | {"version": 1})
    rows = session.attendances.values_list("membership__enrolment__person__given_name", "mark")
    assert list(rows) == [("Rosa", "HERE")]


def test_a_part_asks_for_minutes_and_the_session_is_no_longer_than_it_is(signed_in, session, cohort):
    member = make_member(cohort)
    for minutes, words in [
        ("", "Asha: type how many minutes"),
        ("200", "Asha: the session lasted 120 minutes"),
        ("some", "Asha: type the minutes as a number"),
    ]:
        data = sent(session, {member: "PART"}) | {f"minutes_{member.pk}": minutes}
        response = signed_in.post(address(session), data)
        assert response.context["form"].errors == {f"minutes_{member.pk}": [words]}
    assert session.attendances.count() == 0
    response = signed_in.post(address(session), sent(session, {}))
    assert response.context["form"].non_field_errors() == ["Mark one person or more"]


def test_a_correction_asks_for_a_reason_and_what_happens_and_then_saves(signed_in, session, cohort):
    member = make_member(cohort)
    signed_in.post(address(session), sent(session, {member: "HERE"}))
    response = signed_in.post(address(session), sent(session, {member: "AWAY"}))
    assert response.context["form"].errors == {
        f"reason_{member.pk}": ["Asha: type why this is changing"],
        f"outcome_{member.pk}": ["Asha: choose what happens to the completion"],
    }
    half = sent(session, {member: "AWAY"}, **{f"reason_{member.pk}": "Wrong row.", f"outcome_{member.pk}": ""})
    response = signed_in.post(address(session), half)
    assert list(response.context["form"].errors) == [f"outcome_{member.pk}"]
    assert response.context["form"][f"reason_{member.pk}"].value() == "Wrong row."
    assert session.attendances.get().mark == "HERE"
    response = signed_in.post(address(session), half | {f"outcome_{member.pk}": "WITHDRAW"}, follow=True)
    assert told(response) == ["Register saved. 0 here, 1 away. 1 completion was withdrawn."]
    assert ModuleCompletion.objects.standing().count() == 0


def test_the_second_of_two_trainers_is_shown_who_saved_and_what(client, session, cohort, trainer, administrator):
    member = make_member(cohort)
    early = sent(session, {member: "AWAY"})
    client.force_login(trainer)
    client.post(address(session), sent(session, {member: "HERE"}))
    Session.objects.update(register_saved_at=timezone.make_aware(timezone.datetime(2026, 3, 4, 14, 4)))
    client.force_login(administrator)
    response = client.post(address(session), early)
    assert response.status_code == 409
    assert response.context["form"].non_field_errors() == ["Tess saved at 2.04 pm. Look, then save again."]
    row = response.context["rows"][0]
    assert (row.mark.value(), row.saved, response.context["form"]["version"].value()) == ("AWAY", "Here", "1")
    assert session.attendances.get().mark == "HERE"


def test_a_register_is_taken_on_its_day(signed_in, cohort):
    tomorrow = make_session(cohort, starts_at=timezone.now() + timedelta(days=1))
    member = make_member(cohort)
    assert signed_in.get(address(tomorrow)).context["too_early"] is True
    response = signed_in.post(address(tomorrow), sent(tomorrow, {member: "HERE"}))
    assert response.context["form"].non_field_errors() == [
        "This session has not come yet. Take the register on the day."
    ]
    assert tomorrow.attendances.count() == 0


def test_a_closed_cohort_s_register_is_read_and_not_saved(signed_in, session, cohort):
    member = make_member(cohort)
    make_attendance(session, member)
    Cohort.objects.update(state="CLOSED", closed_at=timezone.now())
    response = signed_in.get(address(session))
    assert (response.status_code, b"<button" in response.content.split(b'id="main"')[1].split(b"</main>")[0]) == (
        200,
        False,
    )
    assert signed_in.post(address(session), sent(session, {member: "AWAY"})).status_code == 403
    assert session.attendances.get().mark == "HERE"


def test_whoever_left_stands_where_they_were_marked_and_nowhere_else(signed_in, session, cohort):
    marked, gone = make_member(cohort, left_at=timezone.now()), make_member(cohort, left_at=timezone.now())
    make_attendance(session, marked)
    assert [row.membership for row in signed_in.get(address(session)).context["rows"]] == [marked]
    assert gone.left_at is not None


@pytest.mark.parametrize("who", ["other_trainer", "officer", "hr", "outsider"])
def test_anybody_else_gets_404_and_changes_nothing(client, session, cohort, who, request):
    member = make_member(cohort)
    client.force_login(request.getfixturevalue(who))
    answers = [client.get(address(session)), client.post(address(session), sent(session, {member: "HERE"}))]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert session.attendances.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_makes_the_same_queries_however_many_members(
    signed_in, session, cohort, rows, django_assert_num_queries
):
    for _number in range(rows):
        make_attendance(session, make_member(cohort))
    signed_in.get(address(session))
    with django_assert_num_queries(8):
        assert len(signed_in.get(address(session)).context["rows"]) == rows
