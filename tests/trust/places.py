"""Every page of ours that somebody can open with the demonstration, in each state: the table of the walk.

A page is added here with its address; nothing else is needed for it to be looked at.
"""

import datetime
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from academy.demo.playing import finish_lesson, good_path, practise
from certificates.models import Certificate
from certificates.services.produce import produce
from cohorts.models import Cohort, Membership, Session
from cohorts.services.adding import add_walk_in
from cohorts.services.joining import join
from courses.marking import walk
from courses.models import CoursePage, LessonPage, ModulePage
from courses.screens import screens
from jobs.models import Job
from jobs.services import run
from learning.models import Enrolment, ModuleCompletion, PracticeEntry
from people.models import User
from records.models import Export
from tests.acting import choice_of

Act = Callable[[Page], None]


@dataclass(frozen=True)
class Place:
    """A page in a state: its name, its address, and what somebody does there to bring it about."""

    name: str
    address: str
    act: Act | None = None
    status: int = 200


def person(name: str) -> User:
    """Somebody of Northbridge."""
    return User.objects.get(email=f"{name}@northbridge.example")


def press(button: str, **typed: str) -> Act:
    """Type into labelled boxes (``e_mail`` is "e mail", whatever stands between), then press a button of the page."""

    def act(page: Page) -> None:
        main = page.locator("main")
        for label, text in typed.items():
            main.get_by_label(re.compile(label.replace("_", "."), re.IGNORECASE)).first.fill(text)
        main.get_by_role("button", name=button, exact=True).first.click()

    return act


def visitor() -> Iterator[Place]:
    """Whoever is not signed in."""
    course = CoursePage.objects.get()
    yield Place("front", "/")
    yield Place("catalogue", "/courses/")
    yield Place("course", course.url)
    for module in ModulePage.objects.live().child_of(course):
        yield Place(f"module {module.slug}", module.url)
    for lesson in LessonPage.objects.live().public().filter(slug__in=["you-already-do-this", "what-is-out-there"]):
        yield Place(f"lesson {lesson.slug}", lesson.url)
    for slug in ("about", "help", "accessibility", "privacy"):
        yield Place(slug, f"/{slug}/")
    yield Place("sign in", "/accounts/login/")
    yield Place("sign in, code", "/accounts/login/code/", press("Send me a code", e_mail="osric@northbridge.example"))
    yield Place("sign in, ask for a code", "/accounts/login/code/")
    yield Place("password forgotten", "/accounts/password/reset/")
    yield Place("password forgotten, sent", "/accounts/password/reset/done/")
    yield Place("sign up", "/accounts/signup/")
    yield Place("return code", "/accounts/return/")
    yield Place("signed out", "/accounts/signed-out/")
    yield Place("display", "/accounts/display/")
    yield Place("join", "/join/")
    yield Place("join, wrong code", "/join/ZZZZZZ/", status=404)
    yield Place("join, ended", "/join/GARDEN/", status=410)
    yield Place("join, newcomer", "/join/TEACUP/")
    yield Place("join, code by e-mail", "/join/TEACUP/", newcomer)
    yield Place("check", "/verify/")
    yield Place("check, good", f"/verify/{Certificate.objects.get(holder=person('wilf')).code}/")
    yield Place("check, unknown", "/verify/2222222222222222222/", status=404)
    yield Place("not found", "/nowhere/", status=404)


def newcomer(page: Page) -> None:
    """Joins with an address, so that a code is sent there."""
    page.get_by_label("What should we call you").fill("Ines")
    page.get_by_label(re.compile("e-mail", re.IGNORECASE)).first.check()
    page.get_by_role("textbox", name=re.compile("e-mail", re.IGNORECASE)).first.fill("ines@example.org")
    page.get_by_label(re.compile("No, it is mine")).first.check()
    page.get_by_role("button", name="Join", exact=True).click()


def resident() -> Iterator[Place]:
    """Somebody who has done nothing yet: every page is empty."""
    yield Place("home, empty", "/")
    yield Place("join, signed in", "/join/TEACUP/")
    yield from (Place(f"{name}, empty", address) for name, address in OWN.items())
    yield Place("new entry, no log", "/learn/log/new/")
    yield Place("settings", "/accounts/settings/")
    yield Place("new e-mail", "/accounts/email/")
    yield Place("new password", "/accounts/password/change/")
    yield Place("second factor", "/accounts/2fa/")
    yield Place("sign out", "/accounts/logout/")
    yield Place("forbidden", "/records/", status=403)
    yield Place("not found, signed in", "/learn/2222222222222222222222/", status=404)


OWN = {
    "my courses": "/learn/",
    "log": "/learn/log/",
    "record": "/learn/record/",
    "certificates": "/certificates/",
}


def wilf() -> Iterator[Place]:
    """Somebody who completed the course."""
    enrolment = Enrolment.objects.get(person=person("wilf"))
    yield Place("home, done", "/")
    yield from (Place(f"{name}, filled", address) for name, address in OWN.items())
    yield Place("course, complete", reverse("learning:course", args=[enrolment.uuid]))
    certificate = Certificate.objects.get(holder=person("wilf"))
    yield Place("certificate", reverse("certificates:certificate", args=[certificate.pk]))


