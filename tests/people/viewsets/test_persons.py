"""The screens of administrators under /cms/."""

import pytest
from django.contrib.auth.models import Group

from people.models import Message, User
from people.permissions import EDITORS, TRAINERS, groups_of
from tests.factories.people import make_person


def person_data(person, **changed):
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "known_as": person.known_as,
        "email": person.email or "",
        "organisation": person.organisation_id,
        "is_active": "on",
        "in_groups": sorted(groups_of(person)),
    } | changed


def test_a_person_is_added_with_groups(admin, organisation):
    data = {"given_name": "Priya", "family_name": "Shah", "known_as": "", "email": "Priya@Example.org"}
    answer = admin.post("/cms/people/new/", data | {"organisation": organisation.pk, "in_groups": [TRAINERS]})
    assert answer.status_code == 302
    priya = User.objects.get(email="priya@example.org")
    assert (groups_of(priya), priya.has_usable_password()) == ({TRAINERS}, False)


def test_groups_without_an_e_mail_are_refused_with_everything_typed(admin, organisation):
    data = {"given_name": "Priya", "organisation": organisation.pk, "in_groups": [TRAINERS]}
    page = admin.post("/cms/people/new/", data).content.decode()
    assert "Somebody without e-mail comes in by a code on paper" in page
    assert 'value="Priya"' in page
    assert not User.objects.filter(given_name="Priya").exists()


def test_an_address_that_somebody_has_is_refused(admin, officer, organisation):
    data = {"given_name": "Priya", "organisation": organisation.pk, "email": officer.email.upper()}
    assert admin.post("/cms/people/new/", data).status_code == 200
    assert not User.objects.filter(given_name="Priya").exists()


def test_a_person_is_changed_by_the_services(admin, officer, other_organisation):
    answer = admin.post(
        f"/cms/people/edit/{officer.pk}/",
        person_data(officer, known_as="Om", organisation=other_organisation.pk, in_groups=[EDITORS], email="om@x.org"),
    )
    assert answer.status_code == 302
    officer = User.objects.get(pk=officer.pk)
    assert (officer.known_as, officer.organisation, officer.email) == ("Om", other_organisation, "om@x.org")
    assert groups_of(officer) == {EDITORS}
    assert Message.objects.filter(template="people/emails/details_changed").count() == 1


def test_a_person_is_closed_and_opened_again(admin, officer):
    closed = person_data(officer)
    del closed["is_active"]
    admin.post(f"/cms/people/edit/{officer.pk}/", closed)
    officer.refresh_from_db()
    assert not officer.is_active
    admin.post(f"/cms/people/edit/{officer.pk}/", closed | {"is_active": "on"})
    officer.refresh_from_db()
    assert officer.is_active


def test_the_last_administrator_cannot_demote_themselves(admin, administrator):
    answer = admin.post(f"/cms/people/edit/{administrator.pk}/", person_data(administrator, in_groups=[]))
    assert answer.status_code == 200
    assert "This is the last administrator. Make somebody else one first." in answer.content.decode()
    assert groups_of(User.objects.get(pk=administrator.pk)) == {"Administrators"}


@pytest.mark.parametrize("address", ["users/", "users/new/", "users/edit/1/", "users/results/", "users/delete/1/"])
def test_wagtails_own_screens_for_users_lead_to_ours(admin, address):
    for answer in (admin.get(f"/cms/{address}"), admin.post(f"/cms/{address}", {"groups": "1"})):
        assert (answer.status_code, answer.url) == (302, "/cms/people/")


@pytest.mark.parametrize("action", ["assign_role", "set_active_state", "delete"])
def test_bulk_actions_on_people_are_refused(admin, administrator, officer, action):
    data = {"id": officer.pk, "role": Group.objects.get(name=EDITORS).pk, "mark_as_active": "False"}
    answer = admin.post(f"/cms/bulk/people/user/{action}/?id={officer.pk}&next=/cms/people/", data)
    assert answer.status_code in (302, 403, 404)
    officer.refresh_from_db()
    assert (officer.is_active, groups_of(officer)) == (True, set())


@pytest.mark.parametrize("address", ["", "account/", "reports/site-history/", "groups/"])
def test_no_page_of_wagtails_breaks_on_our_people(admin, officer, caretaker, address):
    assert admin.get(f"/cms/{address}", follow=True).status_code == 200


def test_the_list_of_people_asks_as_often_for_one_as_for_three(admin, organisation, django_assert_num_queries):
    counts = []
    for _time in (1, 3):
        admin.get("/cms/people/results/")
        with django_assert_num_queries(10):
            admin.get("/cms/people/results/")
        make_person(organisation=organisation)
        make_person(organisation=organisation)
        counts.append(User.objects.count())
    assert counts == [3, 5]
