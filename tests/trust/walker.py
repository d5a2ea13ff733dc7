"""One person's browser on the walk: goes to places, keeps what the site answered, hears every complaint."""

import re
from importlib import import_module
from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, Response

from tests.acting import sign_in
from tests.factories.people import TOTP_SECRET
from tests.flows.coming_in import come_in
from tests.trust.place import Place
from tests.trust.prepared import walk_in

VISITORS = {"visitor", "halfway"}
# Names on the walk that stand for a person of the demonstration in another state.
SHARED = {"shared": "resident"}
GUARDED = {"guarded": "editor"}
ON_PAPER = "paper"


def code_now() -> str:
    """What the authenticator app of everybody in the factories shows."""
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(TOTP_SECRET, counter))


class Walker:
    """Goes to places, hears every complaint and every request."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context, self.url = context, url
        self.heard: list[str] = []
        self.document: Response | None = None
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.heard.append(str(error)))
        self.page.on("console", lambda line: line.type == "error" and self.heard.append(line.text))
        self.page.on("request", lambda request: self.heard.append(request.url))
        self.page.on("response", self.keep)

    def keep(self, response: Response) -> None:
        """The answer that the page is made of."""
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            self.document = response

    def come_in(self, name: str) -> None:
        """As this person, with the password, unless nobody in particular."""
        if name in VISITORS:
            return
        if name == ON_PAPER:
            come_in(self.page, self.url, walk_in())
            return
        sign_in(self.page, f"{(SHARED | GUARDED).get(name, name)}@northbridge.example")
        if name in SHARED:
            self.share()
        if name in GUARDED:
            self.page.get_by_label("Code").fill(code_now())
            self.page.locator("main form button:not([type=button])").first.click()
            self.page.wait_for_url(re.compile(r"/(?!accounts/2fa/authenticate/)"))

    def share(self) -> None:
        """The browser is one that many people use, as it is after joining on a library's computer."""
        jar = {cookie["name"]: cookie["value"] for cookie in self.context.cookies()}
        session = import_module(settings.SESSION_ENGINE).SessionStore(jar[settings.SESSION_COOKIE_NAME])
        session["shared_device"] = True
        session.save()

    def go(self, place: Place) -> Page:
        """The page in its state."""
        self.heard.clear()
        if place.html:
            answer = {"status": place.status, "content_type": "text/html; charset=utf-8", "body": place.html}
            self.page.route(f"**{place.address}", lambda route: route.fulfill(**answer), times=1)
        answered = self.page.goto(place.address)
        assert answered is not None
        assert answered.status == place.status, f"{place.name}: {answered.status}"
        assert self.page.url.startswith(self.url), f"{place.name}: {self.page.url}"
        if place.act:
            place.act(self.page)
            self.page.wait_for_load_state()
        return self.page

    def source(self, place: Place) -> str:
        """The page as the site sent it, before a browser put anything right."""
        assert self.document is not None
        return place.html or self.document.text()

    def complaints(self, place: Place) -> list[str]:
        """What the browser complained of, and what it asked of others; a page that is not there is no fault."""
        inside = (self.url, "data:", "blob:")
        said = [line for line in self.heard if not line.startswith(inside)]
        kept = [line for line in said if not (place.status >= 400 and f"status of {place.status}" in line)]
        return list(dict.fromkeys(kept))


def person_browser(browser: Any, url: str, name: str, **options: Any) -> Walker:
    """A fresh browser of this person, who would rather that nothing moved."""
    context = browser.new_context(base_url=url, locale="en-GB", reduced_motion="reduce", **options)
    context.set_default_timeout(20_000)
    found = Walker(context, url)
    found.come_in(name)
    return found
