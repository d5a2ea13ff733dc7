"""Joining with a passkey and coming back with it, in Chromium with an authenticator of its own; and without scripts."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from cohorts.models import Membership

PHONE = {
    **{"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True},
    **{"isUserVerified": True, "automaticPresenceSimulation": True},
}


def with_authenticator(page: Page) -> None:
    """The page's browser has what a phone has: something that unlocks it."""
    devtools: Any = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})


def join(page: Page, address: str, name: str) -> None:
    """With a passkey on one's own phone."""
    page.goto(f"{address}/join/TEACUP/?scan")
    page.get_by_label("What should we call you?").fill(name)
    page.get_by_label("With a passkey on this phone").check()
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your way back: a passkey")


def test_somebody_joins_with_a_passkey_and_comes_back_with_it(site, new_page):
    here = site.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    page = new_page(width=320)
    with_authenticator(page)
    join(page, here, "Pia")
    page.get_by_role("button", name="Make a passkey on this phone").click()
    expect(page).to_have_url(re.compile("/learn/"))
    course = page.url
    person = Membership.objects.get(enrolment__person__given_name="Pia").enrolment.person
    assert (person.email, person.codes.count(), person.authenticator_set.count()) == (None, 0, 1)

    page.context.clear_cookies()
    page.goto(f"{here}/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Pia")
    page.goto(course)
    expect(page).to_have_url(course)


def test_a_phone_without_the_passkey_says_so_in_words(site, new_page):
    page = new_page(width=320)
    with_authenticator(page)
    page.goto(site.url.replace("127.0.0.1", "localhost") + "/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey did not work this time.")
    expect(page.locator("[data-passkey-problem]")).to_be_focused()


def test_without_scripts_there_is_a_slip_instead_and_no_button_that_does_nothing(site, browser):
    page = browser.new_context(base_url=site.url, java_script_enabled=False).new_page()
    join(page, site.url, "Rolf")
    expect(page.get_by_role("button", name="Make a passkey on this phone")).to_have_count(0)
    page.get_by_role("button", name="Give me a return slip").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have joined. This is your return slip.")
    page.get_by_role("link", name="I have kept it. Go to my course").click()
    expect(page).to_have_url(re.compile("/learn/"))
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Use a passkey")).to_have_count(0)
    expect(page.get_by_role("button", name="Send me a code")).to_be_visible()
