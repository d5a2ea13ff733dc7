import re
import uuid
from dataclasses import replace

import pytest
from django.urls import reverse

from cohorts.models import Cohort, Membership
from cohorts.services import asking
from cohorts.views import newcomer
from people.models import Message, PersonalCode, User
from people.services.codes import person_for_code
from tests.factories.cohorts import make_cohort

pytestmark = pytest.mark.django_db
ADDRESS = "/join/TEACUP/"
KEY = "6a8f2d2e-8a1c-4a58-9d6b-0b6e7a3c1f11"


@pytest.fixture
def cohort(trainer):
    return make_cohort(organisation=trainer.organisation, trainers=[trainer], join_code="TEACUP")


def answers(**changed: str) -> dict[str, str]:
    return {"form_key": KEY, "name": "Rosa", "way_back": "slip", "email": "", "shared": "yes"} | changed


def code_on(client, response) -> str:
    return re.search(r'data-copy="(\w{10})"', client.get(response.url).content.decode())[1]


def digits_sent() -> str:
    from people.mail import opened

    _subject, text, _html = opened(Message.objects.latest("pk"))
    return re.search(r"\d{3} ?\d{3}", text)[0]


def test_a_newcomer_joins_by_name_and_is_shown_a_slip_once(client, cohort):
    response = client.post(ADDRESS, answers())
    person = User.objects.get(given_name="Rosa")
    assert person_for_code(code_on(client, response)).person == person
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session["shared_device"] is True
    page = client.get(response.url)
    assert (page["Referrer-Policy"], "no-store" in page["Cache-Control"]) == ("same-origin", True)
    course = reverse("learning:course", args=[Membership.objects.get().enrolment.uuid])
    assert f'href="{course}"' in page.content.decode()
    assert client.get(ADDRESS).url == course


def test_one_s_own_phone_is_not_shared(client, cohort):
    client.post(ADDRESS, answers(shared="no"))
    assert "shared_device" not in client.session
    assert client.get(ADDRESS).status_code == 302


def test_a_scanned_code_offers_one_s_own_phone_and_a_typed_one_a_shared_one(client, cohort):
    assert client.get(ADDRESS).context["form"]["shared"].value() == "yes"
    assert client.get(f"{ADDRESS}?scan").context["form"]["shared"].value() == "no"


def test_only_the_name_must_be_typed_and_all_that_was_typed_stays(client, cohort):
    response = client.post(ADDRESS, answers(name="", way_back="email", email="not an address"))
    assert response.context["form"].errors == {
        "name": ["Type what we should call you"],
        "email": ["Type the e-mail like name@example.org"],
    }
    assert response.context["form"]["email"].value() == "not an address"
    assert b"<title>Error: " in response.content
    response = client.post(ADDRESS, answers(way_back="email"))
    assert response.context["form"].errors == {"email": ["Type your e-mail, or choose a return slip"]}
    assert User.objects.filter(given_name="Rosa").count() == 0


def test_the_same_form_sent_twice_is_one_person_with_the_newer_slip(client, cohort):
    first = code_on(client, client.post(ADDRESS, answers()))
    client.logout()
    second = code_on(client, client.post(ADDRESS, answers()))
    assert (User.objects.filter(given_name="Rosa").count(), Membership.objects.count()) == (1, 1)
    assert person_for_code(first) is None
    assert person_for_code(second).person == User.objects.get(given_name="Rosa")


def test_somebody_else_on_the_shared_tablet_is_not_let_in_by_the_sent_form(client, cohort):
    client.post(ADDRESS, answers())
    client.logout()
    response = client.post(ADDRESS, answers(name="Kit"))
    assert response.url == reverse("people:return_code")
    assert "_auth_user_id" not in client.session
    assert PersonalCode.objects.count() == 1


def test_two_neighbours_of_one_name_are_two_people_and_hear_nothing_of_each_other(client, cohort):
    client.post(ADDRESS, answers())
    client.logout()
    response = client.post(ADDRESS, answers(form_key=str(uuid.uuid4())))
    assert (response.status_code, User.objects.filter(given_name="Rosa").count()) == (302, 2)


def test_known_and_unknown_addresses_look_alike(client, cohort, officer):
    pages = []
    for address in (officer.email, "rosa@example.org"):
        assert client.post(ADDRESS, answers(way_back="email", email=address)).url == ADDRESS
        page = client.get(ADDRESS).content.decode().replace(address, "")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
        assert client.post(ADDRESS, {"act": "another"}).url == ADDRESS
    assert pages[0] == pages[1]
    assert Membership.objects.count() == 0


