import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.models import Certificate
from cohorts.models import Meeting, MeetingNote, Pairing
from cohorts.services.correcting import CountsByNow, problem_with, put_right, resting_on
from cohorts.services.meeting import NotThatDay, days_for, hold_meeting, next_number
from cohorts.services.meeting_notes import write_note
from cohorts.services.pairing import NotNow, end
from courses.models import ModulePage
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from learning.services.completion import withdraw_module
from tests.factories.pairings import make_meeting, make_pairing

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ago(days):
    return TODAY - datetime.timedelta(days=days)


@pytest.fixture
def pairing(trainer, mentor, officer):
    """Two meetings complete the module of each half."""
    return make_pairing(
        mentor=mentor, mentee=officer, trainer=trainer, started_at=timezone.now() - datetime.timedelta(days=30)
    )


def hold(pairing, number, days, *people, **more):
    for person in people:
        meeting = hold_meeting(pairing=pairing, number=number, held_on=ago(days), by=person, **more)
    return meeting


def right(meeting, by, days=None, changes=0, **more):
    day = None if days is None else ago(days)
    return put_right(meeting=meeting, held_on=day, changes=changes, by=by, **more)


def asks_for(meetings):
    ModulePage.objects.filter(completed_by="MENTORING").update(needed=meetings)


def said(meeting):
    meeting.refresh_from_db()
    return meeting.held_on, bool(meeting.mentor_said_at), bool(meeting.mentee_said_at)


# --- Before it counts -------------------------------------------------------------------------------------------------
def test_the_mentor_puts_the_day_right_and_the_mentee_may_say_so_again(pairing, mentor, officer):
    meeting = hold(pairing, 1, 9, mentor, officer)
    right(meeting, mentor, 7)
    assert said(meeting) == (ago(7), True, False)
    assert (meeting.changed_by, meeting.day_before, meeting.changed_why, meeting.changes) == ("mentor", ago(9), "", 1)
    assert Pairing.objects.get().first_held_on == ago(7)
    hold(pairing, 1, 7, officer, changes=1)
    assert said(meeting) == (ago(7), True, True)


def test_the_mentor_takes_a_meeting_back_whoever_noted_it_and_it_is_the_next_again(pairing, mentor, officer):
    for people in ([mentor], [officer], [mentor, officer]):
        meeting = hold(pairing, 1, 9, *people)
        right(meeting, mentor, changes=meeting.changes)
        assert said(meeting) == (None, False, False)
        assert (next_number(pairing), Pairing.objects.get().first_held_on) == (1, None)


def test_a_mentee_puts_right_what_the_mentor_has_not_said_yet(pairing, mentor, officer):
    meeting = hold(pairing, 1, 9, officer)
    right(meeting, officer, 8)
    assert said(meeting) == (ago(8), False, True)
    hold(pairing, 1, 8, mentor)
    assert problem_with(Meeting.objects.get(), "mentee") == "mentor_said"
    with pytest.raises(NotNow):
        right(meeting, officer, changes=1)
    assert said(meeting) == (ago(8), True, True)


def test_the_mentor_s_other_day_is_the_mentor_s_word_and_may_be_enough(pairing, mentor, officer):
    hold(pairing, 1, 9, mentor)
    second = hold(pairing, 2, 5, officer)
    right(second, mentor, 4)
    assert said(second) == (ago(4), True, False)
    assert {row.happened_on for row in ModuleCompletion.objects.all()} == {ago(4)}


def test_the_same_form_again_is_the_first_time_and_one_from_before_a_change_is_refused(pairing, mentor, officer):
    meeting = hold(pairing, 1, 9, mentor)
    for _time in range(2):
        right(meeting, mentor)
    assert Meeting.objects.get().changes == 1
    with pytest.raises(NotNow):  # the form that noted it, sent again
        hold(pairing, 1, 9, mentor, changes=0)
    hold(pairing, 1, 8, mentor, changes=1)
    with pytest.raises(NotNow):  # the form that took it back, sent again
        right(meeting, mentor)
    assert said(meeting) == (ago(8), True, False)
    assert (meeting.changed_at, meeting.changed_by, meeting.day_before) == (None, "", None)
    right(meeting, mentor, 7, changes=1)
    with pytest.raises(NotNow):  # the mentee's yes to the day before
        hold(pairing, 1, 8, officer, changes=1)


