"""What is in the way: passed on without a name, once."""

import pytest
from wagtail.models import ModelLogEntry

from courses.models import CompletedBy
from learning.models import Obstacle, PracticeEntry
from learning.services.answering import answer
from learning.services.obstacles import report, take_back
from tests.factories.learning import make_enrolment, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_entry(make_enrolment(completed_by=CompletedBy.PRACTICE, lessons=0), in_the_way="No bus")


def test_what_is_passed_on_twice_is_there_once_and_in_no_log(entry):
    before = ModelLogEntry.objects.count()
    assert report(entry=entry, pass_on=True) == report(entry=entry, pass_on=True)
    found = Obstacle.objects.get()
    assert (found.text, found.state, found.entry, found.enrolment) == ("No bus", "OPEN", entry, entry.enrolment)
    assert ModelLogEntry.objects.count() == before
    assert "bus" not in str(found)


def test_it_follows_the_entry_until_it_is_answered(entry, trainer):
    found = report(entry=entry, pass_on=True)
    entry.in_the_way = "No bus after six"
    assert report(entry=entry, pass_on=True).text == "No bus after six"
    answer(asked=found, text="We have asked.", by=trainer)
    entry.in_the_way = "Something else"
    assert report(entry=entry, pass_on=True).text == "No bus after six"
    assert report(entry=entry, pass_on=False).text == "No bus after six"


def test_without_the_tick_or_without_words_nobody_has_it(entry):
    report(entry=entry, pass_on=True)
    assert report(entry=entry, pass_on=False) is None
    assert Obstacle.objects.count() == 0
    entry.in_the_way = ""
    assert report(entry=entry, pass_on=True) is None


def test_what_was_answered_stays_when_the_entry_goes(entry, trainer):
    found = report(entry=entry, pass_on=True)
    answer(asked=found, text="We have asked.", by=trainer)
    take_back(entry=entry)
    PracticeEntry.objects.all().delete()
    assert Obstacle.objects.get().entry is None
