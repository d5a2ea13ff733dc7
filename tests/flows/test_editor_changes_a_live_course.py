"""The editor's half of journey 12: a course that people are on changes, and what they have done does not.

Somebody stands in the middle of a lesson, others have completed modules, one holds a certificate. An editor takes the
words of a picture away (refused), puts them back, changes a fact; changes the rule of a module and says what that
means; gives the route one more module and moves the people who are part-way. Whatever an editor does, what people
completed and the bytes of their certificates are afterwards as they were before.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from certificates.models import Certificate
from courses.models import Edition, LessonPage, ModulePage, Route
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from learning.services.affected import affected
from learning.services.enrolment import enrol
from learning.services.moving import behind
from tests import acting
from tests.flows import building, reviewing
from tests.flows.building import field, said
from tests.flows.coming_in import come_in
from tests.servers import Process, wait_until
from tests.stack import Site
from tests.trust.place import person

SHOWS = "What the picture shows"
NO_WORDS = "Say what the picture shows, or tick “Decoration only”."
FACT = "A connector knows one thing to offer, and passes it on kindly."
REVIEW, APPROVE = "Submit to Content review", "Approve and publish"
HOLDER = "petra"


@pytest.fixture
def route(site: Site) -> Route:
    """For staff, by three modules."""
    return Route.objects.get(course__code="community-connector", code="staff")


@pytest.fixture
def editor(site: Site, new_page: Callable[..., Page]) -> Page:
    """Somebody who may write and not publish."""
    page = new_page()
    come_in(page, site.url, "editor@northbridge.example")
    return page


@pytest.fixture
def administrator(site: Site, new_page: Callable[..., Page]) -> Page:
    """Somebody else, who reads it."""
    page = new_page()
    come_in(page, site.url, "admin@northbridge.example")
    return page


@pytest.fixture(autouse=True)
def nothing_changes(site: Site, worker: Process, beat: Process) -> Iterator[None]:
    """Every completion and every certificate is the same afterwards, once the first ones are made."""
    mine = Certificate.objects.filter(holder=person(HOLDER), state=Certificate.State.ISSUED)
    wait_until(mine.exists, "the certificate of somebody who has completed", seconds=60)
    waiting = Certificate.objects.filter(state=Certificate.State.PENDING)
    wait_until(lambda: not waiting.exists(), "the certificates of all others", seconds=60)
    before = kept()
    yield
    assert kept() == before


def page_of(model: type[Any], route: Route, slug: str) -> Any:
    """A page of the course of this route."""
    return model.objects.descendant_of(route.course).get(slug=slug)


def kept() -> list[Any]:
    """All that stands in every completion, and the bytes of every certificate."""
    files = Certificate.objects.filter(state=Certificate.State.ISSUED).order_by("pk")
    completions = (model.objects.order_by("pk").values() for model in (ModuleCompletion, CourseCompletion))
    return [
        *map(list, completions),
        [(each.pdf_sha256, Path(storages["private"].path(each.pdf_path)).read_bytes()) for each in files],
    ]


def who_is_affected(page: Page) -> Locator:
    """The panel of the form, with a line for each."""
    panel = page.get_by_role("region", name="Who is affected")
    expect(panel).to_be_visible()
    return panel.get_by_role("listitem")


def stand_on_the_second_screen(page: Page, route: Route, lesson: LessonPage) -> Enrolment:
    """A learner who is part-way: they said how sure they feel, and read on."""
    mine = enrol(person=person("learner"), route=route, by=person("learner"))
    page.goto(reverse("learning:course", args=[mine.uuid]))
    page.locator(".continue-card").get_by_role("link").first.click()
    expect(page).to_have_title(re.compile(f"{lesson.title}, screen 1 of"))
    acting.feel(page, None)
    expect(page).to_have_title(re.compile(f"{lesson.title}, screen 2 of"))
    return mine


def take_the_words_of_the_picture(page: Page) -> None:
    """Refused, with a line that leads to the very field; then they stand there again, and a fact is another one."""
    words = page.get_by_role("region", name=re.compile("^Image")).first.get_by_role("textbox", name=SHOWS)
    before = words.input_value()
    words.fill("")
    reviewing.more_actions(page, REVIEW)
    said(page, "Not saved yet")
    assert reviewing.must_fix(page) == [NO_WORDS]
    reviewing.checks(page).get_by_role("link", name=NO_WORDS).click()
    expect(words).to_be_focused()
    page.keyboard.insert_text(before)
    text = page.locator(building.BLOCKS).filter(has_text="A connector is not a counsellor")
    field(text, "Text").fill(FACT)
    building.is_kept(text, FACT)


def change_the_rule(page: Page, module: ModulePage) -> None:
    """People note more conversations. It is asked what that means for those who have completed, so many of them."""
    holders = affected(module).completed
    reviewing.edit(page, module)
    expect(who_is_affected(page).nth(1)).to_have_text(f"{holders} have completed.")
    page.get_by_role("spinbutton", name=building.named("How many are needed")).fill("4")
    building.save_draft(page)
    ask = page.get_by_role("radio", name=re.compile(f"^Ask for a refresh. {holders} people hear of it"))
    ask.check()
    reviewing.more_actions(page, REVIEW)
    said(page, "has been submitted")


def add_a_module(page: Page, route: Route, module: ModulePage) -> None:
    """The route asks one module more, from now on."""
    page.goto(f"/cms/snippets/courses/route/edit/{route.pk}/")
    page.get_by_role("button", name="Add Module").click()
    page.get_by_role("button", name=re.compile("^Choose a page")).last.click()
    building.choose_page(page, module.title, under=route.course.title)
    reviewing.more_actions(page, "Publish")
    said(page, "published")


def move_people(page: Page, route: Route, module: ModulePage) -> None:
    """From the panel of the route, past the page that says what changes, to the end of the work."""
    count = behind(route=route).count()
    page.goto(f"/cms/snippets/courses/route/edit/{route.pk}/")
    page.get_by_role("link", name=f"Move {count} people to the new version").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text(f"“{module.title}” is new for {count} people.")
    expect(main).to_contain_text("Nobody would be complete at once.")
    page.get_by_role("button", name=f"Move {count} people").click()
    expect(page.get_by_role("link", name="Back to the route")).to_be_visible(timeout=30_000)
    assert behind(route=route).count() == 0


def test_a_fact_changes_and_the_learner_stays_on_the_same_screen(site, new_page, editor, administrator, route):
    learner, lesson = new_page(width=390, height=800), page_of(LessonPage, route, "you-already-do-this")
    come_in(learner, site.url, "learner@northbridge.example")
    stand_on_the_second_screen(learner, route, lesson)
    part_way = affected(lesson).part_way
    reviewing.edit(editor, lesson)
    expect(who_is_affected(editor).first).to_have_text(f"{part_way} people are part-way.")
    expect(who_is_affected(editor).last).to_have_text("What they did will not change.")
    take_the_words_of_the_picture(editor)
    reviewing.more_actions(editor, REVIEW)
    said(editor, "has been submitted")
    reviewing.approve(administrator, lesson, last=APPROVE, steps=1)
    learner.reload()
    expect(learner).to_have_title(re.compile(f"{lesson.title}, screen 2 of"))
    expect(learner.get_by_role("main")).to_contain_text(FACT, use_inner_text=True)  # without what a word opens


def test_a_changed_rule_asks_for_a_refresh_and_holders_hear_of_it(site, smtp, new_page, editor, administrator, route):
    holder, practice = new_page(width=390, height=800), page_of(ModulePage, route, "try-it")
    come_in(holder, site.url, f"{HOLDER}@northbridge.example")
    change_the_rule(editor, practice)
    reviewing.approve(administrator, practice, last=APPROVE, steps=1)
    assert practice.editions.order_by("-number").first().effect == Edition.Effect.ASK_REFRESH
    assert smtp.wait_for_subject(f"{HOLDER}@northbridge.example", "a refresh is due", seconds=60)
    done = Enrolment.objects.get(person=person(HOLDER), course=route.course, renews=None)
    holder.goto("/")
    expect(holder.get_by_role("main")).to_contain_text("Time for a refresh")
    holder.goto(reverse("learning:course", args=[done.uuid]))
    expect(holder.get_by_role("main")).to_contain_text("You have completed this course")
    expect(holder.get_by_role("heading", name="Due a refresh")).to_be_visible()


def test_people_are_moved_to_the_new_version_and_told(site, smtp, new_page, editor, route):
    learner, warm = new_page(width=390, height=800), page_of(ModulePage, route, "keep-warm")
    come_in(learner, site.url, "learner@northbridge.example")
    mine = enrol(person=person("learner"), route=route, by=person("learner"))
    add_a_module(editor, route, warm)
    learner.goto(reverse("learning:course", args=[mine.uuid]))
    expect(learner.get_by_role("main")).to_contain_text("0 of 3 modules complete.")
    move_people(editor, route, warm)
    assert smtp.wait_for_subject("learner@northbridge.example", "what it asks has changed", seconds=60)
    learner.reload()
    expect(learner.get_by_role("main")).to_contain_text("0 of 4 modules complete.")
