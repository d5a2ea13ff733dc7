"""What administrators change about somebody: in which order the rows are held, so that nobody waits for each other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.forms.admin import EditPersonForm
from people.models import User
from people.services.accounts import Refused
from tests.factories.cohorts import make_cohort, make_invitation
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
NEW = "new@northbridge.example"


def changed(person, **typed):
    told = {
        "given_name": "Asha",
        "email": person.email or "",
        "organisation": person.organisation_id,
        "is_active": "on",
    }
    form = EditPersonForm({**told, **typed}, instance=User.objects.get(pk=person.pk))
    assert form.is_valid(), form.errors
    form.by = person
    return form


@pytest.mark.parametrize("email", [NEW, ""])
def test_cohorts_are_held_before_the_person_whose_place_is_kept_there(other_organisation, email):
    person = make_person()
    make_invitation(make_cohort(), email=person.email)
    form = changed(person, email=email, organisation=other_organisation.pk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        form.save()
    said = [query["sql"] for query in asked]
    held = [n for n, sql in enumerate(said) if sql.startswith("SELECT") and 'FROM "cohorts_cohort"' in sql]
    taken = [n for n, sql in enumerate(said) if sql.startswith('UPDATE "people_user"')]
    rights = [n for n, sql in enumerate(said) if sql.startswith("SELECT") and 'FROM "auth_group" WHERE' in sql]
    assert held
    assert rights[0] < held[0] < taken[0]
    person.refresh_from_db()
    assert (person.email, person.organisation) == (email or None, other_organisation)


def test_what_is_refused_leaves_the_place_where_it_was(editor):
    kept = make_invitation(make_cohort(), email=editor.email)
    form = changed(editor, email="", in_groups=["Editors"])
    with pytest.raises(Refused):
        form.save()
    found = type(kept).objects.get()
    assert (found.digest, found.withdrawn_at) == (kept.digest, None)
