"""An editor builds the first module of Everyday mediation from nothing, and its lesson goes live on its day.

By Wagtail's own forms: a course, a module, a lesson with a text, a question and the safety panel. Two gates stop it, a
review follows, an administrator approves with the date that the editor set, and the clock publishes it.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Revision, WorkflowState

from courses.models import CourseIndexPage, CoursePage, Edition, LessonPage, ModulePage
from tests.flows.coming_in import come_in
from tests.servers import Process, wait_until
from tests.stack import Site

QUESTION = "She asks you to speak for her. What do you do?"
TWO_GATES = [
    f"Mark the right answer of “{QUESTION}”.",
    "The local word {tea hut} is not filled for Northbridge Council, Southmoor Health Partnership.",
]


def field(where: Page | Locator, name: str) -> Locator:
    """A field to write in, by the beginning of its name: what must be filled has a star behind it."""
    return where.get_by_role("textbox", name=re.compile(f"^{name}")).first


def new_page_of(page: Page, parent: int, kind: str, title: str) -> None:
    """The form of a new page below another, with its title."""
    page.goto(f"/cms/pages/add/courses/{kind}/{parent}/")
    field(page, "Title").fill(title)


def save_draft(page: Page) -> None:
    """A draft can always be saved."""
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text(re.compile("created|updated"))


def make_page(page: Page, parent: int, kind: str, title: str, code: str, summary: str = "") -> None:
    """A course or a module as a draft: its title, its promise and its code."""
    new_page_of(page, parent, kind, title)
    field(page, "Summary").fill(summary)
    page.get_by_role("tab", name="Settings").click()
    field(page, "Code").fill(code)
    save_draft(page)


def add_block(page: Page, name: str) -> Locator:
    """One more block at the end, from the list of blocks."""
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=re.compile(f"^{name}")).first.click()
    block = page.get_by_role("region", name=re.compile(f"^{name}")).last
    expect(block).to_be_visible()
    return block


def write_lesson(page: Page) -> None:
    """A text with a word that nobody has filled, a question without a right answer, and whom to ring."""
    field(add_block(page, "Text"), "Text").fill("Two neighbours, one wall. Meet both in {tea hut}.")
    question = add_block(page, "Question: choose one")
    field(question, "Question").fill(QUESTION)
    question.get_by_role("button", name="Add", exact=True).last.click()
    answers = question.get_by_role("region", name=re.compile("^Answer"))
    expect(answers).to_have_count(2)
    for at, (words, why) in enumerate(
        [("Say yes", "It is kind, and then it is yours."), ("Offer to come along", "It stays hers to say.")]
    ):
        field(answers.nth(at), "Answer").fill(words)
        field(answers.nth(at), "Feedback").fill(why)
    question.get_by_role("checkbox", name="Must be right").check()
    add_block(page, "Safety panel")


def more_actions(page: Page, name: str) -> None:
    """What stands behind the arrow beside Save."""
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=re.compile(f"^{name}")).last.click()


def put_right(page: Page) -> None:
    """What the list says."""
    field(page.get_by_role("region", name=re.compile("^Text")).first, "Text").fill("Two neighbours, one wall.")
    answers = page.get_by_role("region", name=re.compile("^Answer"))
    answers.nth(1).get_by_role("checkbox", name="Right").check()


def set_date(page: Page, day: str) -> None:
    """When it goes live: saved with the draft."""
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.get_by_role("dialog", name="Set publishing schedule")
    field(dialog, "Go live").fill(day)
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    dialog.get_by_text("Choose when this page should go live").click()
    expect(calendar).to_have_count(0)
    dialog.get_by_role("button", name="Save schedule").click()
    expect(page.locator(".messages")).to_contain_text("updated")


def must_fix(page: Page) -> list[str]:
    """What the panel beside Save says must be put right."""
    page.get_by_role("button", name="Before you publish").click()
    lists = page.locator("#before-you-publish")
    expect(lists.get_by_role("heading", name="Must fix")).to_be_visible()
    return lists.get_by_role("list").first.get_by_role("link").all_inner_texts()


def pass_a_week(revision: Revision) -> None:
    """The clock of a running site cannot be set, so the date comes to it: as planned, and as the page holds it."""
    now = timezone.now() - timedelta(minutes=1)
    revision.approved_go_live_at, revision.content = now, revision.content | {"go_live_at": now.isoformat()}
    revision.save(update_fields=["approved_go_live_at", "content"])


def build(page: Page) -> LessonPage:
    """From the empty catalogue's form to a lesson that two gates stop."""
    make_page(page, CourseIndexPage.objects.get().pk, "coursepage", "Everyday mediation here", "here", "Help two talk.")
    course = CoursePage.objects.get(code="here")
    make_page(page, course.pk, "modulepage", "Six short lessons", "six-here")
    module = ModulePage.objects.child_of(course).get()
    new_page_of(page, module.pk, "lessonpage", "Should I be in this at all?")
    write_lesson(page)
    save_draft(page)
    return LessonPage.objects.child_of(module).get()


def test_an_editor_builds_a_lesson_and_it_goes_live_on_its_day(
    site: Site, worker: Process, beat: Process, new_page: Callable[..., Page]
) -> None:
    """Stopped by two gates, put right, submitted, approved with a date, and live when the date has come."""
    editors = new_page()
    come_in(editors, site.url, "editor@northbridge.example")
    lesson = build(editors)
    more_actions(editors, "Submit to Content review")
    expect(editors.locator(".messages")).to_contain_text("could not be saved")
    assert must_fix(editors) == TWO_GATES
    assert not WorkflowState.objects.for_instance(lesson).exists()

    put_right(editors)
    goes_live = timezone.localtime() + timedelta(days=7)
    set_date(editors, goes_live.strftime("%Y-%m-%d %H:%M"))
    more_actions(editors, "Submit to Content review")
    expect(editors.locator(".messages")).to_contain_text("has been submitted")

    administrators = new_page()
    come_in(administrators, site.url, "admin@northbridge.example")
    administrators.goto(f"/cms/pages/{lesson.pk}/edit/")
    more_actions(administrators, "Approve and schedule")
    expect(administrators.locator(".messages")).to_contain_text("updated")
    assert WorkflowState.objects.for_instance(lesson).get().status == WorkflowState.STATUS_APPROVED
    lesson.refresh_from_db()
    assert (lesson.live, lesson.approved_schedule) == (False, True)

    pass_a_week(Revision.objects.for_instance(lesson).get(approved_go_live_at__isnull=False))
    wait_until(lambda: LessonPage.objects.get(pk=lesson.pk).live, "the date", seconds=100)
    lesson.refresh_from_db()
    assert [block.block_type for block in lesson.body] == ["text", "quiz_single", "safety_panel"]
    assert Edition.objects.filter(page_id=lesson.pk).count() == 1
