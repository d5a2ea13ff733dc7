"""The main job, end to end: an editor publishes, people learn, a trainer takes the register, certificates, HR's file.

Site, worker, beat, PostgreSQL, Redis, SMTP and Chromium are real. Pictures for the README go to .test/pictures.
"""

import io
import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from certificates.models import Certificate
from courses.models import CompletedBy, LessonPage, ModulePage
from learning.models import CourseCompletion, Enrolment
from people.models import Message, User
from records.columns import NAMES
from records.models import LearningRecord
from tests.acting import finish_lesson, sign_in
from tests.databases import KEPT
from tests.servers import wait_until

PICTURES = KEPT / "pictures"


def picture(page: Page, name: str, *, whole: bool = True) -> None:
    """For the README, and for whoever wants to see what the test saw."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)


def edit_a_lesson(page: Page, reviewer: Page) -> LessonPage:
    """The editor changes the minutes of the first lesson and submits it; an administrator reads and approves it."""
    sign_in(page, "editor@northbridge.example")
    lesson = LessonPage.objects.get(slug="you-already-do-this")
    page.goto(f"/cms/pages/{lesson.pk}/edit/")
    page.get_by_role("spinbutton", name="Minutes").fill("7")
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Submit to Content review").click()
    expect(page.get_by_text("submitted for moderation").first).to_be_visible()
    sign_in(reviewer, "admin@northbridge.example")
    reviewer.goto(f"/cms/pages/{lesson.pk}/edit/")
    reviewer.get_by_role("button", name="More actions").last.click()
    reviewer.get_by_role("button", name="Approve and publish").click()
    expect(reviewer.get_by_text("has been updated").first).to_be_visible()
    lesson.refresh_from_db()
    assert lesson.minutes == 7
    return lesson


def join(page: Page, email: str, *, code: str = "tea cup") -> Enrolment:
    """With the code as people type it."""
    sign_in(page, email)
    page.goto("/join/")
    page.get_by_label("Join code").fill(code)
    page.get_by_role("button").filter(has_text=re.compile("Go on|Continue|Next|Find")).first.click()
    page.get_by_role("button", name="Join").click()
    expect(page).to_have_url(re.compile("/learn/"))
    return Enrolment.objects.get(person__email=email, status=Enrolment.Status.OPEN)


def learn(page: Page, enrolment: Enrolment) -> None:
    """Every lesson of the module that lessons complete, from the Continue card."""
    module = ModulePage.objects.child_of(enrolment.course).get(slug="ready")
    for lesson in LessonPage.objects.child_of(module).live().order_by("path"):
        page.goto("/")
        page.locator(".continue-card").get_by_role("link").first.click()
        if lesson.slug == "listen-ask-offer":
            picture(page, "lesson")
        finish_lesson(page, lesson)
    assert enrolment.module_completions.get().module.slug == "ready"


def take_the_register(page: Page) -> None:
    """Everybody on the list is here."""
    sign_in(page, "trainer@northbridge.example")
    page.goto("/cohorts/")
    page.get_by_role("link", name=re.compile("register", re.IGNORECASE)).first.click()
    page.get_by_role("button", name="Mark everyone here").click()
    picture(page, "register")
    page.get_by_role("button", name="Save register").click()
    expect(page.get_by_role("status").first).to_contain_text("Register saved.")


def practise(page: Page, times: int) -> None:
    """Four taps each."""
    for _entry in range(times):
        page.goto("/learn/log/new/")
        page.get_by_label("Company", exact=True).check()
        page.get_by_label("Listened", exact=True).check()
        page.get_by_role("button", name="Save entry").click()
        expect(page).to_have_url(re.compile("/learn/(?!log/new)"))


def issued(email: str) -> Certificate:
    """The person's certificate, as soon as the worker has made it."""
    person = User.objects.get(email=email)
    of_person = Certificate.objects.filter(holder=person, state=Certificate.State.ISSUED)
    return wait_until(lambda: of_person.first(), f"a certificate of {email}", seconds=60)


