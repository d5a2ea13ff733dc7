"""Every page of ours that somebody can open with the demonstration, in each state: the table of the walk.

A page is added with its address here, in places_learning.py or in places_work.py; nothing else is needed for it to be
looked at. test_every_page_has_its_place (test_accessibility.py) names an address that nobody has added.
"""

import re
from collections.abc import Callable, Iterator

from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

from academy.errors import static_page
from certificates.models import Certificate
from cohorts.models import Cohort
from courses.models import CoursePage, LessonPage, ModulePage
from learning.models import Enrolment
from tests.acting import sign_in
from tests.trust.place import Place, person, press
from tests.trust.places_asking import checker, holder
from tests.trust.places_data import held_up, not_alone, osric, own_data
from tests.trust.places_joining import asked, doors
from tests.trust.places_learning import learner
from tests.trust.places_letters import choosing, stopping
from tests.trust.places_notes import some_weeks_on
from tests.trust.places_pairing import delia
from tests.trust.places_work import admin, hr, trainer


def visitor() -> Iterator[Place]:
    """Whoever is not signed in."""
    course = CoursePage.objects.get(code="community-connector")
    yield Place("front", "/")
    yield Place("front, no sessions", "/", while_no_session_is_open)
    yield Place("catalogue", "/courses/")
    yield Place("catalogue, filtered", "/courses/?audience=staff")
    yield Place("catalogue, no match", "/courses/?audience=staff&how=phone")
    yield Place("catalogue, found", "/courses/?q=listening")
    yield Place("catalogue, words nowhere", "/courses/?q=zebra")
    yield Place("course", course.url)
    yield Place("course, no dates", course.url, while_no_session_is_open)
    for module in ModulePage.objects.live().child_of(course):
        yield Place(f"module {module.slug}", module.url)
    for lesson in LessonPage.objects.live().public().filter(slug__in=["you-already-do-this", "what-is-out-there"]):
        yield Place(f"lesson {lesson.slug}", lesson.url)
    for slug in ("about", "help", "accessibility", "privacy"):
        yield Place(slug, f"/{slug}/")
    yield Place("sign in", "/accounts/login/")
    yield Place("sign in, code", "/accounts/login/code/", press("Send me a code", e_mail="osric@northbridge.example"))
    yield Place("sign in, ask for a code", "/accounts/login/code/")
    yield Place("password forgotten", "/accounts/password/reset/")
    yield Place("password forgotten, sent", "/accounts/password/reset/done/")
    yield Place("sign up", "/accounts/signup/")
    yield Place("return code", "/accounts/return/")
    yield Place("password forgotten, done", "/accounts/password/reset/key/done/")
    yield Place("signed out", "/accounts/signed-out/")
    yield Place("forgotten", "/accounts/forgotten/")
    yield Place("leave for good, signed out", "/accounts/leave/")
    yield Place("display", "/accounts/display/")
    yield Place("join", "/join/")
    yield Place("join, wrong code", "/join/ZZZZZZ/", status=404)
    yield Place("join, ended", "/join/GARDEN/", status=410)
    yield Place("join, newcomer", "/join/TEACUP/")
    yield Place("invitation", "/join/invitation/kept/")
    yield Place("invitation, over", "/join/invitation/over/", status=410)
    yield Place("invitation, unknown", "/join/invitation/nobodys/", status=404)
    yield Place("check", "/verify/")
    yield Place("check, good", f"/verify/{Certificate.objects.get(holder=person('wilf')).code}/")
    yield Place("check, unknown", "/verify/2222222222222222222/", status=404)
    yield Place("not found", "/nowhere/", status=404)
    yield from checker()
    yield from stopping()
    yield from doors()
    yield Place("join, code by e-mail", "/join/TEACUP/", newcomer)  # last: from then on the code is what they are asked
    yield from still()


def while_no_session_is_open(page: Page) -> None:
    """The page as it is while every cohort takes only those whom its trainer adds."""
    Cohort.objects.update(join_policy=Cohort.JoinPolicy.INVITATION)
    page.reload()
    Cohort.objects.update(join_policy=Cohort.JoinPolicy.CODE)


def still() -> Iterator[Place]:
    """Pages that only a fault brings about, as the site makes them then."""
    for status in (400, 409, 500, 503):
        html = static_page(f"{status}.html", status).content.decode()
        yield Place(f"fault {status}", f"/fault-{status}/", status=status, html=html)
    sent = {"address": "/learn/log/new/", "pairs": [("form_key", "k"), ("did", "LISTENED")]}
    html = static_page("503.html", 503, **sent).content.decode()
    yield Place("fault 503, sent again", "/fault-503-sent/", status=503, html=html)


def halfway() -> Iterator[Place]:
    """Whoever has typed the password of somebody with a second factor."""
    yield Place("second step", "/accounts/login/", second_step)


def second_step(page: Page) -> None:
    """Somebody with a second factor types the password."""
    page.get_by_label("E-mail").fill("editor@northbridge.example")
    page.get_by_text("I have a password").click()
    page.get_by_label("Password").fill("relationships")
    page.get_by_role("button", name="Sign in with my password").click()
    page.wait_for_url(re.compile("/accounts/2fa/authenticate/"))


