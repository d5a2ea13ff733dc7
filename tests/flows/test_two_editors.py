"""Two editors on one page: each sees the other, and nobody writes over somebody else's work without knowing it."""

import pytest
from playwright.sync_api import Page, expect

from courses.models import LessonPage
from tests.flows import building, reviewing
from tests.flows.coming_in import come_in


@pytest.fixture
def lesson(site) -> LessonPage:
    """One that is live."""
    return LessonPage.objects.get(slug="listen-ask-offer")


def minutes(page: Page, number: int) -> None:
    """Another length, typed and not yet saved by hand."""
    page.get_by_role("spinbutton", name=building.named("Minutes")).fill(str(number))


def draft_minutes(lesson: LessonPage) -> int:
    """As the newest draft has it."""
    return LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().minutes


def test_the_second_is_told_and_warned_before_writing_over_the_first(site, new_page, lesson):
    first, second = new_page(), new_page()
    come_in(first, site.url, "editor@northbridge.example")
    come_in(second, site.url, "admin@northbridge.example")
    reviewing.edit(first, lesson)
    reviewing.edit(second, lesson)
    expect(second.get_by_role("button", name="Edie Farrow - Currently viewing")).to_be_visible()

    minutes(first, 9)
    building.save_draft(first)
    minutes(second, 11)
    expect(second.get_by_role("button", name="Edie Farrow saved a new version")).to_be_visible(timeout=20_000)
    second.get_by_role("button", name="Save draft").click()
    warning = second.get_by_role("dialog", name="Edie Farrow saved a new version")
    expect(warning).to_contain_text("Proceeding will overwrite the changes made by Edie Farrow.")
    assert draft_minutes(lesson) == 9

    warning.get_by_role("button", name="Close dialog").click()
    expect(second.get_by_role("spinbutton", name=building.named("Minutes"))).to_have_value("11")
    assert draft_minutes(lesson) == 9
    second.get_by_role("button", name="Save draft").click()
    warning.get_by_role("button", name="Save draft").click()
    building.said(second, "updated")
    assert draft_minutes(lesson) == 11
    history = lesson.revisions.order_by("-pk").values_list("user__email", flat=True)
    assert set(history[:2]) == {"admin@northbridge.example", "editor@northbridge.example"}