def learner() -> Iterator[Place]:
    """Somebody on the way. The order matters: a screen is seen before it is answered."""
    enrolment = Enrolment.objects.open().get(person=person("learner"))
    yield Place("home", "/")
    yield Place("my courses", "/learn/")
    yield Place("course, taken", reverse("learning:course", args=[enrolment.uuid]))
    for module in ModulePage.objects.filter(slug__in=["ready", "session", "try-it"]):
        yield Place(f"module {module.slug}, taken", reverse("learning:module", args=[enrolment.uuid, module.slug]))
    seen: set[str] = set()
    for lesson in LessonPage.objects.live().child_of(ModulePage.objects.get(slug="ready")):
        yield from lesson_screens(enrolment, lesson, seen)
    first = LessonPage.objects.get(slug="you-already-do-this")
    end = reverse("learning:lesson_finished", args=[enrolment.uuid, "ready", first.slug])
    yield Place("lesson, not yet finished", end)
    yield Place("lesson, finished", end, lambda page: (finish_lesson(enrolment, first), page.reload())[0])
    yield Place("log", "/learn/log/")
    yield Place("new entry", "/learn/log/new/")
    entry = PracticeEntry.objects.filter(enrolment=enrolment).latest("pk")
    yield Place("remove an entry", reverse("learning:remove_entry", args=[entry.uuid]))
    yield Place("leave the course", reverse("learning:leave", args=[enrolment.uuid]))


def lesson_screens(enrolment: Enrolment, lesson: LessonPage, seen: set[str]) -> Iterator[Place]:
    """The first screen of each kind, and its feedback."""
    for screen in screens(lesson.body):
        kind = screen.activity.block_type if screen.activity else "reading"
        if kind in seen:
            continue
        seen.add(kind)
        address = reverse("learning:lesson", args=[enrolment.uuid, "ready", lesson.slug, screen.number])
        yield Place(f"screen, {kind}", address)
        if kind == "scenario":
            yield Place("scenario, on the way", address, story(screen.activity, 1))
            yield Place("scenario, its end", address, story(screen.activity, None))
        elif kind.startswith("quiz_"):
            yield Place(f"feedback, {kind}", address, choose_first)


def story(block: Any, steps: int | None) -> Act:
    """So many choices of the story, or all of them."""
    path = good_path(block)

    def act(page: Page) -> None:
        for step in range(len(path[:steps])):
            scene = walk(block, path[:step]).scene
            page.get_by_role("button", name=choice_of(scene, path[step])).click()

    return act


def choose_first(page: Page) -> None:
    """The first answer to each question, right or wrong, then the feedback."""
    form = page.locator("form.player-form")
    names = form.locator("input[type=radio]").evaluate_all("all => [...new Set(all.map(each => each.name))]")
    for name in names:
        form.locator(f"input[name='{name}']").first.check()
    if not names and form.locator("input[type=checkbox]").count():
        form.locator("input[type=checkbox]").first.check()
    for place, box in enumerate(form.locator("select").all(), start=1):
        box.select_option(str(place))
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url(re.compile("#feedback"))


def trainer() -> Iterator[Place]:
    """Somebody with three cohorts: finished, under way and new."""
    yield Place("today", "/cohorts/")
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
    yield Place("withdraw a module", reverse("cohorts:withdraw", args=[teacup.uuid, member.uuid, done.uuid]))


def hr() -> Iterator[Place]:
    """Somebody who reports on what people completed."""
    yield Place("overview", "/records/")
    yield Place("report", "/records/completions/")
    yield Place("report, filtered", "/records/completions/?q=Danby")
    yield Place("report, no match", "/records/completions/?q=nobody-of-this-name")
    yield Place("report, wrong day", "/records/completions/?completed_from=soon")
    yield Place("person", reverse("records:person", args=[person("wilf").uuid]))
    yield Place("exports", "/records/exports/")
    yield Place("new export", "/records/exports/new/")
    for export in Export.objects.order_by("pk"):
        yield Place(f"export {export.state}", reverse("records:export", args=[export.uuid]))


def admin() -> Iterator[Place]:
    """Our own pages on the editors' side: drawn for a computer."""
    for name in ("jobs", "organisations", "departments", "staff-roles", "posts", "people", "deliveries"):
        yield Place(f"cms {name}", f"/cms/{name}/")


PEOPLE: dict[str, Callable[[], Iterator[Place]]] = {
    each.__name__: each for each in (visitor, resident, wilf, learner, trainer, hr, admin)
}


def prepare() -> None:
    """What the demonstration leaves to do, done: somebody on the way, a certificate, exports in each state."""
    tamsin, teacup = person("trainer"), Cohort.objects.get(join_code="TEACUP")
    place = join(cohort=teacup, person=person("learner"), by=person("learner"))
    practise(place.enrolment, 2)
    add_walk_in(cohort=teacup, name="Odile Hart", form_key=uuid.uuid4(), by=tamsin)
    for job in Job.objects.filter(kind__in=["certificates.award", "records.publish_record"]):
        run(job.pk)
    produce(certificate=Certificate.objects.get(holder=person("wilf")))
    facts = {
        "organisation": tamsin.organisation,
        "requested_by": person("hr"),
        "purpose": Export.Purpose.REPORT,
        "to_seq": 10**6,
    }
    made = {"until": timezone.now() + datetime.timedelta(days=7), "size": 9_000, "file": "x.xlsx", "sha256": "0" * 64}
    for state in Export.State.values:
        row = facts | {"form_key": uuid.uuid4(), "state": state, "rows_total": 9, "purpose_note": "The yearly report"}
        Export.objects.create(**row | (made if state == Export.State.READY else {}))
