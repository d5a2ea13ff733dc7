"""The page that stops reminders without sign-in, and the ticks in the settings."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from people import mail, reminders
from people.models import StoppedReminder, TokenBucket
from people.views import letters

KINDS = ["practice", "promise"]


@pytest.fixture
def page(officer):
    return mail.stop_path(officer, KINDS)


def stopped(person):
    return sorted(StoppedReminder.objects.filter(person=person).values_list("kind", flat=True))


def test_looking_stops_nothing_and_names_nobody(client, officer, page):
    answer = client.get(page)
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "How your practice goes, once a fortnight at most." in words
    assert words.count("Stop these letters</span></button>") == 1
    assert officer.given_name not in words
    assert officer.email not in words
    assert stopped(officer) == []
    assert not TokenBucket.objects.exists()


def test_one_press_stops_the_kinds_of_the_letter_and_another_starts_them_again(client, officer, page):
    answer = client.post(page, {"act": "stop"}, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "These letters have stopped" in answer.content.decode()
    assert stopped(officer) == KINDS
    answer = client.post(page, {"act": "start"}, follow=True)
    assert "These are the reminders that we send you" in answer.content.decode()
    assert stopped(officer) == []


def test_whoever_has_the_letter_alone_starts_nothing_that_others_stopped(client, officer, resident, page):
    StoppedReminder.objects.create(person=officer, kind="practice")
    client.post(page)  # stops the other one, and can take that one back alone
    assert "Start them again" in client.get(page).content.decode()
    client.post(page, {"act": "start"})
    assert stopped(officer) == ["practice"]
    client.post(page, {"act": "stop"})
    for other in (Client(), client):
        other.cookies.pop(letters.COOKIE, None)
        assert "Start them again" not in other.get(page).content.decode()
        assert other.post(page, {"act": "stop"}).status_code == 302  # nothing left to stop, so nothing to take back
        assert other.post(page, {"act": "start"}).url == reverse("people:settings")
        other.force_login(resident)
        other.post(page, {"act": "start"})
    assert stopped(officer) == KINDS
    client.force_login(officer)
    client.post(page, {"act": "start"})
    assert stopped(officer) == []


def test_after_a_quarter_of_an_hour_the_browser_that_stopped_them_starts_nothing(client, officer, page, monkeypatch):
    monkeypatch.setattr(letters, "MINUTES", -1)
    client.post(page)
    client.post(page, {"act": "start"})
    assert stopped(officer) == KINDS


def test_stopping_needs_no_token_and_starting_again_does(officer, page):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(page).status_code == 302
    strict.post(page, {"act": "start"}, headers={"Origin": "https://elsewhere.example"})
    assert stopped(officer) == KINDS
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get(page).content.decode())[1]
    strict.post(page, {"act": "start", "csrfmiddlewaretoken": token})
    assert stopped(officer) == []


def test_a_mail_program_stops_them_without_a_token_a_cookie_or_a_redirect(officer, page):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(page, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, stopped(officer)) == (200, KINDS)
    assert "These letters have stopped" in answer.content.decode()


def test_somebody_else_who_is_signed_in_changes_only_whose_letter_it_is(client, officer, resident, page):
    client.force_login(resident)
    client.post(page)
    assert (stopped(officer), stopped(resident)) == (KINDS, [])


def test_a_letter_with_one_kind_stopped_already_says_so(client, officer, page):
    StoppedReminder.objects.create(person=officer, kind="practice")
    assert client.get(page).content.decode().count("(stopped)") == 1


def test_a_wrong_link_is_the_ordinary_404_and_soon_has_to_wait(client, db, monkeypatch):
    monkeypatch.setattr(letters, "WRONG", replace(letters.WRONG, times=1))
    wrong = reverse("people:stop", args=["nobodys"])
    first, second = client.get(wrong), client.post(wrong)
    assert (first.status_code, second.status_code) == (404, 429)
    assert second["Retry-After"] == "60"


def test_a_right_link_is_not_held_up_by_wrong_ones_but_pressed_too_often_it_is(client, officer, page, monkeypatch):
    monkeypatch.setattr(letters, "PRESSED", replace(letters.PRESSED, times=1))
    assert [client.post(page).status_code, client.post(page).status_code] == [302, 429]
    assert client.get(page).status_code == 200


def test_the_settings_tick_what_one_gets_and_save_alone(client, officer):
    StoppedReminder.objects.create(person=officer, kind="promise")
    client.force_login(officer)
    ticks = client.get(reverse("people:settings")).content.decode()
    assert 'value="practice" id="wanted_practice" checked' in " ".join(ticks.split())
    assert 'value="promise" id="wanted_promise" >' in " ".join(ticks.split())
    others = [each.kind for each in reminders.kinds() if each.kind != "practice"]
    answer = client.post(reverse("people:letters"), {"wanted": others}, follow=True)
    assert "Saved. You get the reminders that are ticked, and no other." in answer.content.decode()
    assert stopped(officer) == ["practice"]


def test_somebody_without_an_address_chooses_too(client, caretaker):
    client.force_login(caretaker)
    assert "Save my reminders" in client.get(reverse("people:settings")).content.decode()
    client.post(reverse("people:letters"))
    assert stopped(caretaker) == [each.kind for each in reminders.kinds()]
