"""Four journeys by keys alone, on a window as small as 400 % makes it, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from certificates.models import Certificate
from cohorts.models import Attendance, Cohort, Membership
from cohorts.services.joining import join
from courses.models import LessonPage
from courses.screens import screens
from learning.models import Enrolment, LessonProgress
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
    page.goto("/verify/")
    keys.type(page.get_by_label("Check code"), proof.code.lower())
    keys.follow(page.get_by_role("button", name="Check", exact=True))
    expect(page.get_by_role("heading", name="Valid")).to_be_visible()
    expect(page.get_by_text("Wilf Danby")).to_be_visible()
    keys.type(page.get_by_label("Check code"), "2222 2222 2222 2222 222")
    keys.follow(page.get_by_role("button", name="Check", exact=True))
    expect(page.get_by_role("heading", name="Valid")).to_have_count(0)
