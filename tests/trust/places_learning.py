"""The places of somebody who learns: the player, screen by screen, and the practice log."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

from academy.demo.playing import finish_lesson, good_path
from courses.marking import walk
from courses.models import LessonPage, ModulePage
from courses.screens import screens
from learning.models import Enrolment, PracticeEntry
from tests.acting import choice_of
from tests.trust.place import Act, Place, person
from tests.trust.places_joining import here
from tests.trust.places_notes import notes
from tests.trust.places_packs import packs
from tests.trust.places_sessions import sessions


def learner() -> Iterator[Place]:
    """Somebody on the way. The order matters: a screen is seen before it is answered."""
    enrolment = Enrolment.objects.open().get(person=person("learner"))
    yield Place("home", "/")
    yield Place("my courses", "/learn/")
    yield Place("lessons on this device", "/learn/offline/")
    yield Place("course, taken", reverse("learning:course", args=[enrolment.uuid]))
    for module in ModulePage.objects.filter(slug__in=["ready", "session", "try-it"]):
        yield Place(f"module {module.slug}, taken", reverse("learning:module", args=[enrolment.uuid, module.slug]))
    seen: set[str] = set()
    for lesson in LessonPage.objects.live().child_of(ModulePage.objects.get(slug="ready")):
        yield from lesson_screens(enrolment, lesson, seen)
    first = LessonPage.objects.get(slug="you-already-do-this")
    end = reverse("learning:lesson_finished", args=[enrolment.uuid, "ready", first.slug])
    yield Place("lesson, not yet finished", end)
    yield from packs(enrolment)
    yield from here()
    yield Place("lesson, finished", end, lambda page: (finish_lesson(enrolment, first), page.reload())[0])
    yield from sessions()
    yield Place("log", "/learn/log/")
    yield Place("new entry", "/learn/log/new/")
    entry = PracticeEntry.objects.filter(enrolment=enrolment).latest("pk")
    yield Place("remove an entry", reverse("learning:remove_entry", args=[entry.uuid]))
    yield from notes(enrolment)
    yield Place("leave the course", reverse("learning:leave", args=[enrolment.uuid]))


def lesson_screens(enrolment: Enrolment, lesson: LessonPage, seen: set[str]) -> Iterator[Place]:
    """The first screen of each kind, and its feedback."""
    for screen in screens(lesson.body):
        kind = screen.activity.block_type if screen.activity else "reading"
        if kind in seen:
            continue
        seen.add(kind)
        address = reverse("learning:lesson", args=[enrolment.uuid, "ready", lesson.slug, screen.number])
        yield Place(f"screen, {kind}", address)
        if kind == "scenario":
            yield Place("scenario, on the way", address, story(screen.activity, 1))
            yield Place("scenario, its end", address, story(screen.activity, None))
        elif kind.startswith("quiz_"):
            yield Place(f"feedback, {kind}", address, choose_first)


def story(block: Any, steps: int | None) -> Act:
    """So many choices of the story, or all of them."""
    path = good_path(block)

    def act(page: Page) -> None:
        for step in range(len(path[:steps])):
            scene = walk(block, path[:step]).scene
            with page.expect_event("load"):
                page.get_by_role("button", name=choice_of(scene, path[step])).click()

    return act


def choose_first(page: Page) -> None:
    """The first answer to each question, right or wrong, then the feedback."""
    form = page.locator("form.player-form")
    names = form.locator("input[type=radio]").evaluate_all("all => [...new Set(all.map(each => each.name))]")
    for name in names:
        form.locator(f"input[name='{name}']").first.check()
    if not names and form.locator("input[type=checkbox]").count():
        form.locator("input[type=checkbox]").first.check()
    for place, box in enumerate(form.locator("select").all(), start=1):
        box.select_option(str(place))
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url(re.compile("#feedback"))
