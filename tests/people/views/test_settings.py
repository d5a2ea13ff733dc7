"""A person's own settings."""

import re

from allauth.mfa.models import Authenticator

from people.models import PersonalCode, SignIn
from people.services.codes import person_for_code
from tests.factories.people import make_second_factor

PAGE, SLIP = "/accounts/settings/", "/accounts/settings/slip/"
THERE = "/accounts/settings/sign-out-there/"


def test_what_to_call_somebody_is_saved_and_used(client, officer):
    client.force_login(officer)
    answer = client.post(PAGE, {"known_as": "  Om  the Great "})
    assert (answer.status_code, answer.url) == (302, PAGE)
    officer.refresh_from_db()
    assert officer.known_as == "Om the Great"
    assert "Saved. We will call you Om the Great." in client.get(PAGE).content.decode()
    client.post(PAGE, {"known_as": ""})
    officer.refresh_from_db()
    assert officer.get_short_name() == "Omar"


def test_a_name_with_signs_for_machines_is_asked_again_as_typed(client, officer):
    client.force_login(officer)
    page = client.post(PAGE, {"known_as": "<b>Om</b>"}).content.decode()
    assert "Use letters, figures and blanks only." in page
    assert "&lt;b&gt;Om&lt;/b&gt;" in page
    officer.refresh_from_db()
    assert officer.known_as == ""


def test_each_section_saves_alone_and_the_language_has_no_switch_where_there_is_one(client, officer, settings):
    client.force_login(officer)
    assert "Save my language" not in client.get(PAGE).content.decode()
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    assert "Save my language" in client.get(PAGE).content.decode()
    answer = client.post(PAGE, {"section": "language", "language": "cy", "known_as": "Never"}, follow=True)
    officer.refresh_from_db()
    assert (officer.language, officer.known_as) == ("cy", "")
    assert answer.redirect_chain == [(PAGE, 302)]
    answer = client.post(PAGE, {"section": "language", "language": "tlh"})
    assert list(answer.context["form"].errors) == ["language"]
    officer.refresh_from_db()
    assert officer.language == "cy"


def test_how_it_looks_is_saved_from_here_and_leads_back(client, officer):
    client.force_login(officer)
    answer = client.post("/accounts/display/", {"theme": "dark", "text": "125", "next": PAGE})
    assert (answer.url, answer.cookies["theme"].value, answer.cookies["text"].value) == (PAGE, "dark", "125")
    assert client.get(PAGE).context["display"].initial == {"theme": "dark", "text": "125", "easy": "", "low_data": ""}
    elsewhere = client.post("/accounts/display/", {"theme": "", "text": "", "next": "https://elsewhere.example/"})
    assert elsewhere.url == "/accounts/display/"


def test_the_name_on_certificates_and_the_letters_one_gets_are_told(client, officer, mentor, hr):
    officer.certificate_name = "Omar Sayed-Hill"
    officer.save()
    client.force_login(officer)
    page = client.get(PAGE).content.decode()
    assert ("Omar Sayed-Hill" in page, "Your certificates." in page, "Your exports" in page) == (True, True, False)
    client.force_login(hr)
    assert "Your exports, when they are ready." in client.get(PAGE).content.decode()
    client.force_login(mentor)
    assert "We have no e-mail address of yours." in client.get(PAGE).content.decode()


def test_a_trainer_without_a_second_step_is_advised_one(client, trainer, officer, settings):
    client.force_login(trainer)
    assert "Set up a second step" in client.get(PAGE).content.decode()
    assert "Set up a second step" in client.get("/cohorts/").content.decode()
    make_second_factor(trainer)
    assert "Set up a second step" not in client.get("/cohorts/").content.decode()
    client.force_login(officer)
    assert "Set up a second step" not in client.get(PAGE).content.decode()


def test_settings_ask_for_sign_in(client, db):
    assert client.get(PAGE).url == f"/accounts/login/?next={PAGE}"


def test_the_page_says_how_each_person_signs_in(client, officer, caretaker):
    client.force_login(officer)
    page = client.get(PAGE).content.decode()
    assert "None. You sign in with a code." in page
    assert "Your way back" not in page
    client.force_login(caretaker)
    page = client.get(PAGE).content.decode()
    assert "Your way back" in page
    assert "Second step" not in page


