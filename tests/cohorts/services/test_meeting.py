import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.models import Meeting, Pairing
from cohorts.services.meeting import (
    MeetingPlan,
    NotThatDay,
    OfferOpen,
    coming_meetings,
    hold_meeting,
    module_of,
    next_number,
    plan_meeting,
)
from cohorts.services.pairing import NotNow, end
from learning.models import Enrolment, ModuleCompletion
from tests.factories.pairings import make_meeting, make_pairing

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate() - 2 * DAY
SOON = MeetingPlan(timezone.now(), "The Weir Café", "Bus 14")


@pytest.fixture
def pairing(trainer, mentor, officer):
    return make_pairing(mentor=mentor, mentee=officer, trainer=trainer, started_at=timezone.now() - 9 * DAY)


def hold(pairing, by, number=1, day=TODAY):
    return hold_meeting(pairing=pairing, number=number, held_on=day, by=by)


def test_the_mentor_says_when_and_where_and_the_mentee_does_not(pairing, mentor, officer):
    for place in ("A bench", "The Weir Café"):
        plan_meeting(pairing=pairing, number=1, plan=MeetingPlan(SOON.planned_at, place), by=mentor)
    assert Meeting.objects.get().place == "The Weir Café"
    for number, by in ((1, officer), (2, mentor)):
        with pytest.raises(NotNow):
            plan_meeting(pairing=pairing, number=number, plan=SOON, by=by)


def test_either_says_that_they_met_and_the_other_may_say_so_too(pairing, mentor, officer):
    first = hold(pairing, officer)
    assert (first.held_on, bool(first.mentee_said_at), bool(first.mentor_said_at)) == (TODAY, True, False)
    again = hold(pairing, officer, day=TODAY - datetime.timedelta(days=3))
    both = hold(pairing, mentor, day=TODAY - datetime.timedelta(days=3))
    assert (again.held_on, both.held_on, bool(both.mentor_said_at)) == (TODAY, TODAY, True)
    assert (Meeting.objects.count(), next_number(pairing)) == (1, 2)


def test_no_first_meeting_before_the_offer_is_answered(pairing, mentor):
    Pairing.objects.update(offer_answer="", offer_answered_at=None)
    with pytest.raises(OfferOpen):
        hold(pairing, mentor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.objects.update(first_held_on=TODAY)
    assert not Meeting.objects.exists()


def test_enough_meetings_complete_the_module_of_each_half_once(pairing, mentor, officer):
    hold(pairing, mentor)
    assert not ModuleCompletion.objects.exists()
    hold(pairing, officer, number=2, day=TODAY + DAY)
    assert not ModuleCompletion.objects.exists()  # the mentee alone says so
    hold(pairing, mentor, number=2)
    done = ModuleCompletion.objects.order_by("module__code")
    assert [completion.module.code for completion in done] == ["mentee-meetings", "mentor-meetings"]
    facts = {(row.evidence, row.evidence_key, row.evidence_line, row.minutes, row.place) for row in done}
    assert facts == {("MENTORING", f"pairing:{pairing.pk}", "2 meetings were held.", 120, "")}
    assert Enrolment.objects.get(person=mentor).status == Enrolment.Status.COMPLETED
    assert Enrolment.objects.get(person=officer).status == Enrolment.Status.OPEN


def test_no_meeting_before_they_began_before_the_last_one_twice_a_day_or_to_come(pairing, mentor, officer):
    for day in (datetime.date(1999, 1, 1), TODAY - 8 * DAY, TODAY + 3 * DAY):
        with pytest.raises(NotThatDay):
            hold(pairing, officer, day=day)
    hold(pairing, mentor)
    for day in (TODAY - DAY, TODAY):
        with pytest.raises(NotThatDay):
            hold(pairing, mentor, number=2, day=day)
    assert Meeting.objects.count() == 1
    assert hold(pairing, mentor, number=2, day=TODAY + DAY).number == 2


def test_what_the_mentee_alone_says_completes_nothing_until_the_mentor_says_so(pairing, mentor, officer):
    for number in (1, 2):
        hold(pairing, officer, number=number, day=TODAY + number * DAY)
    hold(pairing, mentor, number=2)
    assert not ModuleCompletion.objects.exists()
    hold(pairing, mentor, number=1)
    assert ModuleCompletion.objects.count() == 2


def test_whoever_left_the_course_gets_nothing_and_the_other_does(pairing, mentor):
    Enrolment.objects.filter(person=mentor).update(status=Enrolment.Status.LEFT, closed_at=timezone.now())
    for number in (1, 2):
        hold(pairing, mentor, number=number, day=TODAY + number * DAY)
    assert ModuleCompletion.objects.get().module.code == "mentee-meetings"


def test_meetings_of_another_pairing_do_not_count_and_none_is_held_after_the_end(pairing, mentor, trainer):
    hold(pairing, mentor)
    end(pairing=pairing, call=False, another=False, by=mentor)
    with pytest.raises(NotNow):
        hold(pairing, mentor, number=2, day=TODAY + DAY)
    with pytest.raises(NotNow):
        hold(make_pairing(trainer=trainer), mentor)
    assert Meeting.objects.count() == 1
    assert not ModuleCompletion.objects.exists()


def test_a_number_stands_once_and_what_was_said_has_its_day(pairing):
    make_meeting(pairing)
    for facts in ({"number": 1}, {"number": 0}, {"number": 2, "mentor_said_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.create(pairing=pairing, **facts)


def test_a_planned_meeting_is_told_to_each_half_with_the_module_it_counts_for(pairing, mentor, officer, resident):
    make_meeting(pairing)
    told = {person: coming_meetings(person) for person in (mentor, officer, resident)}
    modules = [module_of(half.enrolment).pk for half in (pairing.mentor, pairing.mentee)]
    assert [meeting.module for person in (mentor, officer) for meeting in told[person]] == modules
    assert told[resident] == []
    Meeting.objects.update(held_on=TODAY)
    assert coming_meetings(mentor) == []
