"""Lesson feedback for editors, in counts: all courses, one course, one lesson. Below /cms/, and nobody is named."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.models import CoursePage, LessonPage, ModulePage
from learning.permissions import can_see_insight
from learning.services.insight import insight, starts_by_lesson
from learning.services.insight_pictures import pictures


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The courses that this person may edit."""
    own = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
    courses = CoursePage.objects.filter(pk__in=own.values("pk")).order_by("title")
    if not courses and not can_see_insight(request.user, Page.get_first_root_node()):
        raise PermissionDenied
    return render(request, "learning/cms/insight_courses.html", {"courses": courses, "breadcrumbs_items": _crumbs()})


@require_safe
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """The lessons of a course, module by module, with how many started the newest edition of each."""
    found = _page(request, CoursePage, pk)
    lessons = list(LessonPage.objects.descendant_of(found).filter(editions__isnull=False).distinct().order_by("path"))
    modules = {module.path: module for module in ModulePage.objects.child_of(found)}
    starts = starts_by_lesson(lessons=lessons)
    rows = [(modules[lesson.path[: -lesson.steplen]], lesson, starts[lesson.pk]) for lesson in lessons]
    context = {"course": found, "rows": rows, "breadcrumbs_items": _crumbs((found.title, ""))}
    return render(request, "learning/cms/insight_course.html", context)


@require_safe
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """How one lesson goes, edition by edition."""
    found = _page(request, LessonPage, pk)
    above = found.get_ancestors().type(CoursePage).get()
    told = insight(lesson=found)
    to_course = (above.title, reverse("insight:course", args=[above.pk]))
    context = {
        "lesson": found,
        "editions": [(edition, pictures(edition)) for edition in told.editions],
        "notes": told.notes,
        "breadcrumbs_items": _crumbs(to_course, (found.title, "")),
    }
    return render(request, "learning/cms/insight.html", context)


def patterns() -> list[URLPattern]:
    """The three addresses."""
    return [
        path("", index, name="index"),
        path("courses/<int:pk>/", course, name="course"),
        path("lessons/<int:pk>/", lesson, name="lesson"),
    ]


def _page(request: HttpRequest, kind: type[Page], pk: int) -> Any:
    found = get_object_or_404(kind, pk=pk)
    if not can_see_insight(request.user, found):
        raise PermissionDenied
    return found


def _crumbs(*further: tuple[str, str]) -> list[dict[str, str]]:
    steps = [(_("Lesson feedback"), reverse("insight:index") if further else ""), *further]
    return [{"url": url, "label": label} for label, url in steps]
