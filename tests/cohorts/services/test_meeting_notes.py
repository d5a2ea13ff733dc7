import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.models import MeetingNote
from cohorts.services.meeting_notes import answer_line, clear_line, forget_old_notes, note_of, take_back, write_note
from cohorts.services.pairing import NotNow, end
from tests.factories.pairings import make_meeting, make_pairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(trainer, mentor, officer):
    return make_meeting(make_pairing(mentor=mentor, mentee=officer, trainer=trainer))


def passed_on(meeting):
    return [note.cleared_line for note in MeetingNote.objects.passed_on().filter(meeting=meeting)]


def test_a_note_is_its_author_s_alone_and_can_be_emptied(meeting, mentor, officer, trainer, administrator):
    write_note(meeting=meeting, text="They listened", by=mentor)
    write_note(meeting=meeting, text="They really listened", by=mentor)
    assert note_of(meeting, mentor).text == "They really listened"
    assert [note_of(meeting, person) for person in (officer, trainer, administrator)] == [None] * 3
    assert write_note(meeting=meeting, text="  ", by=mentor) is None
    assert not MeetingNote.objects.exists()
    with pytest.raises(NotNow):
        write_note(meeting=meeting, text="I saw them", by=trainer)


def test_a_line_goes_alone_without_the_text_around_it(meeting, mentor):
    write_note(meeting=meeting, text="quiet words around", by=mentor)
    clear_line(meeting=meeting, line="Spell my name right.", by=mentor)
    line = MeetingNote.objects.lines().get()
    assert "text" in line.get_deferred_fields()
    assert passed_on(meeting) == ["Spell my name right."]
    for _time in range(2):
        take_back(meeting=meeting, by=mentor)
    assert (passed_on(meeting), note_of(meeting, mentor).text) == ([], "quiet words around")


def test_a_mentee_s_line_waits_for_the_mentor_s_yes_to_these_words(meeting, mentor, officer):
    clear_line(meeting=meeting, line="A letter can frighten.", by=officer)
    assert passed_on(meeting) == []
    with pytest.raises(NotNow):
        answer_line(meeting=meeting, words="Other words", yes=True, by=mentor)
    with pytest.raises(NotNow):
        answer_line(meeting=meeting, words="A letter can frighten.", yes=True, by=officer)
    answer_line(meeting=meeting, words="A letter can frighten.", yes=True, by=mentor)
    assert passed_on(meeting) == ["A letter can frighten."]
    clear_line(meeting=meeting, line="A letter frightened her.", by=officer)
    assert passed_on(meeting) == []
    answer_line(meeting=meeting, words="A letter frightened her.", yes=True, by=mentor)
    answer_line(meeting=meeting, words="A letter frightened her.", yes=False, by=mentor)
    assert passed_on(meeting) == []


def test_a_line_has_words(meeting, mentor):
    with pytest.raises(ValueError, match="words"):
        clear_line(meeting=meeting, line=" ", by=mentor)
    note = write_note(meeting=meeting, text="a", by=mentor)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingNote.objects.filter(pk=note.pk).update(cleared_at=timezone.now())


def test_a_year_after_the_end_notes_are_forgotten_and_lines_stay(meeting, mentor, officer):
    write_note(meeting=meeting, text="one", by=mentor)
    write_note(meeting=meeting, text="two", by=officer)
    clear_line(meeting=meeting, line="A line", by=officer)
    ended = end(pairing=meeting.pairing, call=False, another=False, by=mentor)
    assert forget_old_notes() == 0
    ended.ended_at -= datetime.timedelta(days=366)
    ended.save()
    assert [forget_old_notes(), forget_old_notes()] == [2, 0]
    assert list(MeetingNote.objects.values_list("text", "cleared_line")) == [("", "A line")]
