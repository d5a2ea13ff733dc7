"""A person's own settings."""

import re

from people.models import PersonalCode
from people.services.codes import person_for_code

PAGE, SLIP = "/accounts/settings/", "/accounts/settings/slip/"


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


def test_signing_out_everywhere_else_leaves_this_browser(client, officer):
    elsewhere = type(client)()
    for browser in (client, elsewhere):
        browser.force_login(officer)
    answer = client.post("/accounts/settings/sign-out-everywhere/")
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert client.get(PAGE).status_code == 200
    assert elsewhere.get(PAGE).status_code == 302
    assert client.get("/accounts/settings/sign-out-everywhere/").status_code == 405
