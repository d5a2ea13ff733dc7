"""A place kept by e-mail, by keys alone on a small window: invited, the letter opened, the place taken, once."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cohorts.models import Cohort, Invitation, Membership
from tests.flows.coming_in import come_in
from tests.flows.keys import Keys
from tests.stack import Letterbox

ADDRESS = "asha.okafor@example.org"


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def pages(request, new_page) -> list[Page]:
    """The trainer's window and the other person's, with cookies of their own."""
    return [new_page(width=320, height=640, java_script_enabled=request.param) for _person in range(2)]


def invite(page: Page, site_url: str, cohort: Cohort) -> None:
    """The trainer types one line, looks at what would become of it, and adds it."""
    come_in(page, site_url, "trainer@northbridge.example")
    keys = Keys(page)
    page.goto(reverse("cohorts:all"))
    keys.follow(page.get_by_role("link", name=cohort.name, exact=True).first)
    keys.follow(page.get_by_role("link", name="Add people").first)
    keys.type(page.get_by_label("People, one a line"), f"Asha Okafor, {ADDRESS}")
    keys.follow(page.get_by_role("button", name="Check these people"))
    expect(page.get_by_text("We write to them")).to_be_visible()
    keys.follow(page.get_by_role("button", name="Add 1 person"))
    expect(page.get_by_role("status").first).to_contain_text("We have written to 1 person and kept a place for them.")


def link_in(smtp: Letterbox, *, number: int) -> str:
    """The link of the newest letter, once so many have come."""
    letter = smtp.wait_for(ADDRESS, count=number, seconds=60)[-1]
    found = re.search(r"https?://\S+(/join/invitation/\S+/)", letter.get_body(("plain",)).get_content())
    assert found is not None
    return found[1]


def heading(page: Page) -> str:
    """The first line of the page."""
    return page.get_by_role("heading", level=1).inner_text()


def test_invited_by_e_mail_they_stand_in_the_cohort(site, worker, beat, smtp, pages):
    trainer, invited = pages
    cohort = Cohort.objects.get(join_code="TEACUP")
    invite(trainer, site.url, cohort)
    first = link_in(smtp, number=1)

    # Sent again, only the newest link opens the place.
    keys = Keys(trainer)
    keys.follow(trainer.get_by_role("button", name="Send again Asha Okafor"))
    expect(trainer.get_by_text("We have written to Asha Okafor again.")).to_be_visible()
    newest = link_in(smtp, number=2)
    invited.goto(first)
    assert heading(invited) == "This link does not open a place"

    keys = Keys(invited)
    invited.goto(newest)
    assert heading(invited) == f"A place for you in {cohort.course.title}"
    assert not Membership.objects.filter(enrolment__person__email=ADDRESS).exists()
    keys.follow(invited.get_by_role("button", name="Take my place"))
    expect(invited).to_have_url(re.compile("/learn/"))
    expect(invited.get_by_text(f"You have joined {cohort.course.title}.")).to_be_visible()
    place = Membership.objects.get(enrolment__person__email=ADDRESS)
    assert (place.cohort, place.left_at, Invitation.objects.get(email=ADDRESS).accepted_as) == (cohort, None, place)

    # The trainer sees them in the cohort, and nothing more to do about the invitation.
    trainer.reload()
    expect(trainer.locator("#invitations")).to_contain_text("Joined on")
    trainer.goto(reverse("cohorts:all"))
    Keys(trainer).follow(trainer.get_by_role("link", name=cohort.name, exact=True).first)
    expect(trainer.get_by_text("Asha Okafor").first).to_be_visible()
