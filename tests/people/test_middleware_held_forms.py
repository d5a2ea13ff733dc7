"""A form that meets the sign-in wall: kept for its writer, shown again filled, given to nobody else."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import path
from django.utils import timezone

from academy import urls
from academy.urls import handler400, handler403, handler404, handler500  # noqa: F401 - a URL configuration has them
from people.models import HeldForm
from people.permissions import TRAINERS
from tests.factories.people import make_person

PAGE, LOGIN = "/accounts/settings/", "/accounts/login/"
TYPED = {"known_as": 'Sam "the <b>'}


def only_sent(request):
    raise AssertionError("Nobody comes here")


urlpatterns = [path("only/sent/", only_sent), *urls.urlpatterns]


@pytest.fixture
def browser():
    """A browser whose forms carry the token of their page."""
    return Client(enforce_csrf_checks=True)


def token(page) -> str:
    return BeautifulSoup(page.text, "html.parser").find("input", attrs={"name": "csrfmiddlewaretoken"})["value"]


def sign_in(browser, person, **more):
    """Through the sign-in page, as somebody does it."""
    person.set_password("relationships")
    person.save()
    given = {"csrfmiddlewaretoken": token(browser.get(LOGIN)), "login": person.email, "password": "relationships"}
    return browser.post(LOGIN, given | more)


def form_of(page) -> dict[str, str]:
    """What the form with the name in it would send."""
    box = BeautifulSoup(page.text, "html.parser").find("input", attrs={"name": "known_as"})
    return {each["name"]: each.get("value", "") for each in box.find_parent("form").select("input[name]")}


def session_runs_out(browser):
    browser.session.delete()


def said(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.fixture
def held(browser, officer):
    """The officer's settings were sent after the session had ended; the answer to that."""
    assert sign_in(browser, officer).status_code == 302
    page = browser.get(PAGE)
    session_runs_out(browser)
    answer = browser.post(PAGE, TYPED | {"csrfmiddlewaretoken": token(page)})
    officer.refresh_from_db()
    assert officer.known_as == ""
    return answer


def test_the_wall_says_that_it_is_kept(held):
    assert (held.status_code, held.url) == (302, f"{LOGIN}?next={PAGE}")
    assert said(held) == ["You were signed out. What you typed is kept for 30 minutes. Sign in to see it again."]
    assert "Sam" not in HeldForm.objects.get().sealed


def test_the_same_person_finds_the_form_filled_and_nothing_saved(browser, held, officer):
    answer = sign_in(browser, officer)
    assert (answer.status_code, answer.url) == (302, PAGE)
    for _time in range(2):
        page = browser.get(PAGE)
        assert form_of(page)["known_as"] == TYPED["known_as"]
        assert "You were signed out. Nothing was saved yet. Check it and save." in page.text
    officer.refresh_from_db()
    assert officer.known_as == ""


def test_sending_it_settles_it(browser, held, officer):
    sign_in(browser, officer)
    sent = form_of(browser.get(PAGE)) | {"known_as": "Sam"}
    assert browser.post(PAGE, sent).status_code == 302
    officer.refresh_from_db()
    assert officer.known_as == "Sam"
    assert HeldForm.objects.count() == 0
    assert "Nothing was saved yet" not in browser.get(PAGE).text


def test_sending_the_same_once_more_settles_it_wherever_it_came_from(browser, held, officer):
    sign_in(browser, officer)
    browser.post(PAGE, TYPED | {"csrfmiddlewaretoken": token(browser.get(PAGE))})
    assert HeldForm.objects.count() == 0


def test_another_form_of_the_same_page_leaves_it_waiting(browser, held, officer):
    sign_in(browser, officer)
    other = {"section": "language", "language": "en-gb", "csrfmiddlewaretoken": token(browser.get(PAGE))}
    assert browser.post(PAGE, other).status_code in {200, 302}
    assert HeldForm.objects.count() == 1
    assert form_of(browser.get(PAGE))["known_as"] == TYPED["known_as"]


@pytest.mark.parametrize("more", [{}, {"password": "relationships"}], ids=["whole", "with a password"])
def test_a_form_whose_token_is_too_old_did_not_arrive(browser, held, officer, more):
    sign_in(browser, officer)
    sent = form_of(browser.get(PAGE)) | {"csrfmiddlewaretoken": "t" * 64} | more
    answer = browser.post(PAGE, sent, headers={"origin": "http://testserver", "referer": f"http://testserver{PAGE}"})
    assert answer.status_code == (302 if more else 403)
    assert HeldForm.objects.count() == 1
    assert form_of(browser.get(PAGE))["known_as"] == TYPED["known_as"]


