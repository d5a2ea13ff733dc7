"""The four first steps of a new site."""

import pytest

from home.panels import steps
from people.models import Organisation
from tests.factories.cohorts import make_cohort


def done():
    return [step["done"] for step in steps()]


def test_each_step_is_ticked_once_its_thing_is_there(db, administrator):
    assert done() == [True, False, False, False]
    make_cohort()
    assert done() == [True, False, True, True]


def test_an_administrator_of_an_empty_site_sees_where_to_begin(client, administrator):
    client.force_login(administrator)
    page = " ".join(client.get("/cms/").content.decode().split())
    assert "Four steps to begin" in page
    assert "1 of 4 done." in page
    assert 'href="/cms/people/new/"' in page


def test_a_closed_organisation_does_not_count(db, administrator):
    Organisation.objects.update(active=False)
    assert done()[0] is False


def test_once_all_four_are_done_nothing_is_shown(client, administrator, officer):
    make_cohort()
    client.force_login(administrator)
    assert "Four steps to begin" not in client.get("/cms/").content.decode()


@pytest.mark.parametrize("name", ["editor"])
def test_editors_do_not_see_it(request, client, name):
    client.force_login(request.getfixturevalue(name))
    assert "Four steps to begin" not in client.get("/cms/").content.decode()
