"""The practice log."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.models import CompletedBy
from learning.models import ModuleCompletion, Obstacle, PracticeEntry
from learning.services.enrolment import leave_course
from learning.services.practice import Entry, add_entry, change_entry, log_lines, remove_entry
from learning.services.progress import NotOpen
from tests.factories.learning import make_enrolment, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return make_enrolment(completed_by=CompletedBy.PRACTICE, lessons=0)


def given(enrolment, **fields):
    entry = Entry(**{"happened_on": timezone.localdate(), "topic": "COMPANY", "did": ["LISTENED"]} | fields)
    module = enrolment.required_modules.get().module
    return {"enrolment": enrolment, "module": module, "entry": entry, "form_key": uuid.uuid4(), "by": enrolment.person}


def test_add_entry_twice_with_one_form_key_is_one_entry(enrolment):
    values = given(enrolment)
    assert add_entry(**values).entry == add_entry(**values).entry
    assert PracticeEntry.objects.count() == 1


def test_the_third_entry_completes_the_module_and_the_course(enrolment):
    make_entry(enrolment)
    make_entry(enrolment)
    noted = add_entry(**given(enrolment))
    assert (noted.module.evidence, noted.module.evidence_line) == ("PRACTICE", "3 entries in the practice log.")
    assert noted.module.happened_on == timezone.localdate()
    assert noted.course.enrolment_id == enrolment.pk


def test_the_same_form_after_completion_is_answered_as_the_first_time(enrolment):
    make_entry(enrolment)
    make_entry(enrolment)
    values = given(enrolment)
    assert add_entry(**values) == add_entry(**values)
    assert (PracticeEntry.objects.count(), ModuleCompletion.objects.count()) == (3, 1)


def test_a_finished_course_takes_no_more_entries(enrolment):
    for _time in range(3):
        make_entry(enrolment)
    with pytest.raises(NotOpen):
        add_entry(**given(enrolment))


@pytest.mark.parametrize(
    "fields",
    [
        {"happened_on": datetime.date(2999, 1, 1)},
        {"did": []},
        {"did": ["SHOUTED"]},
        {"topic": "NOTHING"},
        {"feeling": 9},
        {"place": "x" * 61},
    ],
)
def test_an_entry_that_cannot_be_is_refused_whole(enrolment, fields):
    with pytest.raises(ValidationError):
        add_entry(**given(enrolment, **fields))
    assert PracticeEntry.objects.count() == 0


def test_a_form_key_of_another_enrolment_is_refused(enrolment):
    values = given(enrolment)
    add_entry(**values)
    other = make_enrolment(route=enrolment.route)
    with pytest.raises(ValidationError):
        add_entry(**values | {"enrolment": other})


def test_remove_entry_twice_leaves_none(enrolment):
    entry = make_entry(enrolment)
    remove_entry(entry=entry, by=enrolment.person)
    remove_entry(entry=entry, by=enrolment.person)
    assert PracticeEntry.objects.count() == 0


def test_an_entry_of_a_finished_module_stays(enrolment):
    entries = [make_entry(enrolment) for _time in range(3)]
    with pytest.raises(ValidationError):
        remove_entry(entry=entries[0], by=enrolment.person)
    assert PracticeEntry.objects.count() == 3


def to(entry, **fields):
    now = {name: getattr(entry, name) for name in ("happened_on", "topic", "did", "place", "feeling", "in_the_way")}
    return Entry(**now | fields)


def test_change_entry_twice_is_one_change_and_it_counts_as_before(enrolment):
    entry = make_entry(enrolment)
    for _time in range(2):
        change_entry(entry=entry, to=to(entry, topic="MONEY", in_the_way="No bus", pass_on=True), by=enrolment.person)
    entry.refresh_from_db()
    assert (entry.topic, entry.in_the_way) == ("MONEY", "No bus")
    assert (PracticeEntry.objects.count(), Obstacle.objects.get().text) == (1, "No bus")


def test_after_seven_days_an_entry_stays_as_it_is(enrolment):
    entry = make_entry(enrolment)
    PracticeEntry.objects.update(noted_at=timezone.now() - datetime.timedelta(days=7))
    with pytest.raises(ValidationError, match="7 days"):
        change_entry(entry=entry, to=to(entry, topic="MONEY"), by=enrolment.person)
    assert PracticeEntry.objects.get().topic == "COMPANY"


def test_an_entry_of_a_finished_module_keeps_its_day_and_the_completion_its_date(enrolment):
    entries = [make_entry(enrolment) for _time in range(3)]
    before = ModuleCompletion.objects.values().get()
    earlier = timezone.localdate() - datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="day stays"):
        change_entry(entry=entries[0], to=to(entries[0], happened_on=earlier), by=enrolment.person)
    change_entry(entry=entries[0], to=to(entries[0], topic="MONEY"), by=enrolment.person)
    assert PracticeEntry.objects.filter(topic="MONEY").count() == 1
    assert ModuleCompletion.objects.values().get() == before


def test_a_changed_day_may_complete_the_module(enrolment):
    enrolment.opened_at -= datetime.timedelta(days=200)
    enrolment.save()
    far = make_entry(enrolment, days_ago=150)
    make_entry(enrolment)
    make_entry(enrolment)
    noted = change_entry(entry=far, to=to(far, happened_on=timezone.localdate()), by=enrolment.person)
    assert noted.module.evidence_line == "3 entries in the practice log."


def test_entries_of_a_course_that_was_left_stay(enrolment):
    entry = make_entry(enrolment)
    leave_course(enrolment=enrolment, by=enrolment.person)
    with pytest.raises(NotOpen):
        change_entry(entry=entry, to=to(entry, topic="MONEY"), by=enrolment.person)


def test_removing_an_entry_takes_back_what_it_passed_on(enrolment):
    entry = make_entry(enrolment, in_the_way="No bus", pass_on=True)
    assert Obstacle.objects.count() == 1
    remove_entry(entry=entry, by=enrolment.person)
    assert Obstacle.objects.count() == 0


def test_log_lines_are_the_modules_that_wait_for_entries(enrolment):
    make_entry(enrolment)
    (line,) = log_lines(enrolment.person)
    assert (line.enrolment, line.module.pk, line.standing.have) == (
        *(enrolment, enrolment.required_modules.get().module_id),
        1,
    )
    make_entry(enrolment)
    make_entry(enrolment)
    assert log_lines(enrolment.person) == []