def newcomer(page: Page) -> None:
    """Joins with an address, so that a code is sent there."""
    page.get_by_label("What should we call you").fill("Ines")
    page.get_by_label(re.compile("e-mail", re.IGNORECASE)).first.check()
    page.get_by_role("textbox", name=re.compile("e-mail", re.IGNORECASE)).first.fill("ines@example.org")
    page.get_by_label(re.compile("No, it is mine")).first.check()
    with page.expect_event("load"):
        page.get_by_role("button", name="Join", exact=True).click()


def resident() -> Iterator[Place]:
    """Somebody who has done nothing yet: every page is empty."""
    yield Place("home, empty", "/")
    yield Place("join, signed in", "/join/TEACUP/")
    yield from (Place(f"{name}, empty", address) for name, address in OWN.items())
    yield Place("new entry, no log", "/learn/log/new/")
    yield Place("my sessions, empty", "/learn/sessions/")
    yield Place("settings", "/accounts/settings/")
    yield from choosing()
    yield from own_data()
    yield Place("name on certificates", "/certificates/name/")
    yield Place("name on certificates, seen", "/certificates/name/", press("Show me how it prints", name="Zoë Łukasz"))
    yield Place("name on certificates, wrong", "/certificates/name/", press("Save this name", name="♥"))
    yield Place("asked again", "/accounts/again/")
    yield Place("asked again, code sent", "/accounts/again/", press("Send me a code"))
    yield Place("new e-mail", "/accounts/email/")
    yield Place("new password", "/accounts/password/change/")
    yield Place("own second factor", "/accounts/2fa/")
    yield Place("second factor, an app", "/accounts/2fa/totp/activate/")
    yield Place("passkeys, none", "/accounts/2fa/webauthn/")
    yield Place("passkey, new", "/accounts/2fa/webauthn/add/")
    yield Place("who are you", "/accounts/reauthenticate/")
    yield Place("sign out", "/accounts/logout/")
    yield Place("forbidden", "/records/", status=403)
    yield Place("not found, signed in", "/learn/2222222222222222222222/", status=404)
    yield Place("held, at the wall", "/accounts/settings/", send_too_late)
    yield Place("held, filled again", "/accounts/settings/", come_back)
    yield Place("held, as text", "/accounts/held/")


def send_too_late(page: Page) -> None:
    """The sign-in is over when the name is sent."""
    page.get_by_label("What should we call you").fill("Sam")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    with page.expect_event("load"):
        page.locator("main form").first.get_by_role("button").first.click()
    page.get_by_text("What you typed is kept for 30 minutes.").wait_for()


def come_back(page: Page) -> None:
    """The same person signs in again and finds the form filled."""
    sign_in(page, person("resident").email)
    page.get_by_text("Nothing was saved yet.").wait_for()


OWN = {
    "my courses": "/learn/",
    "log": "/learn/log/",
    "record": "/learn/record/",
    "certificates": "/certificates/",
}


def shared() -> Iterator[Place]:
    """The resident, on a computer that many people use."""
    for name, address in (OWN | {"home": "/", "settings": "/accounts/settings/"}).items():
        yield Place(f"{name}, shared device", address)


def guarded() -> Iterator[Place]:
    """Somebody with a second factor."""
    yield Place("second factor, set up", "/accounts/2fa/")
    yield Place("who are you, by a second factor", "/accounts/2fa/reauthenticate/")
    yield Place("recovery codes, to be made", "/accounts/2fa/recovery-codes/generate/")
    yield Place("recovery codes", "/accounts/2fa/recovery-codes/generate/", make_codes)
    yield Place("second factor, off", "/accounts/2fa/totp/deactivate/")


def make_codes(page: Page) -> None:
    """The one button of the page."""
    page.locator("main form button:not([type=button])").first.click()


def paper() -> Iterator[Place]:
    """Somebody without an e-mail address, who came in with a slip."""
    yield Place("a new slip", "/accounts/settings/slip/")
    yield Place("settings, no e-mail", "/accounts/settings/")
    yield Place("a first passkey", "/accounts/first-passkey/")
    yield from held_up()


def wilf() -> Iterator[Place]:
    """Somebody who completed the course."""
    enrolment = Enrolment.objects.filter(person=person("wilf"), status=Enrolment.Status.COMPLETED).earliest("pk")
    yield Place("home, done", "/")
    yield from (Place(f"{name}, filled", address) for name, address in OWN.items())
    yield Place("course, complete", reverse("learning:course", args=[enrolment.uuid]))
    certificate = Certificate.objects.get(holder=person("wilf"))
    yield Place("certificate", reverse("certificates:certificate", args=[certificate.pk]))
    yield from holder()
    yield from some_weeks_on()
    yield from asked()
    yield from not_alone()


PEOPLE: dict[str, Callable[[], Iterator[Place]]] = {
    each.__name__: each
    for each in (visitor, halfway, resident, shared, guarded, paper, wilf, osric, delia, learner, trainer, hr, admin)
}
