import pytest
from django.utils import timezone

from cohorts.models import Meeting, MeetingNote, Pairing
from cohorts.services import pairing_data
from cohorts.services.meeting_notes import write_note
from people.models import Message
from tests.factories.pairings import make_meeting, make_pairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(trainer, mentor, officer):
    facts = {"shares": "Buses", "off_limits": "My health", "mentor_words": "Dogs", "reason": "Fine", "live_case": True}
    return make_pairing(mentor=mentor, mentee=officer, trainer=trainer, **facts)


def test_each_reads_their_own_half(pairing, mentor, officer):
    meeting = make_meeting(pairing)
    write_note(meeting=meeting, text="quiet", by=mentor)
    assert pairing_data.pairings(mentor)[0]["offer_answer"] == "YES"
    assert not {"offer_answer", "mentor_words"} & set(pairing_data.pairings(officer)[0])
    assert [len(pairing_data.meetings(person)) for person in (mentor, officer)] == [1, 1]
    assert [len(pairing_data.notes(person)) for person in (mentor, officer)] == [1, 0]


def test_both_read_why_a_meeting_was_put_right_until_one_of_them_is_forgotten(pairing, mentor, officer):
    change = {"changed_at": timezone.now(), "changed_by": "coordinator", "changed_why": "He was ill."}
    make_meeting(pairing, day_before=timezone.localdate(), **change)
    for person in (mentor, officer):
        told = pairing_data.meetings(person)[0]
        assert (told["changed_by"], told["changed_why"]) == ("coordinator", "He was ill.")
        assert told["day_before"] == timezone.localdate()
    pairing_data.forget_places(officer)
    assert Meeting.objects.get().changed_why == ""


def test_who_goes_takes_their_words_along_and_the_pairing_has_ended(pairing, mentor, officer):
    write_note(meeting=make_meeting(pairing), text="quiet", by=mentor)
    for forget in (pairing_data.forget_pairings, pairing_data.forget_places, pairing_data.forget_notes) * 2:
        forget(mentor)
    left = Pairing.objects.get()
    assert (left.state, left.shares, left.mentor_words, left.reason) == ("ENDED", "", "", "Forgotten")
    assert (Meeting.objects.get().place, MeetingNote.objects.count()) == ("", 0)
    told = Message.objects.filter(template="cohorts/emails/pairing_ended")
    assert [message.person for message in told] == [officer]
