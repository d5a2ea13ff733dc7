from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from structlog.testing import capture_logs

from cohorts.models import Cohort, Membership
from cohorts.views import calendar, check_in, invitation, join
from learning.models import Enrolment
from tests.factories.cohorts import make_cohort, make_invitation, make_member, make_place, make_session

pytestmark = pytest.mark.django_db
START = "/join/"


@pytest.fixture
def cohort(trainer):
    return make_cohort(
        organisation=trainer.organisation, trainers=[trainer], join_code="TEACUP", name="Low Mill, autumn"
    )


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_box_leads_to_the_cohort_however_the_code_is_typed(client, cohort):
    for typed in ("TEACUP", "tea cup", "Tea-Cup"):
        assert client.post(START, {"code": typed}).url == "/join/TEACUP/"


def test_an_unknown_code_says_so_and_keeps_what_was_typed(client, cohort):
    response = client.post(START, {"code": "teacut"})
    assert response.status_code == 404
    assert response.context["form"].errors == {
        "code": ["We cannot find that code. Check for a missing letter, or ask your trainer."]
    }
    assert response.context["form"]["code"].value() == "teacut"
    assert client.post(START, {"code": " "}).context["form"].errors == {"code": ["Type the join code"]}


def test_wrong_ended_and_full_are_three_sentences(client, cohort):
    full = make_cohort(join_code="BUSY22", capacity=1)
    make_member(full)
    make_cohort(join_code="PAST22", join_until=timezone.localdate() - timedelta(days=1))
    answers = {code: client.get(f"/join/{code}/") for code in ("WRONG2", "PAST22", "BUSY22")}
    assert {code: answer.status_code for code, answer in answers.items()} == {
        "WRONG2": 404,
        "PAST22": 410,
        "BUSY22": 200,
    }
    assert "We cannot find that code." in text(answers["WRONG2"])
    assert "This code stopped working on" in text(answers["PAST22"])
    assert "Every place is taken. You can join the waiting list" in text(answers["BUSY22"])


def test_twenty_wrong_codes_a_minute_and_then_a_wait_while_right_ones_cost_nothing(client, cohort):
    for _number in range(25):
        assert client.get("/join/TEACUP/").status_code == 200
    for _number in range(20):
        assert client.get("/join/WRONG2/").status_code == 404
    response = client.get("/join/TEACUP/")
    assert response.status_code == 429
    assert response.context["form"].errors == {"code": ["Too many tries. Wait a minute, or ask your trainer."]}


@pytest.mark.parametrize(
    ("view", "wrong"),
    [
        (join, "/join/WRONG2/"),
        (invitation, "/join/invitation/wrong/"),
        (check_in, "/cohorts/check-in/222222/"),
        (calendar, "/learn/calendar/1-wrong.ics"),
    ],
    ids=["join", "invitation", "check_in", "calendar"],
)
def test_many_wrong_codes_from_everywhere_are_an_alarm_at_each_door_of_a_cohort(client, db, monkeypatch, view, wrong):
    monkeypatch.setattr(view, "DOOR", replace(view.DOOR, alarm=1))
    with capture_logs() as lines:
        answers = [client.get(wrong).status_code for _twice in range(2)]
    assert answers == [404, 404]
    assert [line["door"] for line in lines if line["event"] == "codes.alarm"] == [view.DOOR.name]


def test_the_page_tells_the_course_the_next_session_and_who_runs_it_and_no_member(client, cohort):
    make_member(cohort)
    place = make_place(cohort.organisation, name="Low Mill Hub")
    make_session(cohort, starts_at=timezone.now() + timedelta(days=2), place=place)
    page = text(client.get("/join/TEACUP/"))
    assert [words in page for words in (cohort.course.title, "Low Mill, autumn", "Low Mill Hub", "Tess")] == [True] * 4
    assert "Asha" not in page


def test_somebody_signed_in_joins_with_one_button_and_lands_on_the_course(client, cohort, officer):
    client.force_login(officer)
    assert client.get("/join/TEACUP/").status_code == 200
    assert Membership.objects.count() == 0
    response = client.post("/join/TEACUP/")
    enrolment = Enrolment.objects.get(person=officer)
    assert response.url == reverse("learning:course", args=[enrolment.uuid])
    assert Membership.objects.get().enrolment == enrolment


def test_joining_twice_lands_on_the_same_course_also_when_full_or_closed(client, cohort, officer):
    client.force_login(officer)
    address = client.post("/join/TEACUP/").url
    Cohort.objects.update(capacity=1)
    assert [client.get("/join/TEACUP/").url, client.post("/join/TEACUP/").url] == [address, address]
    Cohort.objects.update(state="CLOSED", closed_at=timezone.now())
    assert client.get("/join/teacup/").url == address
    assert Membership.objects.count() == 1


def test_the_place_kept_for_somebody_is_not_in_their_own_way(client, cohort, officer, resident):
    Cohort.objects.update(capacity=1)
    invitation = make_invitation(cohort, email=officer.email)
    for person, address in ((resident, "/join/asked/"), (officer, "/learn/")):
        client.force_login(person)
        assert client.post("/join/TEACUP/").url.startswith(address)
    invitation.refresh_from_db()
    assert invitation.accepted_as == Membership.objects.get()


def test_the_last_place_taken_meanwhile_is_told_at_once(client, cohort, officer, monkeypatch):
    Cohort.objects.update(capacity=1)
    client.force_login(officer)
    monkeypatch.setattr("cohorts.services.joining.problem_with", problem_after_a_look(cohort))
    response = client.post("/join/TEACUP/")
    assert (response.status_code, response.context["problem"]) == (409, "full")
    assert Membership.objects.filter(enrolment__person=officer).count() == 0


def problem_after_a_look(cohort):
    """The first look finds a place; by the second somebody has it."""
    from cohorts.services.joining import FULL

    looks = iter(["", FULL])
    return lambda held, **_theirs: next(looks)
