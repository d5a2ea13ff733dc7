"""What goes wrong in a browser, and what the page says then: codes, two tabs, an edited quiz, a shared device."""

import datetime
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F
from django.urls import reverse
from playwright.sync_api import Page, expect

from cohorts.models import Cohort, Membership
from cohorts.services.joining import join
from courses.marking import items_of
from courses.models import Edition, LessonPage
from courses.screens import screens
from jobs.models import Job
from learning.models import Enrolment, LessonProgress, ModuleCompletion, QuizAttempt
from people.models import User
from tests.acting import save, sign_in
from tests.flows.coming_in import come_in
from tests.stack import Site

LEARNER = "learner@northbridge.example"


def type_code(page: Page, code: str) -> None:
    """In the one box, from a fresh page."""
    page.goto("/join/")
    page.get_by_label("Join code").fill(code)
    page.get_by_role("button", name="Go on").click()


def test_a_wrong_a_mistyped_and_an_ended_code_say_so_and_joining_twice_is_one_place(site, browser, new_page):
    page = new_page(width=320)
    type_code(page, "TEACAP")
    words = "We cannot find that code. Check for a missing letter, or ask your trainer."
    expect(page.get_by_role("alert").or_(page.locator(".error-summary")).first).to_contain_text(words)
    expect(page.get_by_label("Join code")).to_have_value("TEACAP")
    expect(page).to_have_title(re.compile("^Error:"))

    type_code(page, "")
    expect(page.locator(".error-summary")).to_contain_text("Type the join code")

    late = browser.new_context(base_url=site.url).new_page()  # new_page() knows no 410, and takes it for a fault
    type_code(late, "gar-den")
    expect(late.get_by_role("heading", level=1)).to_have_text("This code has ended")
    expect(late.get_by_text("Ask your trainer for a new one.")).to_be_visible()
    assert "Danby" not in late.content()

    # As people type it, signed in, and then once more from the poster.
    person = come_in(page, site.url, LEARNER)
    type_code(page, " tea-Cup ")
    expect(page.get_by_role("heading", level=1)).to_have_text("Join Community Connector")
    page.get_by_role("button", name="Join").click()
    expect(page).to_have_url(re.compile("/learn/"))
    first = page.url
    type_code(page, "TEACUP")
    expect(page).to_have_url(first)
    page.goto("/join/TEACUP/")
    expect(page).to_have_url(first)
    place = Membership.objects.get(enrolment__person=person)
    assert (place.cohort.join_code, place.left_at) == ("TEACUP", None)
    assert Enrolment.objects.get(person=person).status == Enrolment.Status.OPEN


@pytest.fixture
def learner(site: Site) -> User:
    """The learner, with a place in the running cohort, on the site that runs."""
    person = User.objects.get(email=LEARNER)
    join(cohort=Cohort.objects.get(join_code="TEACUP"), person=person, by=person)
    return person


def open_screen(page: Page, enrolment: Enrolment, lesson: LessonPage, number: int) -> None:
    """By its address."""
    page.goto(reverse("learning:lesson", args=[enrolment.uuid, lesson.get_parent().slug, lesson.slug, number]))


def quiz_in(lesson: LessonPage) -> tuple[int, object]:
    """The first question with one answer: its screen's number and its block."""
    screen = next(each for each in screens(lesson.body) if each.activity and each.activity.block_type == "quiz_single")
    return screen.number, screen.activity


def test_one_lesson_from_two_tabs_is_done_once(site, new_page, learner):
    lesson = LessonPage.objects.get(slug="you-already-do-this")
    enrolment = Enrolment.objects.open().get(person=learner)
    one = new_page(width=390)
    come_in(one, site.url, LEARNER)
    two = one.context.new_page()
    for number in range(1, len(screens(lesson.body)) + 1):
        for page in (one, two):
            open_screen(page, enrolment, lesson, number)
        for page in (one, two):
            fill_in(page)
            save(page)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert "Error" not in page.title()
    expect(one.get_by_role("heading", level=1)).to_have_text("Lesson finished")
    finished = LessonProgress.objects.get(enrolment=enrolment, lesson=lesson)
    assert finished.finished_at is not None
    two.reload()
    expect(two.get_by_role("heading", level=1)).to_have_text("Lesson finished")
    assert LessonProgress.objects.get(enrolment=enrolment, lesson=lesson).finished_at == finished.finished_at
    assert ModuleCompletion.objects.filter(enrolment=enrolment).count() == 0
    assert not Job.objects.filter(key__startswith="publish:module:", status="PARKED").exists()