def test_a_newcomer_joins_by_the_code_in_the_e_mail(client, cohort):
    client.post(ADDRESS, answers(way_back="email", email="Rosa@example.org", shared="no"))
    response = client.post(ADDRESS, {"digits": digits_sent()})
    person = User.objects.get(email="rosa@example.org")
    membership = Membership.objects.get()
    assert response.url == reverse("learning:course", args=[membership.enrolment.uuid])
    assert (membership.enrolment.person, client.session["_auth_user_id"]) == (person, str(person.pk))
    assert "joining" not in client.session


def test_a_known_person_joins_by_the_code_in_the_e_mail_and_keeps_their_name(client, cohort, officer):
    client.post(ADDRESS, answers(way_back="email", email=officer.email))
    client.post(ADDRESS, {"digits": digits_sent()})
    assert Membership.objects.get().enrolment.person == officer
    assert User.objects.get(pk=officer.pk).given_name == "Omar"


def test_three_wrong_codes_and_the_right_one_opens_nothing(client, cohort):
    client.post(ADDRESS, answers(way_back="email", email="rosa@example.org"))
    right = digits_sent()
    wrong = "000000" if right.replace(" ", "") != "000000" else "111111"
    for _number in range(3):
        response = client.post(ADDRESS, {"digits": wrong})
        assert response.context["form"].errors == {
            "digits": ["That is not the code. Check each figure, or ask for a new one."]
        }
    client.post(ADDRESS, {"digits": right})
    assert (Membership.objects.count(), "_auth_user_id" in client.session) == (0, False)


def test_the_code_of_an_e_mail_opens_nothing_in_another_browser(client, cohort):
    from django.test import Client

    client.post(ADDRESS, answers(way_back="email", email="rosa@example.org"))
    Client().post(ADDRESS, {"digits": digits_sent()})
    assert Membership.objects.count() == 0


def test_a_closed_account_is_not_let_in_by_joining(client, cohort, leaver):
    client.post(ADDRESS, answers(way_back="email", email=leaver.email))
    response = client.post(ADDRESS, {"digits": digits_sent()})
    assert response.status_code == 404
    assert (Membership.objects.count(), "_auth_user_id" in client.session) == (0, False)


def test_a_passkey_on_this_phone_joins_and_leads_to_making_it_without_any_code(client, cohort):
    response = client.post(ADDRESS, answers(way_back="passkey", shared="no"))
    membership = Membership.objects.get()
    course = reverse("learning:course", args=[membership.enrolment.uuid])
    assert response.url == f"/accounts/first-passkey/?next={course.replace('/', '%2F')}"
    assert client.session["_auth_user_id"] == str(membership.enrolment.person.pk)
    assert not PersonalCode.objects.exists()
    assert client.get(response.url).status_code == 200


def test_a_passkey_is_for_a_phone_of_one_s_own(client, cohort):
    response = client.post(ADDRESS, answers(way_back="passkey"))
    assert response.context["form"].errors == {
        "shared": ["A passkey is for a phone of your own. Choose “No”, or another way back"]
    }
    assert not Membership.objects.exists()


def test_the_form_sent_again_opens_nothing_once_the_passkey_is_there(client, cohort):
    from allauth.mfa.models import Authenticator

    client.post(ADDRESS, answers(way_back="passkey", shared="no"))
    client.logout()
    again = client.post(ADDRESS, answers(way_back="passkey", shared="no"))
    assert again.url.startswith("/accounts/first-passkey/")
    person = Membership.objects.get().enrolment.person
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={})
    client.logout()
    assert client.post(ADDRESS, answers(way_back="passkey", shared="no")).url == reverse("account_login")
    assert "_auth_user_id" not in client.session
    assert client.post(ADDRESS, answers(name="Kit", way_back="passkey", shared="no")).url == reverse("account_login")


def test_so_many_names_come_from_one_place_and_no_more(client, cohort, monkeypatch):
    monkeypatch.setattr(newcomer, "NAMES", replace(newcomer.NAMES, times=1))
    answer = client.post(ADDRESS, answers(), follow=False)
    assert answer.status_code == 302
    client.logout()
    late = client.post(ADDRESS, answers(name="Kit", form_key=str(uuid.uuid4())))
    assert (late.status_code, late.context["form"]["name"].value()) == (429, "Kit")
    assert "Too many people from here just now." in late.content.decode()
    assert not User.objects.filter(given_name="Kit").exists()


def test_a_line_without_end_says_so_in_a_sentence(client, cohort, monkeypatch):
    monkeypatch.setattr(asking, "MOST_OPEN", 0)
    Cohort.objects.update(join_policy="APPROVAL")
    late = client.post(ADDRESS, answers())
    assert (late.status_code, User.objects.filter(given_name="Rosa").exists()) == (409, False)
    assert "We cannot add anybody just now." in late.content.decode()