def test_another_person_never_sees_it(browser, held, organisation):
    other = make_person(given_name="Olga", organisation=organisation)
    sign_in(browser, other)
    pages = [browser.get(address) for address in (PAGE, "/", "/accounts/held/")]
    assert not [page for page in pages if "Sam" in page.text or "Nothing was saved yet" in page.text]
    assert pages[-1].status_code == 302


def test_the_writer_does_not_see_it_in_another_browser(held, officer):
    other = Client(enforce_csrf_checks=True)
    sign_in(other, officer)
    assert "Sam" not in other.get(PAGE).text


def test_after_half_an_hour_it_is_not_shown(browser, held, officer):
    HeldForm.objects.update(held_at=timezone.now() - timedelta(minutes=31))
    sign_in(browser, officer)
    assert "Sam" not in browser.get(PAGE).text


def test_it_waits_on_a_shared_device_too(browser, officer, monkeypatch):
    sign_in(browser, officer)
    session = browser.session
    session["shared_device"] = True
    session.save()
    page = browser.get(PAGE)
    late = int(timezone.now().timestamp()) + 16 * 60
    monkeypatch.setattr("people.middleware.time.time", lambda: late)
    answer = browser.post(PAGE, TYPED | {"csrfmiddlewaretoken": token(page)})
    assert (answer.status_code, answer["Clear-Site-Data"]) == (302, '"cache", "storage"')
    monkeypatch.undo()
    sign_in(browser, officer)
    assert "Sam" in browser.get(PAGE).text


def test_signing_out_of_a_shared_device_leaves_no_cookie(browser, officer):
    sign_in(browser, officer)
    session = browser.session
    session["shared_device"] = True
    session.save()
    page = browser.get(PAGE)
    assert browser.cookies["browser"].value
    browser.post("/accounts/logout/", {"csrfmiddlewaretoken": token(page)})
    assert browser.cookies["browser"].value == ""


def test_a_form_of_nobody_we_know_is_not_held_and_says_so(browser, officer):
    page = browser.get("/join/")
    answer = browser.post(PAGE, TYPED | {"csrfmiddlewaretoken": token(page)})
    assert HeldForm.objects.count() == 0
    assert said(answer) == ["You are signed out, so this was not saved. Go Back to copy what you typed."]


def test_a_button_alone_is_nothing_to_keep(browser, officer):
    sign_in(browser, officer)
    page = browser.get(PAGE)
    session_runs_out(browser)
    answer = browser.post("/accounts/settings/sign-out-everywhere/", {"csrfmiddlewaretoken": token(page)})
    assert (answer.status_code, said(answer), HeldForm.objects.count()) == (302, [], 0)


def test_a_page_that_cannot_show_it_leads_to_the_words_themselves(browser, officer, settings):
    settings.ROOT_URLCONF = __name__
    sign_in(browser, officer)
    page = browser.get(PAGE)
    session_runs_out(browser)
    browser.post("/only/sent/?a=1", {"what_they_did": "Sat with <her>", "csrfmiddlewaretoken": token(page)})
    answer = sign_in(browser, officer)
    assert answer.url == "/only/sent/?a=1"
    browser.raise_request_exception = False
    assert browser.get(answer.url).url == "/accounts/held/"
    words = browser.get("/accounts/held/")
    assert "What they did" in words.text
    assert "Sat with &lt;her&gt;" in words.text
    assert 'action="/only/sent/?a=1"' in words.text


def test_a_visitor_has_no_cookie_and_a_look_costs_no_query_more(client, db, officer, django_assert_num_queries):
    client.get("/join/")
    assert "browser" not in client.cookies
    client.force_login(officer)
    client.get(PAGE)
    with django_assert_num_queries(0) as unheld:
        client.get("/-/live")
    assert len(unheld) == 0


def test_a_trainer_on_the_way_to_their_own_first_page_is_led_to_the_form(browser, organisation):
    trainer = make_person(given_name="Tara", organisation=organisation, groups=[TRAINERS])
    sign_in(browser, trainer)
    page = browser.get(PAGE)
    session_runs_out(browser)
    browser.post(PAGE, TYPED | {"csrfmiddlewaretoken": token(page)})
    assert sign_in(browser, trainer, next="/cohorts/").url == PAGE
