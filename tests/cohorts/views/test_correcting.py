from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Meeting
from cohorts.services import correcting
from cohorts.services.meeting import NotThatDay, hold_meeting
from cohorts.services.pairing import end
from courses.models import ModulePage
from learning.models import ModuleCompletion
from tests.factories.pairings import make_meeting, make_pairing

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOTED, RIGHT = TODAY - timedelta(days=5), TODAY - timedelta(days=3)


@pytest.fixture
def pairing(trainer, mentor, officer):
    return make_pairing(mentor=mentor, mentee=officer, trainer=trainer, started_at=timezone.now() - timedelta(days=30))


@pytest.fixture
def noted(pairing, mentor, officer):
    """The first of two meetings, and both say so."""
    for person in (mentor, officer):
        meeting = hold_meeting(pairing=pairing, number=1, held_on=NOTED, by=person)
    return meeting


@pytest.fixture
def right(client, pairing):
    """The screen: looked at, or sent by somebody, with the page one comes to."""

    def ask(person, number=1, **data):
        client.force_login(person)
        address = reverse("cohorts:put_meeting_right", args=[pairing.uuid, number])
        return client.post(address, {"changes": 0} | data, follow=True) if data else client.get(address, follow=True)

    return ask


@pytest.fixture
def see(client, pairing):
    """A page as somebody sees it."""

    def look(person, name="meeting", *more):
        client.force_login(person)
        return words(client.get(reverse(f"cohorts:{name}", args=[pairing.uuid, *more])))

    return look


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def day(**said):
    return {"what": "day", "held_on": str(RIGHT)} | said


def test_the_screen_says_what_stands_what_will_happen_and_who_helps(right, noted, mentor):
    page = words(right(mentor))
    assert "It says now: held on" in page
    assert "Omar said that you met. That goes, and they may say so again." in page
    assert "Private notes and lines stay as they are." in page
    assert "Tess" in page
    assert "Why?" not in page


def test_the_mentor_s_other_day_stands_on_the_pages_of_all_three(right, see, noted, mentor, officer, trainer):
    assert "It is put right." in words(right(mentor, **day()))
    assert Meeting.objects.get().held_on == RIGHT
    assert "You put the day right on" in see(mentor, "meeting", 1)
    assert "Mina says so." in see(officer, "meeting", 1)
    for person, name, more in ((officer, "meeting", [1]), (officer, "pairing", []), (trainer, "pairing", [])):
        assert "Mina put the day right on" in see(person, name, *more)


