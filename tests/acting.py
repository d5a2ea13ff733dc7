"""What people do in a browser, by the names that stand on the page."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from academy.demo.playing import good_path
from courses.marking import items_of, walk
from courses.models import LessonPage
from courses.screens import screens


def sign_in(page: Page, email: str) -> None:
    """By e-mail and the demonstration's password, as somebody types it."""
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_text("I have a password").click()
    page.get_by_label("Password").fill("relationships")
    page.get_by_role("button", name="Sign in with my password").click()
    expect(page).not_to_have_url(re.compile("/accounts/login/"))


def save(page: Page) -> None:
    """The one button of a screen; afterwards the page that answers is there."""
    with page.expect_event("load"):
        page.get_by_role("button", name="Save and continue").click()


def go_on(page: Page) -> None:
    """From the feedback to the next screen."""
    page.get_by_role("link", name=re.compile("^Continue")).click()


def finish_lesson(page: Page, lesson: LessonPage) -> None:
    """Every screen of the open lesson, answered well; afterwards the page says what that finished."""
    for screen in screens(lesson.body):
        expect(page).to_have_title(re.compile(rf"screen {screen.number} of"))
        if screen.activity is not None:
            answer(page, screen.activity)
        else:
            save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("Lesson finished|Module complete|Course complete")
    )


def answer(page: Page, block: Any) -> None:
    """What the block asks for, done with the controls on the page."""
    ACTS[block.block_type](page, block)


def choose_right(page: Page, block: Any) -> None:
    """The right options, then the feedback on them."""
    for _key, option in items_of(block.value["options"]):
        if option["right"]:
            page.get_by_label(option["text"], exact=True).check()
    save(page)
    expect(page.get_by_role("status").first).to_be_visible()
    go_on(page)


def say_true_or_false(page: Page, block: Any) -> None:
    """The right one of the two."""
    page.get_by_label(block.value["answer"].capitalize(), exact=True).check()
    save(page)
    go_on(page)


def sort_items(page: Page, block: Any) -> None:
    """A category for each item."""
    for _key, item in items_of(block.value["items"]):
        group = page.get_by_role("radiogroup", name=item["text"]).or_(page.get_by_role("group", name=item["text"]))
        group.first.get_by_label(item["category"], exact=True).check()
    save(page)
    go_on(page)


def put_in_order(page: Page, block: Any) -> None:
    """A place for each step."""
    for place, (_key, step) in enumerate(items_of(block.value["items"]), start=1):
        page.get_by_label(step, exact=True).select_option(str(place))
    save(page)
    go_on(page)


def walk_to_a_good_end(page: Page, block: Any) -> None:
    """One choice after the other, to an ending that passes."""
    path = good_path(block)
    for step in range(len(path)):
        scene = walk(block, path[:step]).scene
        page.get_by_role("button", name=choice_of(scene, path[step])).click()
    go_on(page)


def choice_of(scene: Any, number: int) -> re.Pattern[str]:
    """The beginning of a choice's words; its local words are filled on the page."""
    words = list(scene["choices"])[number]["text"]
    return re.compile(re.escape(words.split("{")[0].strip()))


def think(page: Page, block: Any) -> None:
    """Nothing typed."""
    page.get_by_label("I thought about it").check()
    save(page)


def feel(page: Page, block: Any) -> None:
    """A number for each row."""
    for group in page.get_by_role("group").or_(page.get_by_role("radiogroup")).all():
        if group.get_by_label("6", exact=True).count():
            group.get_by_label("6", exact=True).first.check()
    save(page)
    if page.get_by_role("heading", name="Your own change").count():  # asked a second time
        go_on(page)


def tick(page: Page, block: Any) -> None:
    """The task is done."""
    page.get_by_role("checkbox").first.check()
    save(page)


def promise(page: Page, block: Any) -> None:
    """One small thing."""
    page.get_by_role("textbox").first.fill("Say good morning on the stairs")
    save(page)


ACTS = {
    "quiz_single": choose_right,
    "quiz_multi": choose_right,
    "quiz_true_false": say_true_or_false,
    "quiz_sort": sort_items,
    "quiz_order": put_in_order,
    "scenario": walk_to_a_good_end,
    "reflection": think,
    "confidence": feel,
    "practice_task": tick,
    "promise": promise,
}
