"""Who looked at whose record."""

import pytest
from wagtail.models import ModelLogEntry

from records.services import looking
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_note_view_says_who_looked_at_whom_and_names_nobody():
    person, hana = make_person(given_name="Ola"), make_person(given_name="Hana")
    looking.note_view(person=person, by=hana)
    entry = ModelLogEntry.objects.get(action="records.view_person")
    assert (entry.user, entry.object_id, entry.data) == (hana, str(person.pk), {"person": str(person.uuid)})
