"""A register saved twice, then corrected: one person keeps the completion by a grant, one loses it, proof and all."""

import re

from playwright.sync_api import Page, expect

from certificates.models import Certificate
from cohorts.models import Attendance, Cohort, Session
from cohorts.services.joining import join
from courses.models import CompletedBy
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from people.models import User
from tests.flows.coming_in import come_in
from tests.servers import wait_until

NAMES = {"resident": "Joss Perrin", "osric": "Osric Vane"}


def certificate_of(person: User, *states: str) -> Certificate:
    """The person's newest certificate, once the worker has brought it there."""
    rows = Certificate.objects.filter(holder=person, state__in=states).order_by("-created_at")
    return wait_until(rows.first, f"a certificate of {person}: {states}", seconds=60)


def mark(page: Page, name: str, word: str) -> None:
    """One row of the register."""
    page.get_by_role("group", name=name).or_(page.get_by_role("radiogroup", name=name)).get_by_label(
        word, exact=True
    ).check()


def save(page: Page) -> None:
    """The one button."""
    page.get_by_role("button", name="Save register").click()


def correct(page: Page, name: str, reason: str, outcome: str) -> None:
    """The two questions of a correction, in this person's row."""
    row = page.locator("[data-register-row]", has_text=name)
    row.get_by_label("Why is this changing?").fill(reason)
    row.get_by_label(outcome).check()


def verdict(page: Page, certificate: Certificate) -> str:
    """What anybody reads at the check page."""
    page.goto(f"/verify/{certificate.code}/")
    return page.locator("main h2").first.inner_text()


def test_a_register_saved_twice_and_corrected(site, worker, beat, smtp, new_page):
    cohort = Cohort.objects.get(join_code="TEACUP")
    people = {name: User.objects.get(email=f"{name}@northbridge.example") for name in NAMES}
    earlier = set(Certificate.objects.values_list("pk", flat=True))
    for person in people.values():
        join(cohort=cohort, person=person, by=person)
    session = Session.objects.get(cohort=cohort, module__isnull=False)
    enrolments = {name: Enrolment.objects.open().get(person=person) for name, person in people.items()}
    page, anybody = new_page(width=390), new_page(width=320)
    come_in(page, site.url, "trainer@northbridge.example")
    page.goto("/cohorts/")
    page.get_by_role("link", name=re.compile("register", re.IGNORECASE)).first.click()

    for name in NAMES.values():
        mark(page, name, "Here")
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("2 certificates are being made.")
    wholes = {name: CourseCompletion.objects.get(enrolment=enrolment) for name, enrolment in enrolments.items()}
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("Register saved.")
    expect(page.get_by_role("status").first).not_to_contain_text("being made")
    session.refresh_from_db()
    assert session.register_version == 1
    assert Attendance.objects.filter(session=session, mark="HERE").count() == 2
    assert {row.pk for row in CourseCompletion.objects.filter(enrolment__in=enrolments.values())} == {
        row.pk for row in wholes.values()
    }
    proofs = {name: wait_until(issued_for(whole), f"the certificate of {name}") for name, whole in wholes.items()}
    assert not earlier & {proof.pk for proof in proofs.values()}
    assert [verdict(anybody, proof) for proof in proofs.values()] == ["Valid", "Valid"]

    # Neither of the two was there after all. The page asks, and nothing is lost while it asks.
    for name in NAMES.values():
        mark(page, name, "Away")
    save(page)
    expect(page.get_by_text("A completed module rests on this mark.").first).to_be_visible()
    assert Attendance.objects.filter(session=session, mark="HERE").count() == 2
    correct(page, NAMES["resident"], "Another person signed by mistake", "Withdraw it")
    correct(page, NAMES["osric"], "He led the tea table that day", "Keep it")
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("1 completion was withdrawn.")

    kept, lost = enrolments["osric"], enrolments["resident"]
    standing = ModuleCompletion.objects.standing().get(enrolment=kept)
    assert (standing.evidence, standing.reason) == (CompletedBy.GRANT, "He led the tea table that day")
    assert ModuleCompletion.objects.filter(enrolment=kept).count() == 2
    assert CourseCompletion.objects.standing().get(enrolment=kept) == wholes["osric"]
    assert not ModuleCompletion.objects.standing().filter(enrolment=lost).exists()
    wholes["resident"].refresh_from_db()
    assert wholes["resident"].revoked_why == "Another person signed by mistake"
    lost.refresh_from_db()
    assert lost.status == Enrolment.Status.OPEN

    withdrawn = certificate_of(people["resident"], Certificate.State.REVOKED)
    assert withdrawn == proofs["resident"]
    assert verdict(anybody, withdrawn) == "Withdrawn"
    assert "Perrin" not in anybody.content()
    assert verdict(anybody, proofs["osric"]) == "Valid"
    assert Certificate.objects.filter(completion__in=[row.pk for row in wholes.values()]).count() == 2
    smtp.wait_for_subject("resident@northbridge.example", "withdrawn")


def issued_for(whole: CourseCompletion):
    """Asks for the issued certificate of a completion."""
    return Certificate.objects.filter(completion=whole, state=Certificate.State.ISSUED).first
