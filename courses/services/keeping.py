"""Why a page must stay where it is, and what goes with a page that nobody's record rests on."""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Page

from courses.models import Edition, ModulePage, Route


def _with_descendants(pages: Iterable[Page]) -> Q:
    found = Q(pk__in=[])
    for page in pages:
        found |= Q(path__startswith=page.path)
    return found


def routes_that_need(*pages: Page, below: bool = True, open_only: bool = False) -> list[Route]:
    """The routes that need one of these modules or, where asked, one below these pages."""
    modules = ModulePage.objects.filter(_with_descendants(pages) if below else Q(pk__in=[page.pk for page in pages]))
    routes = Route.objects.filter(route_modules__module__in=modules).select_related("course").distinct()
    return list(routes.open() if open_only else routes)


def routes_of_courses_in(page: Page) -> list[Route]:
    """The routes of the courses at or below this page."""
    return list(Route.objects.filter(course__path__startswith=page.path).select_related("course"))


def forget_editions(*, pages: Iterable[Page]) -> int:
    """The numbers of these pages and of all below are gone, so that the pages can go. Raises ProtectedError, and
    forgets nothing, where a completion rests on one of them."""
    below = Page.objects.filter(_with_descendants(pages))
    return Edition.objects.filter(page__in=below).delete()[0]
