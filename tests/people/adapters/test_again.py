"""Asked again: who, when, and that nothing they were sending is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from academy.converters import to_key
from cohorts.models import Membership
from people.models import DataFile, PersonalCode, User
from people.permissions import TRAINERS
from people.services.codes import issue_code
from records.models import Export
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.people import PASSWORD, make_person

AGAIN, BY_PASSWORD = "/accounts/again/", "/accounts/reauthenticate/"


@pytest.fixture
def trainer_with_password(organisation):
    return make_person(given_name="Tess", organisation=organisation, groups=[TRAINERS], password=PASSWORD)


@pytest.fixture
def member(trainer_with_password, mentor) -> Membership:
    return make_member(make_cohort(trainers=[trainer_with_password]), mentor)


def long_ago(client) -> None:
    """The sign-in is sixteen minutes old."""
    client.get("/accounts/settings/")
    session = client.session
    session["signed_in_at"] -= 16 * 60
    session["account_authentication_methods"] = []
    session.save()


def code_page(member: Membership) -> str:
    from django.urls import reverse

    return reverse("cohorts:new_code", args=[member.cohort.uuid, member.uuid])


def test_within_a_quarter_of_an_hour_nobody_is_asked(client, trainer_with_password, member):
    client.force_login(trainer_with_password)
    assert client.post(code_page(member), {"kind": "RETURN"}).status_code == 200


def test_a_form_sent_too_late_is_done_as_it_was_once_the_password_is_shown(client, trainer_with_password, member):
    client.force_login(trainer_with_password)
    long_ago(client)
    address = code_page(member)
    answer = client.post(address, {"kind": "CLAIM"})
    assert (answer.status_code, answer.url) == (302, f"{BY_PASSWORD}?next={address.replace('/', '%2F')}")
    assert not PersonalCode.objects.exists()
    assert "CLAIM" not in str(dict(client.session.items()))
    assert client.post(BY_PASSWORD, {"password": "wrong words here", "next": address}).status_code == 200
    assert not PersonalCode.objects.exists()
    answer = client.post(BY_PASSWORD, {"password": PASSWORD, "next": address})
    assert (answer.status_code, answer.context["kind"]) == (200, "CLAIM")
    assert PersonalCode.objects.get().kind == "CLAIM"
    assert client.post(address, {"kind": "RETURN"}).status_code == 200


def test_what_waits_is_not_done_on_the_way_to_another_page(client, trainer_with_password, member):
    client.force_login(trainer_with_password)
    long_ago(client)
    client.post(code_page(member), {"kind": "CLAIM"})
    answer = client.post(BY_PASSWORD, {"password": PASSWORD, "next": "/cohorts/all/"})
    assert answer.url == "/cohorts/all/"
    assert not PersonalCode.objects.exists()


def test_after_half_an_hour_the_page_is_shown_and_nothing_is_done(client, trainer_with_password, member):
    client.force_login(trainer_with_password)
    long_ago(client)
    address = code_page(member)
    client.post(address, {"kind": "CLAIM"})
    session = client.session
    session["account_reauthentication_state"]["state"]["until"] = 0
    session.save()
    assert client.post(BY_PASSWORD, {"password": PASSWORD, "next": address}).url == address
    assert not PersonalCode.objects.exists()


def test_people_are_looked_at_freely_and_added_once_it_is_shown_who_adds_them(client, trainer_with_password, member):
    client.force_login(trainer_with_password)
    long_ago(client)
    address = f"/cohorts/{to_key(member.cohort.uuid)}/people/"
    sent = {"people": "Ines Okafor", "form_key": "6a8f2d2e-8a1c-4a58-9d6b-0b6e7a3c1f11"}
    assert client.post(address, sent).status_code == 200
    answer = client.post(address, sent | {"act": "add"}, headers={"X-Sent-By": "script"})
    assert (answer.status_code, answer["X-Next"].startswith(BY_PASSWORD)) == (204, True)
    assert Membership.objects.count() == 1
    answer = client.post(BY_PASSWORD, {"password": PASSWORD, "next": address})
    assert (answer.status_code, Membership.objects.count()) == (200, 2)
    assert "Ines Okafor" in answer.content.decode()


def test_an_export_is_asked_for_again_by_whoever_has_a_second_step(client, hr):
    client.force_login(hr)
    long_ago(client)
    page = "/records/exports/new/?status=complete"
    answer = client.get(page)
    assert answer.url.startswith("/accounts/2fa/reauthenticate/?next=%2Frecords%2Fexports%2Fnew%2F%3Fstatus")
    assert not Export.objects.exists()


def test_refused_is_refused_and_not_asked(client, officer):
    client.force_login(officer)
    long_ago(client)
    for method in (client.get, client.post):
        answer = method("/records/exports/new/", {"purpose": "report"})
        assert (answer.status_code, answer.headers.get("Location")) == (403, None)
    assert "account_reauthentication_state" not in client.session
    assert client.get("/accounts/email/").url == f"{AGAIN}?next=%2Faccounts%2Femail%2F"  # who may, is asked


def test_groups_are_changed_only_by_whoever_has_shown_who_they_are(client, administrator, officer):
    client.force_login(administrator)
    long_ago(client)
    address = f"/cms/people/edit/{officer.pk}/"
    assert client.get(address).url.startswith("/accounts/2fa/reauthenticate/?next=%2Fcms%2Fpeople%2Fedit")
    sent = {"given_name": "Omar", "email": officer.email, "organisation": officer.organisation_id, "is_active": "on"}
    answer = client.post(address, sent | {"in_groups": [TRAINERS]})
    assert answer.url.startswith("/accounts/2fa/reauthenticate/")
    assert not User.objects.get(pk=officer.pk).groups.exists()
    assert not ModelLogEntry.objects.filter(action="people.set_groups").exists()
    session = client.session
    session["signed_in_at"] += 16 * 60
    session.save()
    client.post(address, sent | {"in_groups": [TRAINERS]})
    assert User.objects.get(pk=officer.pk).groups.get().name == TRAINERS


def test_a_new_slip_asks_for_the_one_before(client, mentor):
    before = issue_code(person=mentor, kind=PersonalCode.Kind.RETURN, by=None)
    client.force_login(mentor)
    long_ago(client)
    page = "/accounts/settings/slip/"
    assert client.post(page).url == f"{AGAIN}?next=%2Faccounts%2Fsettings%2Fslip%2F"
    assert PersonalCode.objects.count() == 1
    answer = client.post(AGAIN, {"code": before, "next": page})
    assert (answer.status_code, answer.url) == (302, page)
    assert PersonalCode.objects.filter(replaced_at=None).count() == 1
    assert "Your return slip" in client.get(page).content.decode()


def test_with_nothing_to_show_nobody_is_asked(client, mentor):
    client.force_login(mentor)
    long_ago(client)
    answer = client.post("/accounts/settings/slip/", follow=True)
    assert answer.redirect_chain == [("/accounts/settings/slip/", 302)]
    assert (PersonalCode.objects.get().person, PersonalCode.objects.get().issued_by) == (mentor, mentor)
    assert "Your return slip" in answer.content.decode()


@pytest.mark.parametrize("address", ["/accounts/my-data/", "/accounts/leave/"])
def test_a_slip_is_shown_anew_before_all_goes_even_by_whoever_came_in_with_it_just_now(client, organisation, address):
    nell = make_person(given_name="Nell", organisation=organisation, email=None)
    slip = issue_code(person=nell, kind=PersonalCode.Kind.RETURN, by=nell)
    client.post("/accounts/return/", {"code": slip})
    answer = client.post(address, {"form_key": "6a8f2d2e-8a1c-4a58-9d6b-0b6e7a3c1f12"})
    assert answer.url == f"{AGAIN}?next={address.replace('/', '%2F')}"
    assert (DataFile.objects.exists(), User.objects.get(pk=nell.pk).is_active) == (False, True)
    assert "Type the code on your slip once more." in client.get(answer.url).content.decode()
    done = client.post(AGAIN, {"code": slip, "next": address})
    assert done.status_code == 302
    assert DataFile.objects.exists() is User.objects.get(pk=nell.pk).is_active is (address == "/accounts/my-data/")


@pytest.mark.parametrize("email", ["", "somebody@example.org"])
def test_within_a_week_of_a_slip_by_somebody_else_nothing_is_taken_or_forgotten(client, trainer, organisation, email):
    nell = make_person(given_name="Nell", organisation=organisation, email=None)
    ready = DataFile.objects.create(person=nell, form_key="6a8f2d2e-8a1c-4a58-9d6b-0b6e7a3c1f13")
    issue_code(person=nell, kind=PersonalCode.Kind.RETURN, by=trainer)
    issue_code(person=nell, kind=PersonalCode.Kind.RETURN, by=nell)  # whoever came in with the first makes another,
    User.objects.filter(pk=nell.pk).update(email=email or None)  # or adds an address of their own
    client.force_login(nell)
    for address in ("/accounts/my-data/", f"/accounts/my-data/{to_key(ready.uuid)}/", "/accounts/leave/"):
        answer = client.post(address, {"form_key": "6a8f2d2e-8a1c-4a58-9d6b-0b6e7a3c1f14"})
        assert (answer.status_code, "Somebody made a new slip for you on" in answer.content.decode()) == (403, True)
    page = client.get("/accounts/leave/").content.decode()
    assert f"Tell HR or the office of {organisation.name}." in " ".join(page.split())
    assert (DataFile.objects.count(), User.objects.get(pk=nell.pk).is_active) == (1, True)
    PersonalCode.objects.update(issued_at=timezone.now() - timedelta(days=7, minutes=1))
    assert "Forget me" in client.get("/accounts/leave/").content.decode()
