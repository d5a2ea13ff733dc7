"""Signing in, out and being kept out: allauth, axes and our adapter together."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from people import mail
from people.models import Message, TokenBucket
from people.permissions import TRAINERS
from tests.factories.people import PASSWORD, make_person

LOGIN = "/accounts/login/"
CONFIRM = "/accounts/login/code/confirm/"
ASK_AGAIN = "/accounts/login/code/"


@pytest.fixture(autouse=True)
def _no_limits_left_over(db):
    cache.clear()


@pytest.fixture
def priya(organisation):
    return make_person(given_name="Priya", organisation=organisation, email="priya@example.org", password=PASSWORD)


def the_code(address):
    message = Message.objects.filter(address=address).latest("pk")
    return re.search(r"\d{3} \d{3}", mail.opened(message)[0]).group()


def with_password(client, person, password=PASSWORD, **kw):
    return client.post(LOGIN, {"login": person.email, "password": password}, **kw)


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_a_code_by_e_mail_lets_somebody_in(client, priya):
    answer = client.post(LOGIN, {"login": "PRIYA@example.org", "password": ""})
    assert (answer.status_code, answer.url) == (302, CONFIRM)
    assert signed_in_as(client) is None
    answer = client.post(CONFIRM, {"code": the_code("priya@example.org")})
    assert (answer.status_code, answer.url) == (302, "/")
    assert signed_in_as(client) == str(priya.pk)


def test_one_code_in_two_tabs_opens_once(client, priya):
    client.post(LOGIN, {"login": priya.email})
    code = the_code(priya.email)
    client.post(CONFIRM, {"code": code})
    again = client.post(CONFIRM, {"code": code})
    assert (again.status_code, again.url) == (302, "/")  # already in: led on, not signed in anew
    client.post(reverse("account_logout"))
    answer = client.post(CONFIRM, {"code": code})
    assert (answer.status_code, answer.url) == (302, ASK_AGAIN)
    assert signed_in_as(client) is None


def test_a_code_belongs_to_the_browser_that_asked(client, priya):
    client.post(LOGIN, {"login": priya.email})
    other = type(client)()
    answer = other.post(CONFIRM, {"code": the_code(priya.email)})
    assert (answer.status_code, answer.url) == (302, ASK_AGAIN)
    assert signed_in_as(other) is None


def test_three_wrong_codes_end_it(client, priya):
    client.post(LOGIN, {"login": priya.email})
    code = the_code(priya.email).replace(" ", "")
    wrong = "000000" if code != "000000" else "111111"
    shown = client.post(CONFIRM, {"code": wrong}).content.decode()
    assert "That is not the code. Check each figure, or ask for a new one." in shown
    client.post(CONFIRM, {"code": wrong})
    assert client.post(CONFIRM, {"code": wrong}).url == ASK_AGAIN
    assert client.post(CONFIRM, {"code": code}).url == ASK_AGAIN
    assert signed_in_as(client) is None


def body(answer, address):
    words = answer.content.decode().replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", words)


@pytest.mark.parametrize(("address", "after"), [(LOGIN, CONFIRM), ("/accounts/password/reset/", None)])
def test_known_and_unknown_addresses_look_alike(client, priya, address, after):
    answers = {}
    for typed in (priya.email, "nobody@example.org"):
        browser = type(client)()
        answer = browser.post(address, {"login": typed, "email": typed})
        shown = browser.get(answer.url)
        answers[typed] = (answer.status_code, answer.url, shown.status_code, body(shown, typed), set(shown.headers))
    known, unknown = answers.values()
    assert known == unknown
    assert after in (None, known[1])
    assert Message.objects.count() == 2


def test_a_wrong_password_says_the_same_for_everybody(client, priya):
    known = with_password(client, priya, "wrong wrong wrong")
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": "wrong wrong wrong"})
    assert body(known, priya.email) == body(unknown, "nobody@example.org")
    assert "That e-mail and password do not belong together." in known.content.decode()
    assert f'value="{priya.email}"' in known.content.decode()
    assert "wrong wrong wrong" not in known.content.decode()


def test_the_eleventh_wrong_password_is_refused_and_neighbours_get_in(client, priya, organisation):
    answers = [with_password(type(client)(), priya, "wrong wrong wrong") for _time in range(11)]
    assert {answer.status_code for answer in answers[:9]} == {200}
    assert answers[10].status_code in (200, 429)
    assert "Too many tries" in answers[10].content.decode()
    assert "Too many tries" in with_password(client, priya).content.decode()  # the right one waits too
    assert signed_in_as(client) is None
    neighbour = make_person(given_name="Noor", organisation=organisation, password=PASSWORD)
    assert with_password(client, neighbour).status_code == 302
    assert signed_in_as(client) == str(neighbour.pk)


def test_a_locked_password_leaves_the_code_open(client, priya):
    for _time in range(11):
        with_password(client, priya, "wrong wrong wrong")
    client.post(LOGIN, {"login": priya.email})
    client.post(CONFIRM, {"code": the_code(priya.email)})
    assert signed_in_as(client) == str(priya.pk)


def test_twenty_colleagues_behind_one_address_mistype_and_the_next_gets_in(client, priya, organisation):
    for number in range(20):
        client.post(LOGIN, {"login": f"colleague{number}@example.org", "password": "wrong wrong wrong"})
    assert with_password(client, priya).status_code == 302


def test_somebody_deactivated_is_answered_like_somebody_unknown(client, priya):
    priya.is_active = False
    priya.save(update_fields=["is_active"])
    answer = with_password(client, priya)
    assert "That e-mail and password do not belong together." in answer.content.decode()
    client.post(LOGIN, {"login": priya.email})
    assert Message.objects.get().template == "people/emails/unknown_address"


@pytest.mark.parametrize(
    ("way_back", "lands"),
    [
        ("/learn/log/", "/learn/log/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("http://testserver/learn/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\evil.example", "/"),
    ],
)
def test_the_way_back_is_a_path_of_ours_or_nothing(client, priya, way_back, lands):
    answer = client.post(LOGIN, {"login": priya.email, "password": PASSWORD, "next": way_back})
    assert (answer.status_code, answer.url) == (302, lands)


@pytest.mark.parametrize(
    ("name", "lands"),
    [("officer", "/"), ("trainer", "/cohorts/"), ("hr", "/records/"), ("editor", "/cms/"), ("administrator", "/cms/")],
)
def test_everybody_lands_where_they_work(request, client, settings, name, lands):
    settings.MFA_REQUIRED = False
    person = request.getfixturevalue(name)
    person.authenticator_set.all().delete()
    person.set_password(PASSWORD)
    person.save()
    assert with_password(client, person).url == lands


def test_signing_in_changes_the_session_key(client, priya):
    client.get(LOGIN)
    client.post(LOGIN, {"login": priya.email})
    before = client.session.session_key
    client.post(CONFIRM, {"code": the_code(priya.email)})
    assert client.session.session_key != before


def test_sign_up_is_closed(client, db):
    answer = client.get("/accounts/signup/")
    assert "Your trainer or your employer gives you a way in" in answer.content.decode()
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD})
    assert not Message.objects.exists()


@pytest.mark.parametrize("address", ["/cms/login/", "/_util/login/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_sign_in_pages_lead_to_ours(client, priya, address, method):
    answer = getattr(client, method)(address, {"username": priya.email, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, LOGIN)
    assert signed_in_as(client) is None


def test_signing_out_is_a_post_and_leaves_nothing(client, trainer):
    client.force_login(trainer)
    asked = client.get(reverse("account_logout"))
    assert "Sign out?" in asked.content.decode()
    assert signed_in_as(client) == str(trainer.pk)
    answer = client.post(reverse("account_logout"), follow=True)
    assert answer.request["PATH_INFO"] == "/accounts/signed-out/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert trainer.given_name not in answer.content.decode()


def test_the_page_after_signing_out_clears_nothing_of_somebody_signed_in(client, officer):
    client.force_login(officer)
    assert "Clear-Site-Data" not in client.get("/accounts/signed-out/").headers


def test_a_new_password_ends_every_other_sign_in_and_is_told(client, priya):
    elsewhere = type(client)()
    for browser in (client, elsewhere):
        with_password(browser, priya)
    new = "a bench and a kettle"
    answer = client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (answer.status_code, answer.url) == (302, "/accounts/settings/")
    assert client.get("/accounts/settings/").status_code == 200
    assert elsewhere.get("/accounts/settings/").status_code == 302
    message = Message.objects.get()
    assert "Your password was changed." in message.text


@pytest.mark.parametrize("password", ["short", "password1234", "priya@example.org"])
def test_weak_passwords_are_refused(client, priya, password):
    with_password(client, priya)
    answer = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert answer.status_code == 200
    priya.refresh_from_db()
    assert priya.check_password(PASSWORD)


def test_a_link_sets_a_new_password_once(client, priya):
    client.post("/accounts/password/reset/", {"email": priya.email})
    message = Message.objects.get()
    assert "/password/reset/" not in message.text + message.html
    link = re.search(r"/accounts/password/reset/key/\S+", mail.opened(message)[1]).group()
    form = client.get(link, follow=True)
    new = "a bench and a kettle"
    answer = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert answer.url == "/accounts/password/reset/key/done/"
    assert signed_in_as(client) is None
    priya.refresh_from_db()
    assert priya.check_password(new)
    assert "This link no longer works" in type(client)().get(link, follow=True).content.decode()


def test_a_new_e_mail_counts_once_its_code_is_typed(client, priya):
    with_password(client, priya)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.post("/accounts/email/", {"action_add": "1", "email": "new@example.org"})
    assert answer.url == "/accounts/confirm-email/"
    priya.refresh_from_db()
    assert priya.email == "priya@example.org"
    code = the_code("new@example.org")
    assert client.post("/accounts/confirm-email/", {"code": code}).url == "/accounts/settings/"
    priya.refresh_from_db()
    assert priya.email == "new@example.org"
    told = Message.objects.filter(template="people/emails/details_changed")
    assert "priya@example.org" in set(told.values_list("address", flat=True))


def test_a_fourth_code_within_a_minute_waits(client, priya):
    for _time in range(3):
        assert type(client)().post(LOGIN, {"login": priya.email}).status_code == 302
    answer = client.post(LOGIN, {"login": priya.email})
    assert "Too many tries." in answer.content.decode()
    assert Message.objects.count() == 3


def test_the_demo_people_are_not_there_outside_demo_mode(client, organisation):
    demo = make_person(given_name="Dev", organisation=organisation, email="learner@northbridge.example")
    assert "Demo people" not in client.get(LOGIN).content.decode()
    assert client.post("/accounts/demo/", {"person": demo.email}).status_code == 404
    assert signed_in_as(client) is None


def test_one_click_is_a_demo_person_in_demo_mode(client, settings, organisation, priya):
    settings.DEMO = True
    demo = make_person(
        given_name="Dev", organisation=organisation, email="trainer@northbridge.example", groups=[TRAINERS]
    )
    shown = client.get(LOGIN).content.decode()
    assert "Be Dev" in shown
    assert priya.email not in shown
    assert client.post("/accounts/demo/", {"person": priya.email}).status_code == 404
    answer = client.post("/accounts/demo/", {"person": demo.email, "next": "https://evil.example/"})
    assert answer.url == "/cohorts/"
    assert signed_in_as(client) == str(demo.pk)
    assert client.get("/accounts/demo/").status_code == 405
    TokenBucket.objects.update(tokens=0, filled_at=timezone.now() + timedelta(hours=1))
    assert client.post("/accounts/demo/", {"person": demo.email}).url == LOGIN