def test_a_new_slip_is_made_by_post_and_shown_until_it_is_kept(client, caretaker):
    client.force_login(caretaker)
    assert "Make a new return slip?" in client.get(SLIP).content.decode()
    assert not PersonalCode.objects.exists()
    assert client.post(SLIP).url == SLIP
    code = re.search(r'data-copy="(\w{10})"', client.get(SLIP).content.decode()).group(1)
    assert person_for_code(code).person == caretaker
    assert code in client.get(SLIP).content.decode()
    assert code not in str(dict(client.session.items()))
    assert client.post(SLIP, {"kept": "1"}).url == PAGE
    assert code not in client.get(SLIP).content.decode()
    assert person_for_code(code).person == caretaker


def test_a_slip_is_shown_for_a_quarter_of_an_hour(client, caretaker):
    client.force_login(caretaker)
    client.post(SLIP)
    session = client.session
    session["return_slip"] = session["return_slip"] | {"until": 0}
    session.save()
    assert "Make a new return slip?" in client.get(SLIP).content.decode()


def test_somebody_with_e_mail_or_rights_has_no_slip(client, officer, editor):
    for person in (officer, editor):
        client.force_login(person)
        assert (client.get(SLIP).status_code, client.post(SLIP).status_code) == (403, 403)
    assert not PersonalCode.objects.exists()


def test_a_slip_asked_for_while_joining_leads_on_to_the_course(client, caretaker):
    client.force_login(caretaker)
    assert client.post(SLIP, {"next": "/learn/"}).url == f"{SLIP}?next=%2Flearn%2F"
    page = client.get(f"{SLIP}?next=/learn/").content.decode()
    assert ('href="/learn/"' in page, "You have joined." in page) == (True, True)
    assert "elsewhere" not in client.get(f"{SLIP}?next=//elsewhere.example/").content.decode()


def test_whoever_has_a_passkey_has_no_slip_as_it_would_open_nothing(client, caretaker):
    Authenticator.objects.create(user=caretaker, type=Authenticator.Type.WEBAUTHN, data={})
    client.force_login(caretaker)
    assert client.post(SLIP).status_code == 403
    page = client.get(PAGE).content.decode()
    assert ("Your way back" in page, "You have 1 passkey." in " ".join(page.split())) == (False, True)


def test_one_sign_in_elsewhere_is_listed_in_words_and_ended_alone(client, officer):
    phone, tablet = type(client)(), type(client)()
    client.force_login(officer)
    for browser in (phone, tablet):
        browser.force_login(officer)
        browser.get(PAGE)
    SignIn.objects.filter(session_key=phone.session.session_key).update(browser="Firefox", device="Android")
    page = " ".join(client.get(PAGE).content.decode().split())
    assert ("Firefox on Android" in page, page.count("This one."), page.count("Last used")) == (True, 1, 2)
    line = SignIn.objects.get(session_key=phone.session.session_key)
    answer = client.post(THERE, {"sign_in": line.uuid}, follow=True)
    assert "Signed out: Firefox on Android." in answer.content.decode()
    assert [browser.get(PAGE).status_code for browser in (client, phone, tablet)] == [200, 302, 200]
    assert client.post(THERE, {"sign_in": line.uuid}).status_code == 404


def test_nobody_ends_this_one_or_another_person_s(client, officer, resident):
    client.force_login(resident)
    theirs = SignIn.objects.get()
    client.force_login(officer)
    this = SignIn.objects.get(session_key=client.session.session_key)
    for sent in (theirs.uuid, this.uuid, "", "x"):
        assert client.post(THERE, {"sign_in": sent}).status_code == 404
    assert client.get(THERE).status_code == 405
    assert client.get(PAGE).status_code == 200


def test_signing_out_everywhere_else_leaves_this_browser(client, officer):
    elsewhere = type(client)()
    for browser in (client, elsewhere):
        browser.force_login(officer)
    answer = client.post("/accounts/settings/sign-out-everywhere/")
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert client.get(PAGE).status_code == 200
    assert elsewhere.get(PAGE).status_code == 302
    assert SignIn.objects.get().session_key == client.session.session_key
    assert client.get("/accounts/settings/sign-out-everywhere/").status_code == 405