def export(page: Page) -> dict[str, list[dict[str, object]]]:
    """HR asks for the workbook, watches it being made, and downloads it: its rows by item type."""
    sign_in(page, "hr@northbridge.example")
    page.goto("/records/completions/")
    picture(page, "report", whole=False)
    page.get_by_role("link", name=re.compile("^Export th")).click()
    page.get_by_label("Report to managers or the board").check()
    page.get_by_label("In a few words").fill("Yearly report")
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("button", name="Download")).to_be_visible(timeout=60_000)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    header, *rows = book["Completions"].iter_rows(values_only=True)
    assert list(header) == list(NAMES)
    found: dict[str, list[dict[str, object]]] = {"module": [], "course": []}
    for row in rows:
        cells = dict(zip(NAMES, row, strict=True))
        found[str(cells["item_type"])].append(cells)
    return found


def test_the_main_job(site, worker, beat, smtp, new_page):
    edit_a_lesson(new_page(), new_page())

    learner, resident, trainer, hr, anyone = (new_page(width=width) for width in (320, 320, 390, 1280, 320))
    enrolment = join(learner, "learner@northbridge.example")
    learn(learner, enrolment)
    neighbour = join(resident, "resident@northbridge.example")
    take_the_register(trainer)
    practise(learner, 3)

    # The staff route is complete by lessons, session and practice; the resident's by coming along.
    for who in (enrolment, neighbour):
        who.refresh_from_db()
        assert who.status == Enrolment.Status.COMPLETED
    kinds = [part.evidence for part in enrolment.module_completions.order_by("pk")]
    assert kinds == [CompletedBy.LESSONS, CompletedBy.ATTENDANCE, CompletedBy.PRACTICE]
    assert [part.evidence for part in neighbour.module_completions.all()] == [CompletedBy.ATTENDANCE]

    # Certificates are made by the worker, and a letter brings the link.
    proof, other = issued("learner@northbridge.example"), issued("resident@northbridge.example")
    letter = smtp.wait_for_subject("learner@northbridge.example", "completed")
    link = re.search(r"https?://\S+/certificates/\S+", letter.get_body(("plain",)).get_content())
    assert link is not None
    learner.goto(link[0])
    expect(learner.get_by_role("heading", level=1)).to_have_text("Community Connector")
    with learner.expect_download() as waiting:
        learner.get_by_role("link", name="Download PDF").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")
    (KEPT / "pictures" / "certificate.pdf").write_bytes(Path(waiting.value.path()).read_bytes())

    # Anyone can check the code, typed as people type it.
    anyone.goto("/verify/")
    anyone.get_by_label("Check code").fill(proof.code.lower())
    anyone.get_by_role("button", name="Check").click()
    expect(anyone.get_by_text("Marnie Ashdown")).to_be_visible()
    expect(anyone.get_by_role("heading", name="Valid")).to_be_visible()
    anyone.goto(f"/verify/{other.code}/")
    expect(anyone.get_by_text("Joss Perrin")).to_be_visible()

    # HR finds the learner with the post of that day, and no trace of the resident.
    whole = CourseCompletion.objects.get(enrolment=enrolment)
    numbered = LearningRecord.objects.current().filter(record_id=whole.uuid, certificate_number=proof.number)
    wait_until(numbered.exists, "the record with its certificate", seconds=60)
    rows = export(hr)
    mine = {kind: [row for row in found if row["employee_number"] == "00010427"] for kind, found in rows.items()}
    assert sorted(str(row["item_code"]) for row in mine["module"]) == ["ready", "session", "try-it"]
    (course,) = mine["course"]
    seen = [
        course[name]
        for name in ("item_code", "staff_role", "department_at_completion", "employer_code", "certificate_number")
    ]
    assert seen == [
        "community-connector",
        "Caretaker and estates worker",
        "Housing / Estates",
        "NORTHBRIDGE",
        proof.number,
    ]
    every_cell = {str(value) for found in rows.values() for row in found for value in row.values()}
    assert not [cell for cell in every_cell if "Perrin" in cell or "Joss" in cell]
    assert not LearningRecord.objects.filter(person=neighbour.person).exists()
    sent = Message.objects.filter(person__email="learner@northbridge.example", subject__contains="completed")
    assert sent.count() == 1

    front = new_page()
    front.goto("/")
    picture(front, "front", whole=False)
