import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Pairing
from cohorts.services.pairing import end
from tests.factories.pairings import make_meeting, make_pairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(trainer, mentor, officer):
    return make_pairing(mentor=mentor, mentee=officer, trainer=trainer)


@pytest.fixture
def see(client):
    """The page as somebody sees it."""

    def look(person, pairing):
        client.force_login(person)
        return client.get(reverse("cohorts:pairing", args=[pairing.uuid]))

    return look


def text(answer) -> str:
    return answer.content.decode()


def test_once_all_meetings_were_held_no_further_one_is_asked_for(pairing, see, mentor, officer):
    for number in (1, 2):
        make_meeting(pairing, number, held_on=f"2026-01-0{number}", mentor_said_at=timezone.now())
    for person in (mentor, officer):
        page = text(see(person, pairing))
        assert "All your meetings were held" in page
        assert "Next: meeting 3" not in page
    make_meeting(pairing, 3)
    assert "Next: meeting 3" in text(see(officer, pairing))


def test_what_the_mentee_alone_says_waits_for_the_mentor_on_every_page(pairing, see, mentor, officer, trainer):
    make_meeting(pairing, held_on="2026-01-01", mentee_said_at=timezone.now())
    assert "Omar says so. It counts once you say so too." in text(see(mentor, pairing))
    assert "We wait for your mentor to say so too." in text(see(officer, pairing))
    assert "The mentor has not said so yet." in text(see(trainer, pairing))


def test_after_the_end_there_are_the_meetings_that_there_were_and_nothing_to_fill_in(pairing, see, mentor, officer):
    Pairing.objects.update(shares="Buses", off_limits="My health")
    make_meeting(pairing, held_on="2026-01-01", mentor_said_at=timezone.now())
    end(pairing=pairing, call=False, another=False, by=mentor)
    for person in (mentor, officer):
        page = text(see(person, pairing))
        assert "The pairing has ended." in page
        assert "Thursday 1 January 2026" in page
        for gone in ("Ground rules", "My health", "Cards to print", "Meeting 2", "Free to stop", "Save"):
            assert gone not in page


def test_the_mentee_is_led_to_one_change_and_the_day_sixty_days_on(pairing, see, officer, mentor):
    make_meeting(pairing, held_on="2025-12-01", mentor_said_at=timezone.now())
    page = text(see(officer, pairing))
    assert "/one-change/lesson-1/" in page
    assert "Sixty days after your last meeting we ask what you did." in page
    make_meeting(pairing, 2, held_on="2026-01-01", mentor_said_at=timezone.now())
    assert "Monday 2 March 2026" in text(see(officer, pairing))
    assert "One change" not in text(see(mentor, pairing))


def test_after_an_early_end_no_change_is_asked_for_and_no_answer_is_marked(pairing, see, officer, trainer):
    end(pairing=pairing, call=False, another=False, by=officer)
    page = text(see(officer, pairing))
    assert ("One change" in page, "Meetings" in page) == (False, False)
    assert "Mark the answer from paper" not in text(see(trainer, pairing))


def test_after_the_end_the_mentee_still_answers_for_the_change(pairing, see, officer):
    for number in (1, 2):
        make_meeting(pairing, number, held_on=f"2026-01-0{number}", mentor_said_at=timezone.now())
    end(pairing=pairing, call=False, another=False, by=officer)
    assert "One change" in text(see(officer, pairing))