def test_the_day_that_stands_already_changes_nothing(pairing, mentor, officer):
    meeting = hold(pairing, 1, 9, mentor, officer)
    right(meeting, mentor, 9)
    assert (said(meeting), meeting.changes) == ((ago(9), True, True), 0)


def test_a_day_lies_between_the_meetings_around_it(pairing, mentor):
    asks_for(4)
    for number, days in ((1, 20), (2, 15), (3, 10)):
        meeting = hold(pairing, number, days, mentor)
    second = Meeting.objects.get(number=2)
    assert days_for(pairing, 2) == (ago(19), ago(11))
    for days in (20, 10, 31, -1):
        with pytest.raises(NotThatDay):
            right(second, mentor, days)
    assert days_for(pairing, 3)[1] == TODAY
    right(meeting, mentor, 0)
    assert said(meeting)[0] == TODAY


def test_a_meeting_between_two_others_is_taken_back_and_may_be_noted_later(pairing, mentor):
    asks_for(4)
    for number, days in ((1, 20), (2, 15), (3, 10)):
        hold(pairing, number, days, mentor)
    second = Meeting.objects.get(number=2)
    right(second, mentor)
    assert next_number(pairing) == 4
    with pytest.raises(NotThatDay):
        hold(pairing, 2, 5, mentor)
    hold(pairing, 2, 12, mentor)
    assert said(second)[0] == ago(12)


@pytest.mark.parametrize(("days", "stays"), [(-9, False), (2, True)])
def test_a_plan_that_is_past_goes_with_the_meeting_and_one_to_come_stays(pairing, mentor, days, stays):
    at = timezone.now() + datetime.timedelta(days=days)
    meeting = make_meeting(pairing, planned_at=at, place="The Weir Café", travel="Bus 14")
    hold(pairing, 1, 9, mentor)
    right(meeting, mentor)
    meeting.refresh_from_db()
    plan = (meeting.planned_at, meeting.place, meeting.travel)
    assert plan == ((at, "The Weir Café", "Bus 14") if stays else (None, "", ""))


def test_private_notes_stay_when_a_meeting_is_taken_back(pairing, mentor, officer):
    meeting = hold(pairing, 1, 9, mentor)
    for person in (mentor, officer):
        write_note(meeting=meeting, text="It rained.", by=person)
    right(meeting, mentor)
    assert MeetingNote.objects.count() == 2


def test_while_paused_it_can_be_put_right_and_after_the_end_only_by_the_coordinator(pairing, mentor, trainer):
    meeting = hold(pairing, 1, 9, mentor)
    Pairing.objects.update(state="PAUSED")
    right(meeting, mentor, 8)
    end(pairing=pairing, call=False, another=False, by=mentor)
    with pytest.raises(NotNow):
        right(meeting, mentor, changes=1)
    right(meeting, trainer, changes=1)
    assert said(meeting)[0] is None


def test_a_coordinator_puts_a_day_right_in_the_name_of_both(pairing, mentor, officer, trainer):
    meeting = hold(pairing, 1, 9, mentor, officer)
    right(meeting, trainer, 8)
    assert said(meeting) == (ago(8), True, True)
    assert (meeting.changed_by, meeting.changed_why) == ("coordinator", "")


