"""An editor by keys alone: a new lesson, a block from the chooser, the list beside Save, and on to a review.

Wherever the focus comes to a halt, it can be seen.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from wagtail.models import WorkflowState

from courses.models import LessonPage, ModulePage
from tests.flows import building, reviewing
from tests.flows.building import field, said
from tests.flows.coming_in import come_in
from tests.flows.keys import FOCUSED, Keys
from tests.servers import wait_until

QUESTION = "She asks you to speak for her. What do you do?"
ANSWERS = [("Say yes", "It is kind, and then it is yours."), ("Offer to come along", "It stays hers to say.")]
LINE = f"Mark the right answer of “{QUESTION}”."
RING = """() => { const each = document.activeElement;
    const now = getComputedStyle(each), box = each.getBoundingClientRect();
    const ring = now.outlineStyle !== "none" && parseFloat(now.outlineWidth) >= 2;
    return ring && box.bottom > 0 && box.top < innerHeight; }"""


class SeenKeys(Keys):
    """A keyboard whose focus is looked at wherever something is done."""

    def to(self, target: Locator, question: str = FOCUSED) -> None:
        """Tab until the focus is there; it has a ring of two pixels, inside the window."""
        super().to(target, question)
        wait_until(lambda: self.page.evaluate(RING), f"a focus to be seen at {target}", seconds=5)


@pytest.fixture
def page(site, new_page) -> Page:
    """An editor at a desk."""
    page = new_page()
    come_in(page, site.url, "editor@northbridge.example")
    return page


def add_question(page: Page, keys: Keys) -> Locator:
    """From the list of blocks, by the beginning of its name."""
    keys.press(page.get_by_role("button", name="Insert a block").last)
    keys.type(page.get_by_role("combobox", name="Search options…"), "choose one")
    expect(page.get_by_role("option")).to_have_count(1)
    keys.key("Enter")
    block = page.locator(building.BLOCKS)
    expect(block).to_have_count(1)
    return block


def write_question(block: Locator, keys: Keys) -> None:
    """Two answers, and nobody says which is right."""
    keys.type(field(block, "Question"), QUESTION)
    answers = block.get_by_role("region", name=re.compile("^Answer"))
    for at, (words, why) in enumerate(ANSWERS):
        if answers.count() <= at:
            keys.press(block.get_by_role("button", name="Add", exact=True).nth(at))
            expect(answers).to_have_count(at + 1)
        keys.type(field(answers.nth(at), "Answer"), words)
        keys.type(field(answers.nth(at), "Feedback"), why)


def test_keyboard_build_a_lesson_and_submit_it(page):
    keys, module = SeenKeys(page), ModulePage.objects.get(code="ready")
    page.goto(f"/cms/pages/{module.pk}/")
    keys.follow(page.get_by_role("link", name=re.compile("^Add (child page|lesson)", re.IGNORECASE)).first)
    keys.type(field(page, "Title"), "By keys alone")
    block = add_question(page, keys)
    write_question(block, keys)
    keys.press(page.get_by_role("button", name="Save draft"))
    said(page, re.compile("created|updated"))
    lesson = LessonPage.objects.child_of(module).get(title="By keys alone")

    keys.press(page.get_by_role("button", name="Before you publish"))
    line = reviewing.checks(page).get_by_role("link", name=LINE)
    keys.press(line)
    expect(block.locator(":focus")).to_have_count(1)
    keys.tick(block.get_by_role("checkbox", name="Right").nth(1))
    keys.press(page.get_by_role("button", name="More actions").last)
    keys.press(page.get_by_role("button", name="Submit to Content review").last)
    said(page, "has been submitted")
    assert WorkflowState.objects.for_instance(lesson).get().status == WorkflowState.STATUS_IN_PROGRESS
    options = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().body[0].value["options"]
    assert [(each["text"], each["feedback"], each["right"]) for each in options] == [
        (words, why, at == 1) for at, (words, why) in enumerate(ANSWERS)
    ]