@pytest.mark.usefixtures("noted")
def test_a_meeting_taken_back_can_be_noted_again(right, see, client, pairing, mentor, officer):
    for _time in range(2):
        assert "It is put right." in words(right(mentor, what="not"))
    page = see(officer, "meeting", 1)
    assert "Mina took it back on" in page
    assert "We met on" in page
    assert "Next: meeting 1" in see(officer, "pairing")
    address = reverse("cohorts:meeting", args=[pairing.uuid, 1])
    client.post(address, {"act": "held", "held_on": str(RIGHT), "changes": 0})
    assert Meeting.objects.get().held_on is None
    client.post(address, {"act": "held", "held_on": str(RIGHT), "changes": 1})
    assert Meeting.objects.get().held_on == RIGHT
    assert "took it back" not in see(officer, "meeting", 1)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"held_on": str(RIGHT)}, "Choose one of the two"),
        ({"what": "day"}, "Choose the day"),
        (day(held_on="soon"), "Type the date like 8/12/2026"),
        (day(held_on=str(NOTED)), "It says that day already. Choose another."),
        (day(held_on=str(TODAY + timedelta(days=1))), "Choose today or a day before"),
        (day(held_on="1999-01-01"), "Choose a day after the meeting before it, and not before you began"),
        (day(held_on=str(TODAY)), "Choose a day before the next meeting that is noted"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(right, pairing, noted, mentor, said, problem):
    ModulePage.objects.filter(completed_by="MENTORING").update(needed=4)
    hold_meeting(pairing=pairing, number=2, held_on=TODAY, by=mentor)
    page = words(right(mentor, **said))
    assert problem in page
    assert "It is put right." not in page
    assert Meeting.objects.get(number=1).held_on == NOTED


def test_a_form_from_before_somebody_else_s_change_is_refused(right, noted, mentor, trainer):
    right(trainer, what="not")
    assert "This has changed meanwhile." in words(right(mentor, **day()))
    assert Meeting.objects.get().held_on is None


def test_another_meeting_was_noted_for_that_day_in_this_moment(right, noted, mentor, monkeypatch):
    def too_late(**_facts):
        raise NotThatDay

    monkeypatch.setattr(correcting, "put_right", too_late)
    assert "Another meeting stands in the way of that day." in words(right(mentor, **day()))
    noted.refresh_from_db()
    assert noted.held_on == NOTED


def test_once_the_mentor_has_said_so_the_mentee_asks_the_mentor(right, see, noted, officer):
    assert "Your mentor can put it right." in see(officer, "meeting", 1)
    for said in ({}, day()):
        assert "Your mentor has said so too. Your mentor can put it right." in words(right(officer, **said))
    assert Meeting.objects.get().held_on == NOTED


def test_a_mentee_puts_right_what_they_alone_have_said(right, see, pairing, mentor, officer):
    hold_meeting(pairing=pairing, number=1, held_on=NOTED, by=officer)
    assert "Wrong day, or you did not meet? Put it right" in see(officer, "meeting", 1)
    right(officer, what="not")
    assert "Omar took it back on" in see(mentor, "meeting", 1)


@pytest.fixture
def counted(pairing, noted, mentor):
    """Both meetings, which complete the module of each half."""
    hold_meeting(pairing=pairing, number=2, held_on=TODAY, by=mentor)
    return noted


def test_what_counts_is_put_right_by_the_coordinator_alone(right, see, counted, mentor, officer, trainer):
    for person in (mentor, officer):
        assert "If something is wrong with it, tell Tess" in see(person, "meeting", 1)
        for said in ({}, day()):
            assert "Your coordinator can put it right." in words(right(person, **said))
    page = words(right(trainer))
    assert "of Mina rests on it." in page
    assert "The course completion and its certificate follow it." in page
    assert "Type the reason" in words(right(trainer, **day()))
    right(trainer, **day(why="It was the Friday."))
    assert {row.revoked_why for row in ModuleCompletion.objects.exclude(revoked_at=None)} == {"It was the Friday."}
    assert ModuleCompletion.objects.standing().count() == 2
    for person, name, more in ((officer, "meeting", [1]), (mentor, "pairing", []), (trainer, "pairing", [])):
        seen = see(person, name, *more)
        assert "The coordinator put the day right on" in seen
        assert "Reason: It was the Friday." in seen


def test_it_has_begun_to_count_since_the_page_was_made(right, pairing, noted, mentor, trainer):
    right(trainer)
    hold_meeting(pairing=pairing, number=2, held_on=TODAY, by=mentor)
    assert "Type the reason" in words(right(trainer, what="not"))
    assert Meeting.objects.get(number=1).held_on == NOTED


def test_after_the_end_only_the_coordinator_puts_it_right(right, see, pairing, noted, mentor, trainer):
    end(pairing=pairing, call=False, another=False, by=mentor)
    assert right(mentor).status_code == 403
    assert "Put it right" not in see(mentor, "meeting", 1)
    assert "It is put right." in words(right(trainer, what="not"))
    assert "Taken back" in see(trainer, "pairing")


@pytest.mark.parametrize(
    ("who", "status"),
    [("administrator", 403), ("hr", 404), ("editor", 404), ("other_trainer", 404), ("resident", 404)],
)
def test_nobody_else_comes_here(request, right, noted, who, status):
    assert right(request.getfixturevalue(who)).status_code == status
    assert right(request.getfixturevalue(who), what="not").status_code == status
    assert Meeting.objects.get().held_on == NOTED


def test_there_is_nothing_to_put_right_before_it_was_noted(right, pairing, mentor, trainer):
    assert right(mentor).status_code == 404
    make_meeting(pairing)
    for person in (mentor, trainer):
        assert "This has changed meanwhile." in words(right(person))
    assert "Put it right" not in words(right(trainer))


@pytest.mark.parametrize("who", ["mentor", "trainer"])
def test_the_same_queries_for_one_completion_and_for_two(request, right, client, pairing, counted, who):
    person = request.getfixturevalue(who)
    client.force_login(person)
    address = reverse("cohorts:put_meeting_right", args=[pairing.uuid, 1])
    client.get(address)
    with CaptureQueriesContext(connection) as both:
        client.get(address)
    ModuleCompletion.objects.filter(enrolment=pairing.mentee.enrolment).update(
        revoked_at=timezone.now(), revoked_why="x"
    )
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    assert len(both) == len(one) < 30