def test_what_changed_is_whole(pairing, mentor):
    hold(pairing, 1, 9, mentor)
    for facts in ({"changed_by": "mentor"}, {"changed_why": "x"}, {"changed_at": timezone.now(), "changed_by": "hr"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.update(**facts)


# --- Once it counts ---------------------------------------------------------------------------------------------------
@pytest.fixture
def counted(pairing, mentor):
    """Both meetings count for the module of each half."""
    return [hold(pairing, number, days, mentor) for number, days in ((1, 9), (2, 5))]


def standing():
    rows = ModuleCompletion.objects.standing().order_by("module__code")
    return [(row.module.code, row.started_on, row.happened_on) for row in rows]


def test_what_counts_is_put_right_by_neither_half(counted, mentor, officer):
    for meeting in counted:
        assert [problem_with(meeting, side) for side in ("mentor", "mentee", "coordinator")] == ["counts", "counts", ""]
        for person in (mentor, officer):
            with pytest.raises(CountsByNow):
                right(meeting, person, 8)
    assert ModuleCompletion.objects.standing().count() == 2


def test_the_coordinator_takes_back_what_counted_with_a_reason_that_stays(counted, pairing, mentor, officer, trainer):
    with pytest.raises(ValueError, match="reason"):
        right(counted[1], trainer)
    for _time in range(2):
        right(counted[1], trainer, why="It was cancelled.")
    assert standing() == []
    assert {row.revoked_why for row in ModuleCompletion.objects.all()} == {"It was cancelled."}
    assert CourseCompletion.objects.get().revoked_by == trainer
    assert Enrolment.objects.get(person=mentor).status == Enrolment.Status.OPEN
    counted[1].refresh_from_db()
    assert (counted[1].changed_why, counted[1].changes) == ("It was cancelled.", 1)
    hold(pairing, 2, 3, mentor)
    assert [happened for _code, _started, happened in standing()] == [ago(3)] * 2


def test_another_last_day_makes_the_completions_anew_and_the_old_rows_stay(counted, trainer, mentor):
    right(counted[1], trainer, 4, why="It was the Friday.")
    assert standing() == [("mentee-meetings", ago(9), ago(4)), ("mentor-meetings", ago(9), ago(4))]
    assert ModuleCompletion.objects.count() == 4
    assert Enrolment.objects.get(person=mentor).status == Enrolment.Status.COMPLETED
    assert CourseCompletion.objects.standing().get().completed_on == ago(4)


def test_a_later_meeting_takes_the_place_of_one_that_was_taken_back(counted, pairing, mentor, trainer):
    third = hold(pairing, 3, 2, mentor)
    assert not resting_on(third).exists()
    right(third, mentor, 1)
    right(counted[0], trainer, why="It was cancelled.")
    assert standing() == [("mentee-meetings", ago(5), ago(1)), ("mentor-meetings", ago(5), ago(1))]
    assert {row.evidence_line for row in ModuleCompletion.objects.standing()} == {"2 meetings were held."}


def test_a_day_in_the_middle_changes_no_completion(pairing, mentor, trainer):
    asks_for(3)
    meetings = [hold(pairing, number, days, mentor) for number, days in ((1, 9), (2, 7), (3, 5))]
    before = set(ModuleCompletion.objects.values_list("pk", flat=True))
    right(meetings[1], trainer, 6, why="It was the Friday.")
    assert set(ModuleCompletion.objects.standing().values_list("pk", flat=True)) == before
    assert ModuleCompletion.objects.count() == 2


def test_whoever_left_keeps_their_module_when_a_day_is_put_right(counted, trainer, officer):
    Enrolment.objects.filter(person=officer).update(status=Enrolment.Status.LEFT, closed_at=timezone.now())
    right(counted[1], trainer, 4, why="It was the Friday.")
    assert [code for code, _started, _happened in standing()] == ["mentee-meetings", "mentor-meetings"]


def test_once_a_trainer_has_undone_the_completions_the_mentor_can_put_it_right(counted, mentor, trainer):
    for completion in ModuleCompletion.objects.all():
        withdraw_module(completion=completion, why="They did not meet.", by=trainer)
    right(counted[1], mentor)
    assert standing() == []
    assert not Certificate.objects.exists()


def test_another_day_makes_nothing_of_what_a_trainer_withdrew_and_another_meeting_does(
    counted, pairing, mentor, trainer
):
    for completion in ModuleCompletion.objects.all():
        withdraw_module(completion=completion, why="They did not meet.", by=trainer)
    right(counted[1], mentor, 4)
    right(counted[0], trainer, 8)
    assert standing() == []
    hold(pairing, 3, 1, mentor)
    assert [happened for _code, _started, happened in standing()] == [ago(1)] * 2


def test_a_day_that_moved_takes_nothing_away_though_the_module_asks_for_more_today(counted, trainer):
    asks_for(3)
    right(counted[0], trainer, 8, why="It was the Friday.")
    assert standing() == [("mentee-meetings", ago(8), ago(5)), ("mentor-meetings", ago(8), ago(5))]
    assert CourseCompletion.objects.standing().count() == 1
