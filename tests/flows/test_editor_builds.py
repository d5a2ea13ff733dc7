"""An editor builds Everyday Mediation with its first module from an empty course, and it goes live on its day.

By Wagtail's own forms, with the words of the catalogue: the course, its route, the module and its eight lessons, one of
them block by block as the catalogue has it. Two gates stop a lesson, the editor mends it by the list beside Save, three
steps of review follow, the clock publishes, and somebody joins and reads the first screen.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import Workflow, WorkflowState

from courses.models import CourseIndexPage, CoursePage, Edition, LessonPage, ModulePage, Route
from courses.services.reviewing import CONTENT_AND_SAFETY
from courses.services.starter_lists import STARTER, read
from learning.models import Enrolment
from tests.flows import building, reviewing
from tests.flows.building import field, said
from tests.flows.coming_in import come_in
from tests.servers import Process, wait_until
from tests.stack import Site

FILES = STARTER / "everyday-mediation"
TITLE, CODE = "Everyday Mediation, made here", "mediation-here"
BODY = LessonPage._meta.get_field("body").stream_block
WHOLE, GATED = "under-the-complaint", "should-i-be-in-this"
MISTYPED = "{childs number}"
QUESTION = "Halfway through a good talk she says, “He knows where my mum lives.” What now?"
TWO_GATES = [
    f"Mark the right answer of “{QUESTION}”.",
    f"The local word {MISTYPED} is not filled for Northbridge Council, Southmoor Health Partnership.",
]


def build_course(page: Page) -> CoursePage:
    """Its promise, whom it is for, what it rests on, its picture and its code; a draft."""
    told = read(FILES / "course.yaml")
    building.new_page_of(page, CourseIndexPage.objects.get().pk, "coursepage", TITLE)
    for name, fill in (("Summary", "summary"), ("Who it is for", "audience"), ("Time", "time_needed")):
        field(page, name).fill(told[fill])
    for name, fill in (("You will be able to", "outcomes"), ("What this is not", "what_this_is_not")):
        field(page, name).fill(told[fill])
    page.get_by_role("checkbox", name="Council staff").check()
    page.get_by_role("checkbox", name=re.compile("^ME1:")).check()
    building.open_tab(page, "Certificate")
    page.get_by_role("combobox", name=re.compile("^Size of its weave")).select_option(str(told["weave_size"]))
    building.open_tab(page, "Settings")
    field(page, "Code").fill(CODE)
    building.save_draft(page)
    return CoursePage.objects.get(code=CODE)


def build_module(page: Page, course: CoursePage, told: dict[str, Any], *, kind: str, minutes: int | None) -> ModulePage:
    """What it asks of people, in a word or two; where that is a session, how long it is."""
    building.new_page_of(page, course.pk, "modulepage", told["title"])
    field(page, "Summary").fill(told["summary"])
    page.get_by_role("radio", name=re.compile(f"^{kind}: ")).check()
    if minutes is not None:
        page.get_by_role("spinbutton", name="Minutes together").fill(str(minutes))
    building.save_draft(page)
    return ModulePage.objects.child_of(course).get(title=told["title"])


def build_lesson(page: Page, module: ModulePage, slug: str, entries: list[dict[str, Any]] | None = None) -> LessonPage:
    """A lesson of the catalogue with these of its blocks, or with the first text of it."""
    told = read(FILES / "six-lessons" / f"{slug}.yaml")
    first = [entry for entry in told["blocks"] if "text" in entry][:1]
    building.new_page_of(page, module.pk, "lessonpage", told["title"])
    page.get_by_role("spinbutton", name="Minutes").fill(str(told["minutes"]))
    page.get_by_role("checkbox", name="Required").first.set_checked(slug not in module_told()["optional"])
    building.write_blocks(page, BODY, first if entries is None else entries)
    building.save_draft(page)
    return LessonPage.objects.child_of(module).get(title=told["title"])


def module_told() -> dict[str, Any]:
    """The first module as the catalogue has it."""
    return read(FILES / "six-lessons" / "module.yaml")


def with_two_faults() -> list[dict[str, Any]]:
    """The stop list, a callout, a question whose right answer is not marked, whom to ring, and a word spelt wrong."""
    blocks = read(FILES / "six-lessons" / f"{GATED}.yaml")["blocks"]
    stop_list, callout, question, panel = blocks[0], blocks[1], blocks[6], blocks[7]
    options = [{name: words for name, words in each.items() if name != "right"} for each in _options(question)]
    unmarked = {"quiz_single": {"question": QUESTION, "options": options}}
    return [stop_list, callout, {"text": f"The noise can wait. Ring {MISTYPED} today."}, unmarked, panel]


def _options(question: dict[str, Any]) -> list[dict[str, Any]]:
    return question["quiz_single"]["options"]


def build_route(page: Page, course: CoursePage, module: ModulePage) -> Route:
    """From the course's own tab: for staff, by this module, with its certificate; published."""
    told = read(FILES / "course.yaml")["routes"][0]
    reviewing.edit(page, course)
    building.open_tab(page, "Routes")
    page.get_by_role("link", name="Add a route").click()
    field(page, "Name").fill(told["name"])
    page.get_by_role("button", name="Add Module").click()
    page.get_by_role("button", name=re.compile("^Choose a page")).first.click()
    building.choose_page(page, module.title, under=course.title)
    field(page, "Certificate title").fill(told["certificate_title"])
    field(page, "What the certificate says").fill(told["statement"])
    reviewing.more_actions(page, "Publish")
    said(page, "published")
    return Route.objects.get(course=course)


