"""The practice log."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.models import CompletedBy
from learning.models import ModuleCompletion, PracticeEntry
from learning.services.practice import Entry, add_entry, remove_entry
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
