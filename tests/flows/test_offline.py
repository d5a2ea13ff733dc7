"""Lessons where there is no network: those opened and those chosen can be read; a shared device keeps none of them."""

import re
from collections.abc import Callable
from importlib import import_module

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.models import LessonPage, Route
from learning.models import Enrolment
from tests.factories.learning import make_enrolment
from tests.flows.coming_in import come_in
from tests.servers import wait_until

KEPT = """async () => {
    const names = (await caches.keys()).filter(name => name.startsWith("lesson:"));
    const pages = await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).length));
    return pages.filter(Boolean).length;
}"""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
AWAY = "You have no network just now."


@pytest.fixture
def open_page(site, browser) -> Callable[[], Page]:
    """A phone whose network may fail."""

    def opened() -> Page:
        context = browser.new_context(base_url=site.url, viewport={"width": 320, "height": 640}, locale="en-GB")
        context.set_default_timeout(20_000)
        return context.new_page()

    return opened


def lesson_of(person) -> tuple[Enrolment, LessonPage]:
    """A place in a course, and its first lesson."""
    lesson = LessonPage.objects.get(slug="first-the-person")
    course = lesson.get_parent().get_parent()
    return make_enrolment(person=person, route=Route.objects.filter(course=course).order_by("pk").first()), lesson


def wait_until_kept(page: Page, count: int) -> None:
    """The worker does it by itself, some time after the page is there."""
    wait_until(lambda: page.evaluate(KEPT) == count, f"{count} lessons kept")


def test_lessons_opened_and_chosen_are_read_without_a_network_and_go_at_signing_out(site, open_page):
    page = open_page()
    person = come_in(page, site.url, "learner@northbridge.example")
    enrolment, lesson = lesson_of(person)
    place = [enrolment.uuid, "core", lesson.slug]
    page.goto("/learn/")  # a sign-in's first page does not know yet whose it is
    page.goto(reverse("learning:lesson", args=[*place, 1]))
    wait_until_kept(page, 1)

    page.context.set_offline(True)
    page.goto(reverse("learning:lesson", args=[*place, 2]))
    expect(page.get_by_text(AWAY)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text(lesson.title)
    expect(page.get_by_role("button", name="Make a PDF")).to_be_hidden()  # nothing can be sent from here
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lessons on this device")
    expect(page.get_by_role("link", name=lesson.title)).to_be_visible()
    page.context.set_offline(False)

    page.goto(reverse("learning:module", args=[enrolment.uuid, "core"]))
    page.get_by_role("button", name="Keep these lessons to read without a network").click()
    expect(page.get_by_text("These lessons are on this device now.")).to_be_visible()
    assert page.evaluate(KEPT) == 4
    page.context.set_offline(True)
    page.goto(reverse("learning:resume", args=[enrolment.uuid, "core", "edges-that-protect"]))
    expect(page.get_by_text(AWAY)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Edges that protect")
    page.context.set_offline(False)

    page.goto("/learn/offline/")
    expect(page.get_by_text(AWAY)).to_be_hidden()
    page.get_by_role("button", name=re.compile(f"Remove {lesson.title}")).click()
    expect(page.get_by_role("link", name=lesson.title)).to_have_count(0)
    assert page.evaluate(KEPT) == 3

    page.locator(".account-menu summary").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    wait_until_kept(page, 0)
    assert page.evaluate(WORKERS) == 0


def test_a_shared_device_keeps_no_lesson(site, open_page):
    page = open_page()
    page.goto("/accounts/login/")
    person = come_in(page, site.url, "resident@northbridge.example")
    enrolment, lesson = lesson_of(person)
    page.goto("/accounts/settings/")
    share(page)
    page.goto(reverse("learning:lesson", args=[enrolment.uuid, "core", lesson.slug, 1]))
    page.goto(reverse("learning:module", args=[enrolment.uuid, "core"]))
    expect(page.get_by_role("button", name="Keep these lessons to read without a network")).to_be_hidden()
    page.goto("/learn/offline/")
    expect(page.get_by_text("This device is shared, so no lesson stays on it.")).to_be_visible()
    assert (page.evaluate(KEPT), page.evaluate(WORKERS)) == (0, 0)


def share(page: Page) -> None:
    """What the sign-in form's tick does."""
    (key,) = [each["value"] for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME]
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    store["shared_device"] = True
    store.save()
