"""The places where courses are made: lists that editors keep, the forms of pages, files on their way, people moved."""

import io
from collections.abc import Iterator

from django.urls import reverse
from playwright.sync_api import Page

from courses.models import CoursePage, LessonPage, LocalWord, Route, RouteModule, Topic
from courses.services.transfer.export import export_course
from learning.models import Enrolment
from tests.trust.place import Act, Place, person, press

LISTS = (
    "audience",
    "confidencescale",
    "evidencerecord",
    "glossaryterm",
    "jargonword",
    "localword",
    "resource",
    "route",
    "rubric",
    "topic",
)


def editing() -> Iterator[Place]:
    """All of them."""
    yield from lists()
    yield from forms()
    yield from travelling()
    yield from moving()


def lists() -> Iterator[Place]:
    """Each list, and the pages of a list that are ours."""
    for name in LISTS:
        yield Place(f"cms {name}", reverse(f"wagtailsnippets_courses_{name}:list"))
    topic, word = Topic.objects.order_by("pk")[0], LocalWord.objects.order_by("pk")[0]
    yield Place("cms merge a topic", reverse("wagtailsnippets_courses_topic:merge", args=[topic.pk]))
    yield Place("cms set local words", reverse("wagtailsnippets_courses_localword:set", args=[word.organisation_id]))


def forms() -> Iterator[Place]:
    """The lists of courses, modules and lessons, and the form of each, with our panel beside Save open."""
    lesson = LessonPage.objects.filter(slug="you-already-do-this").order_by("pk")[0]
    module = lesson.get_parent()
    course = module.get_parent()
    for name, page in (("courses", course.get_parent()), ("modules", course), ("lessons", module)):
        yield Place(f"cms list of {name}", reverse("wagtailadmin_explore", args=[page.pk]))
    for name, page in (("course", course), ("module", module), ("lesson", lesson)):
        yield Place(f"cms {name}, form", reverse("wagtailadmin_pages:edit", args=[page.pk]), open_checks)
    route = course.specific.routes.order_by("pk")[0]
    yield Place("cms route, form", reverse("wagtailsnippets_courses_route:edit", args=[route.pk]), open_checks)
    new = reverse("wagtailsnippets_courses_route:add")
    yield Place("cms new route", f"{new}?course={course.pk}")


def travelling() -> Iterator[Place]:
    """A course as a file, as a copy and in another language."""
    course = CoursePage.objects.order_by("path")[0]
    bring = reverse("course_files:index")
    yield Place("cms import a course", bring)
    yield Place("cms import, no file", bring, press("Look at the file"))
    yield Place("cms import, what would happen", bring, brought(course))
    for name in ("copy", "translate", "clear"):
        yield Place(f"cms {name} a course", reverse(f"course_files:{name}", args=[course.pk]))


def moving() -> Iterator[Place]:
    """People who are part-way by a route that asks more since, before and while they are moved."""
    route = Route.objects.get(pk=Enrolment.objects.open().filter(person=person("learner")).order_by("-pk")[0].route_id)
    plan = reverse("moving:index", args=[route.pk])
    yield Place("cms move people, nobody", plan)
    module = route.route_modules.order_by("sort_order")[0].module
    another = module.get_siblings(inclusive=False).live().exclude(pk__in=route.route_modules.values("module"))[0]
    route.route_modules.add(RouteModule(module=another.specific, sort_order=99))
    route.save()
    yield Place("cms move people", plan)
    yield Place("cms people on the move", plan, move)


def open_checks(page: Page) -> None:
    """What must be put right, and what is worth a look."""
    page.locator("[data-before-you-publish]").click()
    page.locator("#before-you-publish").wait_for()


def brought(course: CoursePage) -> Act:
    """A file of this course chosen and looked at."""
    file = io.BytesIO()
    export_course(course, file, live=True)
    chosen = {"name": "course.zip", "mimeType": "application/zip", "buffer": file.getvalue()}

    def act(page: Page) -> None:
        page.locator("main input[type=file]").set_input_files(chosen)
        press("Look at the file")(page)

    return act


def move(page: Page) -> None:
    """Agree to what would change."""
    with page.expect_event("load"):
        page.locator("main form button[type=submit]").click()