def build(page: Page) -> tuple[CoursePage, ModulePage, LessonPage]:
    """From the form of a new course to the lesson with two faults."""
    course = build_course(page)
    module = build_module(page, course, module_told(), kind="Lessons", minutes=None)
    session = read(FILES / "half-day-one" / "module.yaml")
    build_module(page, course, session, kind="Session", minutes=session["minutes"])
    whole = read(FILES / "six-lessons" / f"{WHOLE}.yaml")["blocks"]
    assert building.says(build_lesson(page, module, WHOLE, whole), whole)
    gated = build_lesson(page, module, GATED, with_two_faults())
    for slug in module_told()["lessons"][2:]:
        build_lesson(page, module, slug)
    assert build_route(page, course, module).rule_in_words == "To finish as staff: do the lessons."
    return course, module, gated


def put_right(page: Page) -> None:
    """Each line of the list leads to its place."""
    for line in TWO_GATES:
        reviewing.checks(page).get_by_role("link", name=line).click()
        block = page.locator(building.BLOCKS).filter(has=page.locator(":focus"))
        if line.startswith("Mark"):
            block.get_by_role("checkbox", name="Right").nth(1).check()
        else:
            page.keyboard.press("Control+a")
            page.keyboard.insert_text("The noise can wait. Ring {children's number} today.")
            building.is_kept(block, "Ring {children's number} today.")


def submit(page: Page, thing: Any, *, on: Any = None) -> None:
    """With the date it is to go live on, where it has one."""
    reviewing.edit(page, thing)
    if on is not None:
        reviewing.set_date(page, on)
    reviewing.more_actions(page, f"Submit to {CONTENT_AND_SAFETY}")
    said(page, "has been submitted")


def publish_the_others(page: Page, module: ModulePage, gated: LessonPage) -> None:
    """An administrator reads the other lessons and publishes them together."""
    page.goto(f"/cms/pages/{module.pk}/")
    page.get_by_role("checkbox", name="Select all").first.check()
    page.get_by_role("row").filter(has_text=gated.title).get_by_role("checkbox").uncheck()
    page.get_by_role("link", name="Publish selected pages", exact=True).click()
    page.get_by_role("button", name=re.compile("^Yes, publish")).click()
    said(page, "published")


def read_the_first_screen(page: Page) -> Enrolment:
    """From the list of courses to the first thing to read."""
    page.goto("/courses/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("button", name="Start: Staff").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.locator(".continue-card").get_by_role("link").first.click()
    expect(page).to_have_title(re.compile("What is under a complaint.*screen 1 of"))
    expect(page.get_by_role("group").or_(page.get_by_role("radiogroup")).first).to_be_visible()
    return Enrolment.objects.get(course__code=CODE)


def test_an_editor_builds_a_course_and_it_goes_live_on_its_day(
    site: Site, worker: Process, beat: Process, new_page: Callable[..., Page]
) -> None:
    """Stopped by two gates, put right, reviewed in three steps, live when the date has come, and learned."""
    editor, administrator, learner = new_page(), new_page(), new_page(width=390, height=800)
    come_in(editor, site.url, "editor@northbridge.example")
    course, module, gated = build(editor)
    come_in(administrator, site.url, "admin@northbridge.example")
    reviewing.assign(administrator, Workflow.objects.get(name=CONTENT_AND_SAFETY).pk, TITLE)

    reviewing.edit(editor, gated)
    reviewing.more_actions(editor, f"Submit to {CONTENT_AND_SAFETY}")
    said(editor, "Not saved yet")
    assert reviewing.must_fix(editor) == TWO_GATES
    assert not WorkflowState.objects.for_instance(gated).exists()
    put_right(editor)
    building.save_draft(editor)
    day = timezone.localtime() + timedelta(days=7)
    for dated in (gated, course):
        submit(editor, dated, on=day)
    submit(editor, module)

    for dated in (gated, course):
        reviewing.approve(administrator, dated, last="Approve and schedule", steps=3)
        dated.refresh_from_db()
        assert (dated.live, dated.approved_schedule) == (False, True)
        reviewing.the_day_has_come(dated)
    reviewing.approve(administrator, module, last="Approve and publish", steps=3)
    publish_the_others(administrator, module, gated)

    for dated in (gated, course):
        wait_until(lambda dated=dated: type(dated).objects.get(pk=dated.pk).live, "the date", seconds=100)
    assert Edition.objects.filter(page_id__in=[course.pk, module.pk, gated.pk]).count() == 3
    assert LessonPage.objects.child_of(module).live().count() == 8
    come_in(learner, site.url, "learner@northbridge.example")
    assert read_the_first_screen(learner).required_modules.get().module == module
