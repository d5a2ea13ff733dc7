"""A course, a module or a lesson by one route, for its editor: what those on it get. Nothing is recorded."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.models import CompletedBy, CoursePage, LessonPage, ModulePage, Route
from courses.models.reference import organisation_of
from courses.screens import Screen
from courses.services import fill, local_words
from courses.services.catalogue import time_in_words
from learning.models import Enrolment
from learning.permissions import ALONE
from learning.services.player import Lesson
from learning.views import shown, words

BELOW_COURSE = {CoursePage: 0, ModulePage: 1, LessonPage: 2}


@dataclass(frozen=True, slots=True)
class Several:
    """Words by job, where people with different jobs take the route: who reads what."""

    block: Any
    readers: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ByRoute:
    """One route as it was last saved, with what it asks, what it leaves out, and the jobs it is suggested for."""

    route: Route
    asks: list[ModulePage]
    leaves: list[ModulePage]
    lessons: list[LessonPage]
    jobs: dict[str, str]

    @property
    def time(self) -> str:
        """How long it takes, as far as anybody can say."""
        minutes = self.route.minutes_with(self.lessons)
        return time_in_words(minutes) if minutes else ""

    @property
    def statement(self) -> str:
        """What its certificate says, were it today. What only the day itself can tell stays in braces."""
        today = date_format(timezone.localdate(), "j F Y")
        return fill(self.route.statement, {"course": self.route.course.title, "date": today})

    def number_of(self, module: Page) -> int:
        """Which module of the route it is; 0 where the route does not ask for it."""
        return next((at for at, asked in enumerate(self.asks, 1) if asked.pk == module.pk), 0)

    def lessons_of(self, module: ModulePage) -> list[LessonPage]:
        """The lessons of this module, in order."""
        return [lesson for lesson in self.lessons if lesson.is_child_of(module)]


def modes(page: Page) -> list[tuple[str, str]]:
    """A mode of the preview for each route of its course that is not closed."""
    found = _routes_of(page).filter(closed_on__isnull=True).values_list("pk", "name")
    return [(f"route:{key}", _("By route: %(route)s") % {"route": name}) for key, name in found]


def _routes_of(page: Page) -> Any:
    """The routes of the course that this page is, or stands in. What was never saved stands nowhere."""
    if type(page) not in BELOW_COURSE or not page.path:
        return Route.objects.none()
    path = page.path[: len(page.path) - BELOW_COURSE[type(page)] * page.steplen]
    return Route.objects.filter(course__path=path)


def by_route(page: Page, mode: str) -> ByRoute | None:
    """What the route of this mode asks, with this page as it is being written; None for a route of another course."""
    key = mode.removeprefix("route:")
    kept = _routes_of(page).filter(pk=key) if key.isdecimal() else Route.objects.none()
    live = kept.select_related("course", "latest_revision").first()
    if live is None:
        return None
    route = live.get_latest_revision_as_object()
    route.course = page if isinstance(page, CoursePage) else live.course
    modules = {each.pk: each for each in _with(page, ModulePage.objects.child_of(live.course).order_by("path"))}
    needed = [each for each in route.route_modules.all() if each.module_id in modules]
    for each in needed:
        each.module = modules[each.module_id]
    route.route_modules = needed  # read once: its rule and its time ask for them again
    asks = [each.module for each in needed]
    lessons = LessonPage.objects.descendant_of(live.course).defer("body").order_by("path")
    jobs = (
        {} if route.audience == Route.Audience.RESIDENT else {job.code: job.name for job in route.suggested_for.all()}
    )
    left = [module for module in modules.values() if module not in asks]
    return ByRoute(route, asks, left, _with(page, lessons), jobs)


def _with(page: Page, pages: Any) -> list[Any]:
    """These pages, the one that is being written in the place of what was saved."""
    return [page if each.pk == page.pk else each for each in pages]


# --- The pages ------------------------------------------------------------------------------------------------------
def of_course(course: CoursePage, request: HttpRequest, seen: ByRoute) -> TemplateResponse:
    """The course as somebody meets it on the day they start by this route."""
    context = _around(request, course, seen) | {
        "items": [_item(module, seen, at) for at, module in enumerate(seen.asks)],
        "done": 0,
        "total": len(seen.asks),
    }
    return TemplateResponse(request, "learning/preview_course.html", context)


def of_module(module: ModulePage, request: HttpRequest, seen: ByRoute) -> TemplateResponse:
    """One module as somebody on this route meets it first."""
    rows = [Lesson(lesson, finished=False, started=False) for lesson in seen.lessons_of(module)]
    context = _around(request, module, seen)
    context |= {
        "module": module,
        "kind": words.kind_of(module),
        "lessons": [item | {"url": ""} for item in words.lesson_items(context["enrolment"], module, rows)],
        "entries": [] if module.completed_by == CompletedBy.PRACTICE else None,
        "waits_for_trainer": module.completed_by not in ALONE,
    }
    return TemplateResponse(request, "learning/preview_module.html", context)


def _around(request: HttpRequest, page: Page, seen: ByRoute) -> dict[str, Any]:
    """An enrolment that is kept nowhere, and what only an editor sees."""
    return {
        "enrolment": Enrolment(course=seen.route.course, route=seen.route),
        "words": local_words(organisation_of(request)),
        "by_route": seen,
        "number": seen.number_of(page),
    }


def _item(module: ModulePage, seen: ByRoute, at: int) -> dict[str, Any]:
    minutes = module.minutes_with(seen.lessons)
    return {
        "title": module.title,
        "url": "",
        "kind": words.kind_of(module),
        "detail": time_in_words(minutes) if minutes else "",
        "status": "not_started",
        "why": module.rule_in_words,
        "state": "todo" if at else "now",
    }


# --- The words of a lesson by job -----------------------------------------------------------------------------------
def parts_by_route(here: Screen, seen: ByRoute) -> list[shown.Part | Several]:
    """The blocks of a screen. Words by job are those of the jobs that take the route."""
    return [
        _by_job(part, seen) if part.block.block_type == "role_variant" else part
        for part in shown.parts_for(here, set())
    ]


def _by_job(part: shown.Part, seen: ByRoute) -> shown.Part | Several:
    """A part as all on the route read it; where they read different words, each with who does."""
    if seen.route.audience == Route.Audience.RESIDENT:
        return part
    variants = list(part.block.value["variants"])
    read = [each for each in variants if not seen.jobs or set(seen.jobs) & set(each["staff_roles"] or [])]
    with_words = {code for each in variants for code in each["staff_roles"] or []}
    everyone = seen.route.audience == Route.Audience.ANY or not seen.jobs or not set(seen.jobs) <= with_words
    readers = [(each["label"], each["blocks"]) for each in read]
    readers += [(_("Everyone else"), part.block.value["fallback"])] if everyone else []
    if len(readers) > 1:
        return Several(part.block, tuple(readers))
    if not read:
        return part
    others = [(each["label"], each["blocks"]) for each in variants if each is not read[0]]
    return shown.Part(part.block, read[0]["blocks"], (*others, (_("Everyone else"), part.block.value["fallback"])))
