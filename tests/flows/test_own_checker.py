"""Wagtail's own accessibility checker, beside the form: it runs on our previews, and finds nothing.

First that it finds what is there: a checker that cannot see the preview says 0 as well.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from wagtail.admin.userbar import ContentCheckerItem

from courses.models import CoursePage, LessonPage, ModulePage
from tests.flows.coming_in import come_in
from tests.stack import Site
from tests.trust.looking import AXE, probes

BODY = LessonPage._meta.get_field("body").stream_block
STREAMS = (BODY, ModulePage._meta.get_field("plan").stream_block)
OPTIONS = ContentCheckerItem().get_axe_options(None)
OWN = {rule["id"] for rule in ContentCheckerItem.axe_custom_rules}  # their questions live in Wagtail's own script
OURS = {"resultTypes": ["violations"], "preload": False}
BESIDE_THE_FORM = 30_000  # milliseconds: the page is drawn once more, and looked at


def make_lesson(title: str, blocks: list[tuple[str, Any]]) -> LessonPage:
    """A draft of a lesson with these blocks."""
    module = ModulePage.objects.get(code="ready")
    lesson = module.add_child(instance=LessonPage(title=title, live=False))
    lesson.body = BODY.normalize(blocks)
    lesson.save_revision(clean=False)
    return lesson


def found_on(page: Page, thing: Any) -> list[str]:
    """What the panel of checks says to the preview of this page, once it has read it."""
    page.goto(f"/cms/pages/{thing.pk}/edit/")
    toggle = page.get_by_role("button", name="Toggle checks")
    if toggle.get_attribute("aria-expanded") == "false":  # the panel that was open last opens by itself
        toggle.click()
    expect(page.locator("[data-content-word-count]")).not_to_have_text("-", timeout=BESIDE_THE_FORM)
    return page.locator("[data-checks-panel] [data-content-checker-name]").all_inner_texts()


def test_it_finds_what_is_wrong(site: Site, browser: Browser) -> None:
    page = browser.new_context(base_url=site.url, locale="en-GB").new_page()  # what it finds goes to the console too
    come_in(page, site.url, "editor@northbridge.example")
    assert found_on(page, make_lesson("Planted", [("text", "<h3></h3><p>Words.</p>")])) == ["Empty heading found"]


def test_it_finds_nothing_in_a_course_a_module_and_every_block_of_a_lesson(
    site: Site, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    come_in(page, site.url, "editor@northbridge.example")
    every = make_lesson("Every block", [(name, block.get_preview_value()) for name, block in BODY.child_blocks.items()])
    course = CoursePage.objects.get(code="community-connector")
    modules = ModulePage.objects.child_of(course).filter(code__in=["ready", "session"])
    assert {str(thing): found_on(page, thing) for thing in (course, *modules, every)} == {
        str(thing): [] for thing in (course, *modules, every)
    }


def test_it_finds_nothing_in_the_preview_of_any_block(site: Site, new_page: Callable[..., Page]) -> None:
    page = new_page()
    come_in(page, site.url, "editor@northbridge.example")
    rules = OPTIONS | OURS | {"runOnly": [rule for rule in OPTIONS["runOnly"] if rule not in OWN]}
    blocks = [block for stream in STREAMS for block in stream.child_blocks.values()]
    found: dict[str, list[str]] = {}
    for block in blocks:
        page.goto(f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}")
        page.evaluate(probes())
        found[block.name] = page.evaluate(AXE, rules)
        file_names = page.locator("img[alt]").evaluate_all(
            r"images => images.map(each => each.alt).filter(alt => /\.(avif|gif|jpg|jpeg|png|svg|webp)$|_/i.test(alt))"
        )
        found[block.name] += file_names
    assert found == {block.name: [] for block in blocks}
