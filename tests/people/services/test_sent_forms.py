"""A form that is sent twice makes one thing, and a form of somebody else makes nothing."""

import uuid

import pytest
from django.utils import translation

from people.models import DataFile
from people.services.sent_forms import FormUsed, read_key, sent_before

pytestmark = pytest.mark.django_db


def test_a_new_form_has_made_nothing_yet(officer):
    DataFile.objects.create(person=officer, form_key=uuid.uuid4())
    assert sent_before(DataFile.objects.all(), uuid.uuid4(), person_id=officer.pk) is None


def test_sent_again_it_is_what_the_form_made_the_first_time(officer, django_assert_num_queries):
    made = DataFile.objects.create(person=officer, form_key=uuid.uuid4())
    with django_assert_num_queries(1):
        assert sent_before(DataFile.objects.all(), made.form_key, person_id=officer.pk) == made


def test_the_form_of_somebody_else_is_refused_in_words_that_say_what_to_do(officer, resident):
    made = DataFile.objects.create(person=officer, form_key=uuid.uuid4())
    with pytest.raises(FormUsed) as refusal, translation.override("en-gb"):
        sent_before(DataFile.objects.all(), made.form_key, person_id=resident.pk)
    assert refusal.value.messages == ["This form was used before. Open the page again."]


def test_every_part_of_whose_it_is_must_be_the_same(officer):
    made = DataFile.objects.create(person=officer, form_key=uuid.uuid4())
    with pytest.raises(FormUsed):
        sent_before(DataFile.objects.all(), made.form_key, person_id=officer.pk, state=DataFile.State.GONE)


@pytest.mark.parametrize("text", ["", "nonsense", "6a8f2d2e-8a1c-4a58-9d6b", "١", "\x00"])
def test_what_is_no_key_is_read_as_none(text):
    assert read_key(text) is None


def test_a_key_is_read_as_it_was_drawn():
    key = uuid.uuid4()
    assert read_key(str(key)) == key
