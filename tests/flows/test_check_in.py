"""Checking in early, then on time, then the register: with touch at 320 px, and once more without scripts."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cohorts.models import Attendance, CheckIn, Cohort, Session
from cohorts.services.joining import join
from learning.models import Enrolment, ModuleCompletion
from people.models import User
from tests.flows.coming_in import come_in

MINUTE = datetime.timedelta(minutes=1)


def begins_in(session: Session, minutes: int) -> None:
    """The session begins so many minutes from now: the clock under the test's hand."""
    session.starts_at = timezone.now() + minutes * MINUTE
    session.ends_at = session.starts_at + 120 * MINUTE
    session.save(update_fields=["starts_at", "ends_at"])


@pytest.mark.parametrize(
    ("name", "options"),
    [("resident", {"has_touch": True, "is_mobile": True}), ("learner", {"java_script_enabled": False})],
    ids=["touch", "no scripts"],
)
def test_early_then_on_time_then_the_register(site, new_page, name, options):
    cohort = Cohort.objects.get(join_code="TEACUP")
    person = User.objects.get(email=f"{name}@northbridge.example")
    place = join(cohort=cohort, person=person, by=person)
    session = Session.objects.get(cohort=cohort, module__isnull=False)
    drop_in = Session.objects.get(cohort=cohort, module__isnull=True)
    completed = ModuleCompletion.objects.standing().filter(enrolment=place.enrolment, module=session.module)
    phone, desk = new_page(width=320, height=640, **options), new_page()
    come_in(phone, site.url, person)
    press = phone.get_by_role("button", name="I am here")

    begins_in(session, 40)
    phone.goto(reverse("cohorts:check_in", args=[session.poster_token]))
    press.click()
    expect(phone.get_by_role("status").first).to_contain_text("You are early, which is lovely. Check-in opens at")
    assert CheckIn.objects.filter(membership=place).count() == 0
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320 if "has_touch" in options else True

    begins_in(session, 20)  # twenty minutes have passed: the same page, pressed again
    press.click()
    expect(phone.get_by_role("status").first).to_contain_text("Thank you. You are on the list.")
    assert [row.session for row in CheckIn.objects.filter(membership=place)] == [session]
    assert not completed.exists()

    phone.goto(reverse("cohorts:check_in", args=[drop_in.poster_token]))
    expect(phone.get_by_role("heading", level=1)).to_have_text("This code is for another day")
    assert CheckIn.objects.filter(membership=place).count() == 1

    begins_in(session, -1)
    come_in(desk, site.url, "trainer@northbridge.example")
    desk.goto(reverse("cohorts:register", args=[cohort.uuid, session.uuid]))
    row = desk.locator("[data-register-row]", has_text=str(person))
    expect(row).to_contain_text("Says here at")
    expect(row.get_by_label("Here", exact=True)).to_be_checked()
    assert not Attendance.objects.filter(session=session, membership=place).exists()
    desk.get_by_role("button", name="Save register").click()
    expect(desk.get_by_role("status").first).to_contain_text(re.compile("Register saved"))
    assert Attendance.objects.get(session=session, membership=place).mark == "HERE"
    assert completed.exists()
    assert Enrolment.objects.filter(person=person).count() == 1
