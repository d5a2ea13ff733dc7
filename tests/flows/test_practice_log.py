"""Journey 4: log a practice, at 320 px by touch, then without scripts. The third entry completes the module."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from cohorts.models import Cohort
from cohorts.services.joining import join
from courses.models import CompletedBy
from learning.models import Enrolment, ModuleCompletion, PracticeEntry
from people.models import User
from tests.factories.learning import make_entry
from tests.flows.coming_in import come_in
from tests.stack import Site

LEARNER = "learner@northbridge.example"


@pytest.fixture
def nearly(site: Site) -> Enrolment:
    """The learner in a cohort, with one entry."""
    person = User.objects.get(email=LEARNER)
    enrolment = join(cohort=Cohort.objects.get(join_code="TEACUP"), person=person, by=person).enrolment
    Enrolment.objects.filter(pk=enrolment.pk).update(opened_at=timezone.now() - datetime.timedelta(days=9))
    enrolment.refresh_from_db()
    make_entry(enrolment, days_ago=2)
    return enrolment


def add(page: Page) -> None:
    """From the log: Add, topic, what I did, Save."""
    page.get_by_role("link", name="Add an entry").tap()
    page.get_by_label("Health", exact=True).tap()
    page.get_by_label("Listened", exact=True).tap()
    page.get_by_role("button", name="Save entry").tap()


def test_the_third_entry_completes_the_module_in_four_taps_each(site: Site, browser: Browser, nearly: Enrolment):
    for scripts in (True, False):
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": 320, "height": 640},
            has_touch=True,
            java_script_enabled=scripts,
        )
        page = context.new_page()
        come_in(page, site.url, LEARNER)
        page.goto("/learn/log/")
        add(page)
        expect(page.get_by_text("Noted. Thank you for the chat.")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        context.close()
    entries = PracticeEntry.objects.filter(enrolment=nearly)
    assert entries.filter(happened_on=timezone.localdate(), topic="HEALTH").count() == 2
    done = ModuleCompletion.objects.standing().get(enrolment=nearly, evidence=CompletedBy.PRACTICE)
    assert done.happened_on == timezone.localdate()
