"""The catalogue: Wagtail's page of courses, with the filters and the words in its address."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve

from courses.filters import CatalogueFilter
from courses.models import CourseIndexPage
from courses.services.catalogue import open_ways, tell_ways


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The page as Wagtail serves it, with what the address asks for in the place of the whole list."""
    response = serve(request, request.path.lstrip("/"))
    context = response.context_data if isinstance(response, TemplateResponse) else None
    if context is not None and isinstance(context["page"], CourseIndexPage):
        context.update(asked_for(request, context["courses"]))
    return response


def asked_for(request: HttpRequest, courses: Any) -> dict[str, Any]:
    """The courses to show, what was found inside courses, and the filters. Constant in queries."""
    ways = open_ways()
    found = CatalogueFilter(request.GET.dict(), ways=ways, courses=courses)
    shown, inside = list(found.qs), found_inside(found)
    if best := found.found.courses:
        shown.sort(key=lambda course: best.index(course.pk))
    several = courses.count() > 1
    return {
        "courses": tell_ways(shown, ways),
        "inside": inside,
        "filters": found.form,
        "has_filters": several,
        "words": found.data.get("q", ""),
        "chips": found.chips,
        "kept": [(name, value) for name, value in found.data.items() if name != "q"],
        "topics": topics(found) if several else [],
        "ways_out": [] if shown or inside or set(found.data) <= {"q"} else found.ways_out(),
    }


def found_inside(found: CatalogueFilter) -> list[Page]:
    """What holds the words inside the courses that the other filters leave."""
    if not found.found.inside:
        return []
    rest = {name: value for name, value in found.data.items() if name != "q"}
    reach = set(found.shown(rest).values_list("pk", flat=True))
    return [page for page in found.found.inside if page.course_above.pk in reach]


def topics(found: CatalogueFilter) -> list[dict[str, Any]]:
    """The topics as links: to the courses of one topic, or back to all for the one in hand."""
    if "topic" not in found.filters:
        return []
    return [
        {"label": label, "current": found.data.get("topic") == value, "value": value}
        for value, label in found.filters["topic"].extra["choices"]
    ]
