import datetime

import pytest

from cohorts.services.meeting import complete_by_meetings
from cohorts.services.nudging import nudges, sixty_days_on
from cohorts.services.pairing import end
from learning.models import ModuleCompletion
from people.models import Reminder
from tests.factories.courses import make_word
from tests.factories.pairings import make_meeting, make_mentoring_cohort, make_pairing
from tests.factories.people import make_notice

pytestmark = pytest.mark.django_db
BEGAN = datetime.datetime(2026, 4, 6, 9, tzinfo=datetime.UTC)


def days(number):
    return BEGAN + datetime.timedelta(days=number)


@pytest.fixture
def pairing(trainer, mentor, officer):
    return make_pairing(mentor=mentor, mentee=officer, trainer=trainer, started_at=BEGAN)


def said(moment):
    return [(due.person.given_name, str(due.text)) for due in nudges(moment)]


def test_one_line_a_fortnight_for_each_half(pairing):
    make_word(pairing.cohort.organisation, word="coordinator's number", value="01632 960 133")
    assert [len(said(days(number))) for number in (0, 13, 14, 16, 18, 28)] == [0, 0, 2, 2, 0, 2]
    assert said(days(14)) == [
        ("Mina", "Where would you like to be next time?"),
        ("Omar", "What was the word you said that you would use?"),
    ]
    assert said(days(56))[0][1].startswith("Tess")
    assert said(days(56))[0][1].endswith("is a call away: 01632 960 133.")
    assert len({due.key for number in (14, 28) for due in nudges(days(number))}) == 4


def test_whoever_turned_them_off_or_had_one_lately_gets_none(pairing, mentor, officer):
    pairing.mentor_nudges_off = True
    pairing.save()
    assert [name for name, _line in said(days(14))] == ["Omar"]
    facts = {"key": "nudge:x", "person": officer, "kind": "nudge", "message": make_notice(officer)}
    Reminder.objects.create(**facts, sent_at=days(10))
    assert said(days(14)) == []


def test_nobody_is_nudged_after_the_end(pairing, mentor):
    end(pairing=pairing, call=False, another=False, by=mentor)
    assert said(days(14)) == []


def test_sixty_days_after_the_last_meeting_the_mentee_is_asked(pairing, officer):
    make_meeting(pairing, 1, held_on=days(0).date(), mentor_said_at=days(0))
    make_meeting(pairing, 2, held_on=days(20).date(), mentor_said_at=days(20))
    assert list(sixty_days_on(days(80))) == []  # it may have ended before all were held
    done = complete_by_meetings(pairing=pairing, enrolment=pairing.mentee.enrolment)
    assert [len(list(sixty_days_on(days(number)))) for number in (60, 79, 80, 82, 83)] == [0, 0, 1, 1, 0]
    assert next(iter(sixty_days_on(days(80)))).person == officer
    just_after_midnight_here = days(80).replace(hour=23, minute=30) - datetime.timedelta(days=1)
    assert len(list(sixty_days_on(just_after_midnight_here))) == 1
    ModuleCompletion.objects.filter(pk=done.pk).update(revoked_at=days(80), revoked_why="By mistake")
    assert list(sixty_days_on(days(80))) == []


def test_the_same_queries_for_one_pairing_and_for_three(trainer, django_assert_num_queries):
    cohort = make_mentoring_cohort(trainer=trainer)
    for _number in range(2):
        make_pairing(cohort=cohort, started_at=BEGAN)
        with django_assert_num_queries(2):
            list(nudges(days(14)))
