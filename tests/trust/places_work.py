"""The places of somebody at work here: trainers, HR, and administrators on the editors' side."""

from collections.abc import Iterator

from django.urls import reverse
from playwright.sync_api import Page

from certificates.models import CertificateDesign
from cohorts.models import Cohort, Membership, Session
from courses.models import LessonPage, ModulePage
from learning.models import ModuleCompletion
from people.models import Message
from records.models import Export
from tests.trust.place import Place, person, press
from tests.trust.places_asking import answers_members, answers_staff
from tests.trust.places_editing import editing
from tests.trust.places_joining import letting_in
from tests.trust.places_notes import in_the_way
from tests.trust.places_pairing import coordinating, mentored

DESIGNS = "wagtailsnippets_certificates_certificatedesign"


def trainer() -> Iterator[Place]:
    """Somebody with three cohorts: finished, under way and new."""
    yield Place("today", "/cohorts/")
    yield from in_the_way()
    yield from letting_in()
    yield from coordinating()
    yield Place("cohorts", "/cohorts/all/")
    yield Place("new cohort", "/cohorts/new/")
    for code in ("TEACUP", "GARDEN"):
        cohort = Cohort.objects.get(join_code=code)
        session = Session.objects.filter(cohort=cohort).first()
        member = Membership.objects.filter(cohort=cohort).first()
        name, args = cohort.name, [cohort.uuid]
        yield Place(f"cohort {name}", reverse("cohorts:cohort", args=args))
        yield Place(f"session of {name}", reverse("cohorts:session", args=[*args, session.uuid]))
        yield Place(f"register of {name}", reverse("cohorts:register", args=[*args, session.uuid]))
        yield Place(f"member of {name}", reverse("cohorts:member", args=[*args, member.uuid]))
    teacup = Cohort.objects.get(join_code="TEACUP")
    session = Session.objects.filter(cohort=teacup).first()
    yield Place("people", reverse("cohorts:people", args=[teacup.uuid]))
    pasted = "Kit\nAsha Okafor, asha.okafor@example.org\nNo Name, not an address"
    checked = press("Check these people", People=pasted)
    yield Place("people, checked", reverse("cohorts:people", args=[teacup.uuid]), checked)
    yield Place("new session", reverse("cohorts:new_session", args=[teacup.uuid]))
    yield Place("change the session", reverse("cohorts:change_session", args=[teacup.uuid, session.uuid]))
    yield Place("call the session off", reverse("cohorts:cancel_session", args=[teacup.uuid, session.uuid]))
    yield Place("close the cohort", reverse("cohorts:close", args=[teacup.uuid]))
    member = Membership.objects.filter(cohort=teacup, enrolment__person=person("learner")).get()
    module = ModulePage.objects.get(slug="session")
    yield Place("grant a module", reverse("cohorts:grant", args=[teacup.uuid, member.uuid, module.code]))
    inside = teacup.memberships.values("enrolment")
    done = ModuleCompletion.objects.standing().filter(enrolment__in=inside).order_by("pk")[0]
    member = Membership.objects.get(cohort=teacup, enrolment=done.enrolment)
    yield from answers_members()
    yield Place("withdraw a module", reverse("cohorts:withdraw", args=[teacup.uuid, member.uuid, done.uuid]))


def hr() -> Iterator[Place]:
    """Somebody who reports on what people completed."""
    yield Place("overview", "/records/")
    yield Place("report", "/records/completions/")
    yield Place("report, filtered", "/records/completions/?q=Keast")
    yield Place("report, no match", "/records/completions/?q=nobody-of-this-name")
    yield Place("report, wrong day", "/records/completions/?completed_from=soon")
    yield Place("person", reverse("records:person", args=[person("wilf").uuid]))
    yield Place("exports", "/records/exports/")
    yield Place("new export", "/records/exports/new/")
    for export in Export.objects.order_by("pk"):
        yield Place(f"export {export.state}", reverse("records:export", args=[export.uuid]))
    yield from mentored()
    yield from answers_staff()


def admin() -> Iterator[Place]:
    """Our own pages on the editors' side: drawn for a computer."""
    yield Place("styleguide", "/styleguide/")
    for name in ("confirm", "job-running", "job-done", "job-parked"):
        yield Place(f"styleguide {name}", f"/styleguide/{name}/")
    for name in ("jobs", "organisations", "departments", "staff-roles", "posts", "people", "deliveries", "rights"):
        yield Place(f"cms {name}", f"/cms/{name}/")
    yield Place("cms front", "/cms/")
    lesson = LessonPage.objects.filter(slug="you-already-do-this").order_by("pk")[0]
    course = lesson.get_parent().get_parent()
    yield Place("lesson feedback", "/cms/insight/")
    yield Place("lesson feedback, course", reverse("insight:course", args=[course.pk]))
    yield Place("lesson feedback, lesson", reverse("insight:lesson", args=[lesson.pk]))
    yield Place("guide", "/cms/guide/")
    yield Place("guide, scenario", "/cms/guide/scenario/")
    yield from editing()
    yield from people()
    yield from designs()


def people() -> Iterator[Place]:
    """The pages of one organisation and one person, and the acts that have a page of their own."""
    organisation, wilf, learner = person("wilf").organisation_id, person("wilf").pk, person("learner").pk
    for name in ("inspect", "close", "open"):
        yield Place(f"organisation, {name}", reverse(f"organisations:{name}", args=[organisation]))
    yield Place("one person", reverse("people_cms:edit", args=[wilf]))
    yield Place("new person", reverse("people_cms:add"))
    yield Place("cms reset a second factor", reverse("people_cms:reset_factor", args=[person("editor").pk]))
    yield Place("merge", reverse("people_cms:merge", args=[wilf]))
    yield Place("merge, side by side", reverse("people_cms:merge_with", args=[wilf, learner]))
    yield Place("merged", reverse("people_cms:merged", args=[person("wilf").merged_from.get().pk]))
    yield Place("delivery", reverse("deliveries:inspect", args=[Message.objects.order_by("pk")[0].pk]))


def designs() -> Iterator[Place]:
    """How certificates look: the list, and the form with the preview beside it."""
    design = CertificateDesign.objects.order_by("name")[0]
    yield Place("cms certificate designs", reverse(f"{DESIGNS}:list"))
    yield Place("cms certificate design, form", reverse(f"{DESIGNS}:edit", args=[design.pk]), open_preview)
    yield Place("cms new certificate design", reverse(f"{DESIGNS}:add"))
    design.save_revision()
    compare = reverse(f"{DESIGNS}:revisions_compare", args=[design.pk, "earliest", "latest"])
    yield Place("cms certificate design, compared", compare)


def open_preview(page: Page) -> None:
    """The sheet, and the links to it as a file."""
    page.get_by_role("button", name="Toggle preview").click()
    page.get_by_role("heading", name="Open as PDF").wait_for()
