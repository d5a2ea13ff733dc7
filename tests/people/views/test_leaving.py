"""Leaving for good: what the page says, who may, and what comes after the button."""

import uuid
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates.models import Certificate
from people import registry
from people.models import Organisation, RightsRequest, User
from tests.factories.certificates import make_certificate
from tests.people.views.test_my_data import asked_long_ago, words

PAGE, AFTER = "/accounts/leave/", "/accounts/forgotten/"


def press(client, **sent):
    return client.post(PAGE, {"form_key": str(uuid.uuid4())} | sent)


def test_a_resident_reads_what_goes_and_what_stays_and_presses_once(client, resident):
    client.force_login(resident)
    page = words(client.get(PAGE))
    for line in ("What goes", "What stays, without your name, and why", "An empty entry that says “Somebody”"):
        assert line in page
    assert "Keep my certificate" not in page
    answer = press(client)
    assert (answer.status_code, answer.url) == (302, AFTER)
    assert not User.objects.get(pk=resident.pk).is_active
    after = client.get(AFTER)
    assert "Thank you for what you gave." in words(after)
    assert resident.given_name not in words(after)
    assert after["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/accounts/settings/").status_code == 302


def test_a_second_press_and_a_second_tab_do_no_harm(client, resident):
    client.force_login(resident)
    key = str(uuid.uuid4())
    assert [press(client, form_key=key).url for _time in range(2)] == [AFTER, AFTER]
    for answer in (press(client), client.get(PAGE)):  # another tab has another key, and nobody is signed in
        assert "If you have just pressed the button, we have forgotten you already." in words(answer)
    assert RightsRequest.objects.count() == 1


def test_a_form_that_somebody_else_used_is_said_to_be_used_and_forgets_nobody(client, resident, caretaker):
    key = uuid.uuid4()
    RightsRequest.objects.create(person=caretaker, form_key=key, ended_at=timezone.now())
    client.force_login(resident)
    answer = press(client, form_key=str(key))
    assert (answer.status_code, "This form was used before. Open the page again." in words(answer)) == (200, True)
    assert User.objects.get(pk=resident.pk).is_active


def test_with_a_certificate_that_goes_on_one_has_to_choose(client, resident):
    certificate = make_certificate(person=resident)
    client.force_login(resident)
    answer = press(client)
    assert "Choose whether to keep your certificate." in words(answer)
    assert User.objects.get(pk=resident.pk).is_active
    press(client, certificate="keep")
    certificate.refresh_from_db()
    assert certificate.state == "ISSUED"
    assert RightsRequest.objects.get().kept_until == timezone.localdate() + timedelta(days=365)


def test_a_certificate_that_is_removed_says_that_we_no_longer_hold_it(client, resident):
    certificate = make_certificate(person=resident)
    address = f"/verify/{certificate.code}/"
    assert resident.get_full_name() in words(client.get(address))
    client.force_login(resident)
    press(client, certificate="remove")
    client.logout()
    page = words(client.get(address))
    assert "We no longer hold this record" in page
    assert resident.given_name not in page
    assert Certificate.objects.get(pk=certificate.pk).state == "ERASED"


def test_staff_read_why_not_and_whom_to_ask(client, officer):
    client.force_login(officer)
    assert "Ask HR or the office of Northbridge Council." in words(client.get(PAGE))
    Organisation.objects.update(contact="records@northbridge.example")
    assert "Ask Northbridge Council: records@northbridge.example." in words(client.get(PAGE))
    assert press(client).status_code == 403
    assert User.objects.get(pk=officer.pk).is_active


def test_whoever_showed_long_ago_who_they_are_is_asked_again_first(client, resident):
    client.force_login(resident)
    client.get(PAGE)
    asked_long_ago(client)
    assert press(client).url.startswith("/accounts/again/")
    assert User.objects.get(pk=resident.pk).is_active


def test_the_page_asks_the_same_questions_for_one_row_and_for_three(client, resident):
    client.force_login(resident)
    counted = {}
    for count in (1, 2, 3):
        make_certificate(person=resident)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            assert "Keep my certificate" in words(client.get(PAGE))
        counted[count] = len(asked)
    # One question for each kind of thing, two for a few: how many kinds there are is the registry's to say.
    assert counted[1] == counted[3] <= len(registry.holdings()) + 24
