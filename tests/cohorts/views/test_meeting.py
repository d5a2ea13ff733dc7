import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import MeetingNote, Pairing
from cohorts.services.meeting_notes import clear_line
from tests.factories.pairings import make_meeting, make_pairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(trainer, mentor, officer):
    return make_pairing(mentor=mentor, mentee=officer, trainer=trainer)


@pytest.fixture
def page(client, pairing):
    """The meeting's page: looked at, or sent to, by somebody."""
    address = reverse("cohorts:meeting", args=[pairing.uuid, 1])

    def ask(person, **data):
        client.force_login(person)
        return client.post(address, data) if data else client.get(address)

    return ask


def words(answer) -> str:
    return answer.content.decode()


def test_each_half_finds_its_own_card_in_the_player(page, mentor, officer):
    assert "/mentor-meetings/card-my-place/" in words(page(mentor))
    assert "/mentee-meetings/prompt-my-place/" in words(page(officer))


def test_only_the_two_come_here_and_only_to_the_next_meeting(client, page, pairing, administrator, hr):
    assert [page(person).status_code for person in (pairing.coordinator, administrator, hr)] == [404] * 3
    client.force_login(pairing.mentor.enrolment.person)
    assert client.get(reverse("cohorts:meeting", args=[pairing.uuid, 2])).status_code == 404


def test_one_says_that_they_met_and_the_other_agrees(page, pairing, mentor, officer):
    assert "Choose today or a day before" in words(page(mentor, act="held", held_on="2031-01-01"))
    assert page(mentor, act="held", held_on=str(timezone.localdate())).status_code == 302
    assert "Mina says so." in words(page(officer))
    page(officer, act="held", held_on=str(timezone.localdate()))
    assert "Both of you say so." in words(page(mentor))
    assert pairing.meetings.count() == 1


def test_a_mentee_s_word_waits_for_the_mentor_s_and_1999_is_refused(page, pairing, mentor, officer):
    refused = words(page(officer, act="held", held_on="1999-01-01"))
    assert "Choose a day after the meeting before it, and not before you began" in refused
    assert "It counts once the mentor has said so." in refused
    page(officer, act="held", held_on=str(timezone.localdate()))
    assert "We wait for your mentor to say so too." in words(page(officer))
    assert "We wait for your mentor" not in words(page(mentor))


def test_without_an_answer_to_the_offer_there_is_nothing_to_note(page, pairing, mentor, officer):
    Pairing.objects.update(offer_answer="", offer_answered_at=None)
    assert "Answer the offer first." in words(page(mentor))
    seen = words(page(officer))
    assert "Something is still to be settled with your coordinator." in seen
    assert "offer" not in seen.lower()
    page(officer, act="held", held_on=str(timezone.localdate()))
    assert not pairing.meetings.exists()


def test_a_note_a_line_and_taking_it_back(page, pairing, mentor, officer):
    assert page(mentor, act="note", text="too early: nothing is planned").status_code == 302
    assert not MeetingNote.objects.exists()
    make_meeting(pairing)
    page(mentor, act="note", text="They listened")
    assert "Type the words that may be passed on" in words(page(mentor, act="line", line=""))
    page(mentor, act="line", line="Spell my name right.")
    assert "They listened" in words(page(mentor))
    seen = words(page(officer))
    assert "Spell my name right." in seen
    assert "They listened" not in seen
    page(mentor, act="take_back")
    assert "Spell my name right." not in words(page(officer))


def test_the_mentor_says_yes_to_the_exact_words_of_the_mentee(page, pairing, mentor, officer):
    clear_line(meeting=make_meeting(pairing), line="A letter can frighten.", by=officer)
    assert "Are these words all right?" in words(page(mentor))
    page(mentor, act="yes", words="Something else")
    assert MeetingNote.objects.get().mentor_yes_at is None
    page(officer, act="yes", words="A letter can frighten.")
    assert MeetingNote.objects.get().mentor_yes_at is None
    page(mentor, act="yes", words="A letter can frighten.")
    assert "Your mentor has said yes to these words." in words(page(officer))
    page(mentor, act="no", words="A letter can frighten.")
    assert MeetingNote.objects.get().mentor_yes_at is None


def test_cards_to_print_have_steering_cards_for_the_mentor_alone(client, pairing, mentor, officer, trainer):
    address = reverse("cohorts:pairing_cards", args=[pairing.uuid])
    seen = {}
    for person in (mentor, officer, trainer):
        client.force_login(person)
        seen[person] = client.get(address)
    assert "My turn to steer." in words(seen[mentor])
    assert "You listened." in words(seen[mentor])
    assert "My turn to steer." not in words(seen[officer])
    assert seen[trainer].status_code == 404
