"""The second step at sign-in: set-up, challenge, secrets at rest, and who cannot do without."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import RequestFactory

from people.adapters import MFAAdapter, let_in
from people.models import Message
from people.permissions import EDITORS
from people.services import accounts
from tests.factories.people import PASSWORD, TOTP_SECRET, make_person, make_second_factor

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _no_limits_left_over(db):
    cache.clear()


def code_now(secret=TOTP_SECRET):
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


@pytest.fixture
def new_editor(organisation):
    return make_person(
        given_name="Nia", organisation=organisation, groups=[EDITORS], second_factor=False, password=PASSWORD
    )


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("address", ["/cms/", "/", "/accounts/settings/", "/accounts/email/", "/nowhere/", "/learn/"])
def test_an_editor_without_a_second_factor_reaches_only_its_set_up(client, new_editor, address):
    client.force_login(new_editor)
    for answer in (client.get(address), client.post(address)):
        assert (answer.status_code, answer.url) == (302, "/accounts/2fa/")
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/-/live").status_code == 200
    assert client.post("/accounts/logout/").url == "/accounts/signed-out/"


def test_trainers_and_learners_are_not_made_to(client, trainer, officer):
    for person in (trainer, officer):
        client.force_login(person)
        assert client.get("/accounts/settings/").status_code == 200
    client.force_login(trainer)
    assert "A second step at sign-in keeps it safe." in client.get("/accounts/settings/").content.decode()


def test_nobody_is_made_to_where_it_is_switched_off(client, new_editor, settings):
    settings.MFA_REQUIRED = False
    client.force_login(new_editor)
    assert client.get("/accounts/settings/").status_code == 200


@pytest.fixture
def set_up(client, new_editor):
    """The new editor signs in and sets up an app; gives back the app's secret and where that led."""
    client.post(LOGIN, {"login": new_editor.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml' in page.content.decode()
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert "That is not the code." in wrong.content.decode()
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    return secret, answer


@pytest.mark.django_db(transaction=True)  # what allauth does on commit is looked at here
def test_setting_up_an_app_opens_the_site_and_seals_the_secret(client, new_editor, set_up):
    secret, answer = set_up
    assert (answer.status_code, answer.url) == (302, "/accounts/2fa/recovery-codes/")
    stored = Authenticator.objects.get(user=new_editor, type="totp")
    assert secret not in json.dumps(stored.data)
    assert MFAAdapter().decrypt(stored.data["secret"]) == secret
    assert client.get("/accounts/settings/").status_code == 200
    assert "An authenticator app was added." in Message.objects.latest("pk").text


@pytest.mark.django_db(transaction=True)  # what allauth does on commit is looked at here
def test_recovery_codes_are_unreadable_at_rest(client, new_editor, set_up):
    page = client.get("/accounts/2fa/recovery-codes/")
    shown = page.context["unused_codes"]
    stored = json.dumps(Authenticator.objects.get(user=new_editor, type="recovery_codes").data)
    assert len(shown) == 10
    assert not [code for code in shown if code in stored]


def test_the_first_factor_alone_opens_nothing(client, editor):
    editor.set_password(PASSWORD)
    editor.save()
    answer = client.post(LOGIN, {"login": editor.email, "password": PASSWORD})
    assert answer.url == "/accounts/2fa/authenticate/"
    assert not signed_in(client)
    assert client.get("/cms/").url.startswith(LOGIN)
    assert "Type the code that your authenticator app shows now" in client.get(answer.url).content.decode()
    wrong = client.post(answer.url, {"code": "000000"})
    assert wrong.status_code == 200
    assert not signed_in(client)
    done = client.post(answer.url, {"code": code_now()})
    assert (done.status_code, done.url) == (302, "/cms/")
    assert signed_in(client)


def test_a_code_from_the_app_works_once(client, editor):
    editor.set_password(PASSWORD)
    editor.save()
    code = code_now()
    for expected in (302, 200):
        browser = type(client)()
        browser.post(LOGIN, {"login": editor.email, "password": PASSWORD})
        assert browser.post("/accounts/2fa/authenticate/", {"code": code}).status_code == expected


def test_a_code_by_e_mail_is_a_first_factor_too(client, editor):
    client.post(LOGIN, {"login": editor.email})
    from tests.people.test_adapters import the_code

    answer = client.post("/accounts/login/code/confirm/", {"code": the_code(editor.email)})
    assert answer.url == "/accounts/2fa/authenticate/"
    assert not signed_in(client)


def test_let_in_leaves_the_challenge_of_somebody_with_a_second_factor(client, officer):
    make_second_factor(officer)
    request = RequestFactory().get("/")
    request.session = client.session
    from allauth.core import context
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    with context.request_context(request):
        answer = let_in(request, officer, shared=False)
    assert answer.url == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in request.session


def test_whoever_needs_it_cannot_remove_the_last_one(client, editor, officer):
    adapter = MFAAdapter()
    assert not adapter.can_delete_authenticator(editor.authenticator_set.get())
    assert adapter.can_delete_authenticator(make_second_factor(officer))
    Authenticator.objects.create(user=editor, type="webauthn", data={})
    assert adapter.can_delete_authenticator(editor.authenticator_set.get(type="totp"))


@pytest.fixture
def elsewhere(client, new_editor):
    """Another browser in which the new editor is signed in."""
    browser = type(client)()
    browser.force_login(new_editor)
    return browser


@pytest.mark.django_db(transaction=True)  # what allauth does on commit is looked at here
def test_a_new_factor_ends_other_sign_ins(client, elsewhere, set_up):
    assert client.get("/accounts/settings/").status_code == 200
    assert elsewhere.get("/accounts/2fa/").url.startswith(LOGIN)


def test_a_demoted_editor_is_free_again(client, new_editor, administrator):
    client.force_login(new_editor)
    accounts.set_groups(person=new_editor, groups=[], by=administrator)
    assert client.get("/accounts/settings/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/password/set/",
        "/accounts/email/",
    ],
)
def test_no_page_needs_an_inline_script_or_style(client, officer, address):
    client.force_login(officer)
    page = client.get(address).content.decode()
    assert page.count("<h1>") == 1
    for piece in page.split("<script")[1:]:
        head = piece.split(">", 1)[0]
        assert "src=" in head or 'type="application/json"' in head
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
