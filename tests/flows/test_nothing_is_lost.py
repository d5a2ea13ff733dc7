"""The network cut, the answer lost, the sign-in over: what somebody typed is there, and is saved once."""

import re
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from cohorts.models import Cohort
from cohorts.services.joining import join
from learning.models import PracticeEntry
from people.models import User
from tests.flows.coming_in import come_in
from tests.servers import wait_until
from tests.stack import Site

LEARNER, ADDRESS = "learner@northbridge.example", "/learn/log/new/"
NOT_SENT = "Not sent yet. Keep this page open. We will keep trying."


@pytest.fixture
def open_page(site: Site, browser: Browser) -> Callable[..., Page]:
    """A phone whose network may fail: the browser's complaints about that are none of ours."""

    def opened(email: str = LEARNER, **options: bool) -> Page:
        person = User.objects.get(email=email)
        join(cohort=Cohort.objects.get(join_code="TEACUP"), person=person, by=person)
        context = browser.new_context(base_url=site.url, viewport={"width": 320, "height": 640}, **options)
        page = context.new_page()
        come_in(page, site.url, email)
        return page

    return opened


def write(page: Page, words: str) -> None:
    """A new entry, all but the button."""
    page.goto(ADDRESS)
    for name in ("topic", "did"):
        page.locator(f"input[name={name}]").first.check()
    where(page).fill(words)


def where(page: Page) -> Locator:
    """The box behind the fold, which is opened first."""
    if page.locator("details.more").get_attribute("open") is None:
        page.locator("details.more > summary").click()
    return page.get_by_label("Roughly where")


def save(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Save entry|Saving…")).click()


def places(words: str) -> int:
    return PracticeEntry.objects.filter(place=words).count()


def session_of(context: BrowserContext) -> Session:
    (key,) = [each["value"] for each in context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME]
    return Session.objects.get(pk=key)


def change_session(context: BrowserContext, **facts: object) -> None:
    row = session_of(context)
    store = import_module(settings.SESSION_ENGINE).SessionStore(row.session_key)
    store.update(facts)
    store.save()


def seen_at(context: BrowserContext) -> int:
    return session_of(context).get_decoded()["seen_at"]


def drafts(page: Page) -> int:
    return page.evaluate("Object.keys(localStorage).length")


def test_a_network_cut_during_save_and_restored_makes_exactly_one_row(open_page):
    page = open_page()
    write(page, "Low Mill")
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_text(NOT_SENT)).to_be_visible()
    save(page)  # pressing again changes nothing
    assert places("Low Mill") == 0
    page.context.set_offline(False)
    expect(page).to_have_url(re.compile("/learn/log/$"))
    expect(page.get_by_text("Noted. Thank you for the chat.")).to_be_visible()
    assert places("Low Mill") == 1
    assert drafts(page) == 0


def test_an_answer_that_is_lost_on_its_way_is_asked_for_again_and_saved_once(open_page):
    page, sent = open_page(), []

    def lose_the_first(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        sent.append(route.request.post_data)
        if len(sent) > 1:
            return route.continue_()
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    page.route(f"**{ADDRESS}", lose_the_first)
    write(page, "Canal side")
    save(page)
    expect(page).to_have_url(re.compile("/learn/log/$"), timeout=20_000)
    assert len(sent) == 2
    assert places("Canal side") == 1


def test_a_site_that_cannot_save_just_now_is_asked_until_it_can(open_page):
    page, answers = open_page(), [503, 409]

    def be_away(route: Route) -> None:
        if route.request.method == "POST" and answers:
            return route.fulfill(status=answers.pop(0), headers={"Retry-After": "1"}, body="Away")
        route.continue_()

    page.route(f"**{ADDRESS}", be_away)
    write(page, "Hill top")
    save(page)
    expect(page.get_by_text(NOT_SENT)).to_be_visible()
    expect(page).to_have_url(re.compile("/learn/log/$"), timeout=30_000)
    assert (answers, places("Hill top")) == ([], 1)


def test_a_mistake_is_shown_by_the_page_itself(open_page):
    page = open_page()
    page.goto(ADDRESS)
    where(page).fill("Low Mill")
    save(page)
    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Roughly where")).to_have_value("Low Mill")


def test_a_draft_comes_back_and_goes_at_signing_out(open_page):
    page = open_page()
    write(page, "Half a wor")
    page.goto("/learn/")
    page.goto(ADDRESS)
    expect(page.get_by_label("Roughly where")).to_have_value("Half a wor")
    expect(page.get_by_text("What you typed before is back. It is not saved yet.")).to_be_visible()
    come_in(page, "http://" + page.url.split("/")[2], "wilf@northbridge.example")
    page.goto("/learn/log/")
    assert drafts(page) == 0  # somebody else is here now
    page.goto(ADDRESS)
    assert drafts(page) == 0


def test_nothing_typed_stays_on_a_shared_device(open_page):
    page = open_page()
    page.goto("/learn/")
    change_session(page.context, shared_device=True)
    write(page, "Half a wor")
    assert drafts(page) == 0
    page.goto(ADDRESS)
    expect(page.get_by_label("Roughly where")).to_have_value("")
    page.locator(".shared-device").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert drafts(page) == 0
    assert page.evaluate("sessionStorage.length") == 0
    assert "browser" not in {cookie["name"] for cookie in page.context.cookies()}


def test_signing_out_takes_the_drafts_along(open_page):
    page = open_page()
    write(page, "Half a wor")
    assert drafts(page) == 1
    page.locator(".account-menu summary").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert drafts(page) == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_sign_in_that_ran_out_gives_the_form_back_filled(open_page, scripts):
    page = open_page(java_script_enabled=scripts)
    write(page, "Low Mill")
    session_of(page.context).delete()
    page.get_by_role("button", name="Save entry").click()
    expect(page.get_by_text("What you typed is kept for 30 minutes.")).to_be_visible()
    page.get_by_label("E-mail").fill(LEARNER)
    page.get_by_text("I have a password").click()
    page.get_by_label("Password").fill("relationships")
    page.get_by_role("button", name="Sign in with my password").click()
    expect(page.get_by_text("You were signed out. Nothing was saved yet. Check it and save.")).to_be_visible()
    expect(page.get_by_label("Roughly where")).to_have_value("Low Mill")
    assert places("Low Mill") == 0
    page.get_by_role("button", name="Save entry").click()
    expect(page.get_by_text("Noted. Thank you for the chat.")).to_be_visible()
    assert places("Low Mill") == 1


def test_the_warning_on_a_shared_device_goes_with_any_key_and_the_page_goes_when_nobody_is_there(open_page):
    page = open_page()
    page.goto("/learn/")
    change_session(page.context, shared_device=True)
    page.clock.install()
    page.goto(ADDRESS)
    where(page).fill("Half a wor")
    dialog = page.get_by_role("dialog", name="Are you still there?")

    nearly = int((timezone.now() - timedelta(minutes=14)).timestamp())
    change_session(page.context, seen_at=nearly)
    page.clock.fast_forward("13:05")
    expect(dialog).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(dialog).to_be_hidden()
    wait_until(lambda: seen_at(page.context) > nearly, "the key to count as using the site")

    change_session(page.context, seen_at=int((timezone.now() - timedelta(minutes=14, seconds=50)).timestamp()))
    page.clock.fast_forward("13:05")
    expect(dialog).to_be_visible()
    change_session(page.context, seen_at=int((timezone.now() - timedelta(minutes=16)).timestamp()))
    page.clock.fast_forward("00:25")
    expect(page).to_have_url(re.compile("/accounts/signed-out/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert "Half a wor" not in page.content()
