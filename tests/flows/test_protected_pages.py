"""What people completed is kept, whoever presses Delete; and what they did stays inside their organisation."""

from playwright.sync_api import Page, expect
from wagtail.models import Page as AnyPage

from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from jobs.models import Job
from learning.models import CourseCompletion, LessonProgress, ModuleCompletion
from records.models import LearningRecord
from tests.flows.coming_in import come_in
from tests.servers import wait_until


def kept_facts() -> list[int]:
    """How much there is of what people did."""
    return [model.objects.count() for model in (ModuleCompletion, CourseCompletion, LessonProgress, AnyPage)]


def refusal(page: Page) -> str:
    """What the editors' side says at the top of the page."""
    message = page.locator(".messages li").first
    expect(message).to_be_visible()
    return message.inner_text().strip()


def delete_in_bulk(page: Page, each: AnyPage) -> None:
    """The question that the list of pages asks before it deletes what was ticked."""
    page.goto(f"/cms/bulk/wagtailcore/page/delete/?next=/cms/&id={each.pk}")


def test_an_administrator_cannot_delete_what_people_completed(site, new_page):
    before = kept_facts()
    assert before[1] >= 4
    page = new_page()
    come_in(page, site.url, "admin@northbridge.example")
    module = ModulePage.objects.get(slug="ready")
    lesson = LessonPage.objects.child_of(module).first()
    course, index = CoursePage.objects.get(code="community-connector"), CourseIndexPage.objects.get()
    for each in (lesson, module, course, index):
        page.goto(f"/cms/pages/{each.pk}/delete/")
        assert refusal(page).startswith("Kept: "), each
        assert "Unpublish it instead." in refusal(page) or "needs it." in refusal(page)
        assert AnyPage.objects.filter(pk=each.pk, live=True).exists()
    for each in (lesson, index):
        delete_in_bulk(page, each)
        for box in page.get_by_label("to confirm").all():  # many pages at once want the site's name
            box.fill("Relationships Academy")
        page.get_by_role("button", name="Yes, delete").click()
        assert refusal(page).startswith("Kept: "), each
    for each in (module, course):  # the editors' side says so before it offers a button
        delete_in_bulk(page, each)
        expect(page.get_by_text("prevent it from being deleted").first).to_be_visible()
        expect(page.get_by_role("button", name="Yes, delete")).to_have_count(0)
    assert kept_facts() == before
    anybody = new_page()
    anybody.goto("/courses/")
    expect(anybody.get_by_role("link", name="Community Connector").first).to_be_visible()


def test_hr_of_the_other_organisation_sees_nothing(site, worker, beat, new_page):
    publishing = Job.objects.filter(kind="records.publish_record").exclude(status=Job.Status.DONE)
    wait_until(lambda: LearningRecord.objects.exists() and not publishing.exists(), "records")
    theirs, ours = new_page(), new_page()
    come_in(theirs, site.url, "hr@southmoor.example")
    come_in(ours, site.url, "hr@northbridge.example")
    for page in (theirs, ours):
        page.goto("/records/completions/")
    expect(ours.get_by_text("Wilf Danby").first).to_be_visible()
    shown = "".join(open_and_read(theirs, path) for path in ("/records/", "/records/completions/", "/records/exports/"))
    for name in ("Danby", "Lund", "Sayle", "Keast", "Vane", "Ashdown", "NORTHBRIDGE"):
        assert name not in shown
    person = LearningRecord.objects.filter(organisation__code="NORTHBRIDGE").first().person
    ours.get_by_role("link", name=person.get_full_name()).first.click()
    answer = theirs.goto(ours.url)
    assert answer.status == 404
    assert person.family_name not in theirs.content()


def open_and_read(page: Page, path: str) -> str:
    """Every byte of a page."""
    page.goto(path)
    return page.content()