def fill_in(page: Page) -> None:
    """Something for whatever the screen asks: the first choice, a tick."""
    form = page.locator("form.player-form")
    if form.get_by_label("I thought about it").count():
        form.get_by_label("I thought about it").check()
    elif form.get_by_role("checkbox").count():
        form.get_by_role("checkbox").first.check()
    for group in form.locator("fieldset:has(input[type=radio])").all():
        group.get_by_role("radio").first.check()


def edit(lesson: LessonPage, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    """An editor publishes the lesson with this change to its raw body."""
    draft = LessonPage.objects.get(pk=lesson.pk)
    raw = [dict(block) for block in draft.body.raw_data]
    draft.body = LessonPage._meta.get_field("body").stream_block.to_python(change(raw))
    draft.save_revision().publish()


def without_option(block_id: str, option_id: str) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    """Another option stands where one stood."""

    def change(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
        block = next(each for each in raw if each["id"] == block_id)
        another = {"text": "He was humming.", "right": False, "feedback": "Perhaps. She did not say."}
        options = [
            {"type": "item", "id": str(uuid.uuid4()), "value": another} if item["id"] == option_id else item
            for item in block["value"]["options"]
        ]
        block["value"] = block["value"] | {"options": options}
        return raw

    return change


def days_pass() -> None:
    """Everything that was published was published days earlier than it says now."""
    Edition.objects.update(published_at=F("published_at") - datetime.timedelta(days=9))


def test_a_quiz_edited_while_somebody_answers_loses_nothing(site, new_page, learner):
    lesson = LessonPage.objects.get(slug="listen-ask-offer")
    enrolment = Enrolment.objects.open().get(person=learner)
    number, quiz = quiz_in(lesson)
    one, two = [(key, option["text"]) for key, option in items_of(quiz.value["options"]) if not option["right"]]
    attempts = QuizAttempt.objects.filter(enrolment=enrolment, block_id=quiz.id).order_by("number")
    before = lesson.live_revision
    page = new_page(width=390)
    come_in(page, site.url, LEARNER)

    # The answer is taken out between the page and the button: it counts as it stood on the page.
    open_screen(page, enrolment, lesson, number)
    page.get_by_label(one[1], exact=True).check()
    edit(lesson, without_option(quiz.id, one[0]))
    save(page)
    expect(page.locator("#feedback")).to_contain_text("Worth another look.")
    expect(page.locator("#feedback")).to_contain_text(one[1])
    attempt = attempts.get()
    assert (attempt.answers, attempt.passed, attempt.revision) == ([one[0]], False, before)
    progress = LessonProgress.objects.get(enrolment=enrolment, lesson=lesson)
    assert quiz.id in progress.done_blocks

    # The page lay open for days: what it showed counts no longer. It says so, and keeps what was sent.
    page.goto(f"{page.url.partition('#')[0]}?again=1")
    page.get_by_label(two[1], exact=True).check()
    edit(lesson, without_option(quiz.id, two[0]))
    days_pass()
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("We kept it. Choose again.")
    assert [(row.number, row.answers, row.passed) for row in attempts.all()][1:] == [(2, [two[0]], False)]

    # The whole question is taken out: on to what still waits, and nothing lost.
    page.locator("form.player-form").get_by_role("radio").first.check()
    edit(lesson, lambda raw: [each for each in raw if each["id"] != quiz.id])
    save(page)
    expect(page.get_by_role("status").first).to_contain_text(
        re.compile(r"This part was taken out on \d+ \w+ \d{4}\. Nothing you did is lost\.")
    )
    assert attempts.all().count() == 3
    progress.refresh_from_db()
    assert quiz.id in progress.done_blocks


def test_a_shared_device_keeps_no_name_after_signing_out(site, new_page):
    page, names = new_page(width=390), "Wilf|Danby"
    sign_in(page, "wilf@northbridge.example")
    for path in ("/learn/", "/accounts/settings/"):
        page.goto(path)
        assert re.search(names, page.content())
    page.locator(".account-menu summary").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert not re.search(names, page.content())
    for _step in range(2):
        page.go_back()
        expect(page).to_have_url(re.compile("/accounts/login/"))
        expect(page.get_by_label("E-mail")).to_have_value("")
        assert not re.search(names, page.content())
