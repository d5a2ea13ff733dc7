"""Organisations and departments: what the list and the page say, closing, and who may."""

import re

import pytest

from people.forms.admin import AddPersonForm, DepartmentForm, PostForm
from people.models import Department, Organisation
from people.permissions import HR
from people.services.organisations import close_organisation
from tests.factories.courses import make_word
from tests.factories.people import make_organisation, make_person


def test_an_organisation_and_its_department_are_added(admin, organisation):
    admin.post("/cms/organisations/new/", {"name": "Riverside", "code": "RIV", "contact": "", "active": "on"})
    made = Organisation.objects.get(code="RIV")
    admin.post("/cms/departments/new/", {"organisation": made.pk, "code": "H", "name": "Housing", "active": "on"})
    assert Department.objects.get().organisation == made


def test_the_list_counts_people_and_hr_and_says_whether_the_local_words_are_set(admin, organisation):
    make_person(organisation=organisation, groups=[HR])
    make_person(organisation=organisation, is_active=False)
    make_word(organisation, word="adult care number", value="01632 960 111")
    page = re.sub(r"<[^>]*>|\s+", " ", admin.get("/cms/organisations/").content.decode())
    assert "Northbridge Council" in page
    assert "1 filled. Safety numbers: 1 of 3." in page
    assert "The look of the Academy" in page
    assert re.search(rf"Northbridge Council +{organisation.code} +2 +1 +The look", page)


def test_the_list_asks_as_often_for_one_as_for_three(admin, django_assert_num_queries):
    for _time in (1, 3):
        admin.get("/cms/organisations/results/")
        with django_assert_num_queries(11):
            admin.get("/cms/organisations/results/")
        make_organisation()
        make_organisation()


def test_the_page_of_one_shows_hr_words_and_how_long_things_are_kept(admin, organisation, hr):
    page = admin.get(f"/cms/organisations/inspect/{organisation.pk}/").content.decode()
    assert hr.get_full_name() in page
    assert f"/cms/snippets/courses/localword/set/{organisation.pk}/" in page
    assert "How long we keep things" in page
    assert "Leaving and 7 years" in page


def test_one_is_closed_and_opened_again_on_a_page_that_asks(admin, organisation):
    asks = admin.get(f"/cms/organisations/close/{organisation.pk}/").content.decode()
    assert "Close it instead." in asks
    organisation.refresh_from_db()
    assert organisation.active
    admin.post(f"/cms/organisations/close/{organisation.pk}/")
    organisation.refresh_from_db()
    assert not organisation.active
    assert "Closed since" in admin.get(f"/cms/organisations/inspect/{organisation.pk}/").content.decode()
    assert "offered again" in admin.get(f"/cms/organisations/open/{organisation.pk}/").content.decode()
    admin.post(f"/cms/organisations/open/{organisation.pk}/")
    organisation.refresh_from_db()
    assert (organisation.active, organisation.closed_on) == (True, None)


def test_a_closed_one_is_offered_to_nobody_new_but_stays_where_it_stands(organisation, officer):
    close_organisation(organisation=organisation, by=None)
    for form in (AddPersonForm(), DepartmentForm(), PostForm()):
        assert organisation not in form.fields["organisation"].queryset
    post = officer.assignments.get()
    assert organisation in PostForm(instance=post).fields["organisation"].queryset


@pytest.mark.parametrize("name", ["editor", "hr", "trainer", "officer"])
def test_nobody_else_closes_one(request, client, organisation, name):
    client.force_login(request.getfixturevalue(name))
    for act in ("close", "open"):
        for send in (client.get, client.post):
            assert send(f"/cms/organisations/{act}/{organisation.pk}/").status_code in (302, 403)
    assert Organisation.objects.get(pk=organisation.pk).active
