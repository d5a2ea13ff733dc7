"""What is held before somebody is merged or forgotten: always the same things, in the house's one order."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from people import registry
from people.models import User
from people.services.holding import hold_people
from tests.factories.cohorts import make_cohort, make_member, make_session
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
ORDER = ["auth_group", "cohorts_cohort", "cohorts_session", "cohorts_pairing", "learning_enrolment", "people_user"]


def held(people):
    """The tables whose rows are locked, in turn."""
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        hold_people(people)
    asked = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    return [re.search(r'FROM "(\w+)"', sql).group(1) for sql in asked]


def test_rights_then_what_is_shared_then_people_however_many_there_are():
    people = [make_person() for _number in range(3)]
    for person in people:
        make_session(make_member(make_cohort(), person).cohort)
    assert held(people[:1]) == held(people) == ORDER


def test_each_is_as_they_are_now():
    one, other = make_person(), make_person()
    User.objects.filter(pk=one.pk).update(given_name="Asha")
    with transaction.atomic():
        found = hold_people([other, one])
    assert (list(found), found[one.pk].given_name) == ([one.pk, other.pk], "Asha")


def test_all_that_is_held_before_people_says_how():
    declared = {holding.label for holding in registry.holdings() if holding.hold is not None}
    assert declared == set(registry.LOCKED_BEFORE_PEOPLE)


def test_nobody_is_locked_with_their_key_so_that_others_may_name_them():
    root = Path(settings.BASE_DIR)
    ours = [
        path
        for app in ("people", "learning", "cohorts", "certificates", "records", "home")
        for path in (root / app).rglob("*.py")
    ]
    locks = re.compile(r"User\.objects\.select_for_update\((?!.*no_key=True)")
    assert [str(path) for path in ours if locks.search(path.read_text())] == []
