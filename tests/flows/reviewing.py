"""What happens to a page between its editor, its reviewers and the clock."""

import re
from datetime import datetime, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Page as AnyPage
from wagtail.models import Revision

from tests.flows.building import choose_page, said


def edit(page: Page, thing: AnyPage) -> None:
    """The form of a page."""
    page.goto(f"/cms/pages/{thing.pk}/edit/")


def more_actions(page: Page, name: str) -> None:
    """What stands behind the arrow beside Save."""
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=name, exact=True).last.click()


def checks(page: Page) -> Locator:
    """What must be put right, in the panel beside Save. It opens by itself where a publication was refused."""
    lists = page.locator("#before-you-publish")
    expect(lists.get_by_role("heading", name="Must fix")).to_be_visible()
    return lists.get_by_role("list").first


def must_fix(page: Page) -> list[str]:
    """What the panel beside Save says must be put right."""
    return checks(page).get_by_role("link").all_inner_texts()


def set_date(page: Page, day: datetime) -> None:
    """When it goes live: saved with the draft."""
    toggle = page.get_by_role("button", name="Toggle status")
    if toggle.get_attribute("aria-expanded") == "false":  # the panel that was open last opens by itself
        toggle.click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.get_by_role("dialog", name="Set publishing schedule")
    dialog.get_by_role("textbox", name=re.compile("^Go live")).fill(day.strftime("%Y-%m-%d %H:%M"))
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    dialog.get_by_text("Choose when this page should go live").click()
    expect(calendar).to_have_count(0)
    dialog.get_by_role("button", name="Save schedule").click()
    said(page, "updated")


def approve(page: Page, thing: AnyPage, *, last: str, steps: int) -> None:
    """Every step of a review that this person may take, one after the other."""
    for step in range(1, steps + 1):
        edit(page, thing)
        more_actions(page, last if step == steps else "Approve")
        said(page, "updated")


def assign(page: Page, workflow: int, title: str) -> None:
    """This page and all below it are reviewed by this workflow from now on."""
    page.goto(f"/cms/workflows/edit/{workflow}/")
    page.get_by_role("button", name="Choose a page", exact=True).last.click()
    choose_page(page, title)
    page.get_by_role("button", name="Save", exact=True).click()
    said(page, "updated")


def the_day_has_come(thing: AnyPage) -> None:
    """The clock of a running site cannot be set, so the date comes to it: as planned, and as the page holds it."""
    revision = Revision.objects.for_instance(thing).get(approved_go_live_at__isnull=False)
    now = timezone.now() - timedelta(minutes=1)
    revision.approved_go_live_at, revision.content = now, revision.content | {"go_live_at": now.isoformat()}
    revision.save(update_fields=["approved_go_live_at", "content"])
