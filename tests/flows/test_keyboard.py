"""Six journeys by keys alone: five on a window as small as 400 % makes it, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from certificates.models import Certificate
from certificates.services.hiding import show_name
from cohorts.models import Attendance, Cohort, Membership
from cohorts.services.joining import join
from courses.models import LessonPage
from courses.screens import screens
from learning.models import Enrolment, LessonProgress
from people.models import User
from tests.factories.people import make_person
from tests.flows.coming_in import come_in, session_of
from tests.flows.keys import Keys
from tests.trust.place import person
from tests.trust.prepared import prepare


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def page(request, new_page) -> Page:
    """A small window of somebody who is not signed in."""
    return new_page(width=320, height=640, java_script_enabled=request.param)


def sign_in(page: Page, keys: Keys, name: str) -> None:
    """E-mail and password."""
    page.goto("/accounts/login/")
    keys.type(page.get_by_label("E-mail"), f"{name}@northbridge.example")
    keys.press(page.locator("summary", has_text="I have a password"))
    keys.type(page.get_by_label("Password"), "relationships")
    keys.follow(page.get_by_role("button", name="Sign in with my password"))
    expect(page).not_to_have_url(re.compile("/accounts/login/"))


def do_a_screen(page: Page, keys: Keys) -> None:
    """The first choice of whatever the screen asks, then on; past the feedback where there is any."""
    form = page.locator("form.player-form")
    if form.get_by_label("I thought about it").count():
        keys.tick(form.get_by_label("I thought about it"))
    elif form.get_by_role("checkbox").count():
        keys.tick(form.get_by_role("checkbox").first)
    for group in form.locator("fieldset:has(input[type=radio])").all():
        keys.choose(group.get_by_role("radio").first)
    here = page.url
    keys.press(page.get_by_role("button", name="Save and continue"))
    page.wait_for_url(lambda url: url != here and not url.endswith("?sent"))  # the script's own step between
    if "#feedback" in page.url:
        keys.follow(page.get_by_role("link", name=re.compile("^Continue")))


def test_keyboard_sign_in_and_finish_a_lesson(page):
    keys, learner = Keys(page), person("learner")
    join(cohort=Cohort.objects.get(join_code="TEACUP"), person=learner, by=learner)
    lesson = LessonPage.objects.get(slug="you-already-do-this")
    sign_in(page, keys, "learner")
    keys.follow(page.locator(".continue-card").get_by_role("link").first)
    for screen in screens(lesson.body):
        expect(page).to_have_title(re.compile(rf"screen {screen.number} of"))
        do_a_screen(page, keys)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lesson finished")
    done = LessonProgress.objects.get(enrolment__person=learner, lesson=lesson)
    assert done.finished_at is not None


def test_keyboard_join_by_code(page):
    keys = Keys(page)
    page.goto("/join/")
    keys.type(page.get_by_label("Join code"), "tea cup")
    keys.follow(page.get_by_role("button", name="Go on"))
    keys.type(page.get_by_label("What should we call you"), "Ines")
    keys.choose(page.get_by_label(re.compile("With a return slip")))
    keys.choose(page.get_by_label(re.compile("No, it is mine")).first)
    keys.follow(page.get_by_role("button", name="Join", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("return slip"))
    keys.follow(page.get_by_role("link", name=re.compile("Go to my course")))
    expect(page).to_have_url(re.compile("/learn/"))
    place = Membership.objects.get(cohort__join_code="TEACUP", enrolment__person__given_name="Ines")
    assert place.enrolment.status == Enrolment.Status.OPEN


def test_keyboard_take_a_register(page):
    keys, teacup = Keys(page), Cohort.objects.get(join_code="TEACUP")
    for name in ("resident", "osric"):
        join(cohort=teacup, person=person(name), by=person(name))
    sign_in(page, keys, "trainer")
    page.goto("/cohorts/")
    keys.follow(page.get_by_role("link", name=re.compile("register", re.IGNORECASE)).first)
    rows = page.locator("[data-register-row]").all()
    for row in rows:
        keys.choose(row.get_by_label("Here", exact=True))
    keys.choose(page.locator("[data-register-row]", has_text="Osric").get_by_label("Away", exact=True))
    keys.follow(page.get_by_role("button", name="Save register"))
    expect(page.get_by_role("status").first).to_contain_text("Register saved.")
    marks = Attendance.objects.filter(session__cohort=teacup).values_list("mark", flat=True)
    assert sorted(marks) == ["AWAY", *["HERE"] * (len(rows) - 1)]


def test_keyboard_check_a_certificate(page):
    prepare()
    keys, proof = Keys(page), Certificate.objects.get(holder=person("wilf"))
    show_name(certificate=proof, shown=True, by=proof.holder)
    page.goto("/verify/")
    keys.type(page.get_by_label("Check code"), proof.code.lower())
    keys.follow(page.get_by_role("button", name="Check", exact=True))
    expect(page.get_by_role("heading", name="Valid")).to_be_visible()
    expect(page.get_by_text("Wilf Danby")).to_be_visible()
    keys.type(page.get_by_label("Check code"), "2222 2222 2222 2222 222")
    keys.follow(page.get_by_role("button", name="Check", exact=True))
    expect(page.get_by_role("heading", name="Valid")).to_have_count(0)


def test_keyboard_settings(page):
    keys, learner = Keys(page), person("learner")
    session_of(learner)  # signed in somewhere else, too
    sign_in(page, keys, "learner")
    keys.press(page.locator(".account-menu summary"))
    keys.follow(page.get_by_role("link", name="Settings"))
    keys.type(page.get_by_label("What should we call you"), "Sam")
    keys.follow(page.get_by_role("button", name="Save what to call me"))
    expect(page.get_by_role("status").first).to_contain_text("Saved. We will call you Sam.")
    keys.choose(page.get_by_label("Dark"))
    keys.follow(page.get_by_role("button", name="Save how it looks"))
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    keys.follow(page.get_by_role("button", name="Sign out everywhere else"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    learner.refresh_from_db()
    assert (learner.known_as, learner.sign_ins.count()) == ("Sam", 1)


def test_keyboard_merge_two_entries(site, new_page):
    page = new_page(width=1280)
    keys, wilf = Keys(page), person("wilf")
    twin = make_person(given_name="Wilf", family_name="Danby", organisation=wilf.organisation)
    come_in(page, site.url, "admin@northbridge.example")
    page.goto(f"/cms/people/merge/{wilf.pk}/")
    keys.type(page.get_by_label("Name or e-mail"), twin.email)
    keys.follow(page.get_by_role("button", name="Look", exact=True))
    keys.follow(page.get_by_role("link", name="Wilf Danby"))
    keys.type(page.get_by_label("Type the name of the entry that goes"), "Wilf")
    keys.follow(page.get_by_role("button", name="Merge these two"))
    expect(page.get_by_text("That is not the name.")).to_be_visible()
    keys.type(page.get_by_label("Type the name of the entry that goes"), "wilf danby")
    keys.follow(page.get_by_role("button", name="Merge these two"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Wilf Danby is one person now")
    assert User.objects.get(pk=twin.pk).merged_into == wilf
