"""What may be deleted, moved, unpublished and published, one by one and in bulk."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, ReferenceIndex

from courses.models import ModulePage
from courses.registry import keeps, reasons_to_keep
from courses.services.keeping import forget_editions, routes_of_courses_in, routes_that_need
from courses.viewsets.api import ReadPagesAPI
from people.permissions import is_administrator


@keeps
def routes(page: Page) -> list[str]:
    """A route needs its modules and its course."""
    found = {route.pk: route for route in [*routes_that_need(page), *routes_of_courses_in(page)]}
    return [_("Kept: the route “%(route)s” needs it.") % {"route": route} for route in found.values()]


def _refuse(request: HttpRequest, reasons: Sequence[str], to: str | Page) -> HttpResponse:
    for reason in reasons:
        messages.error(request, reason)
    return redirect("wagtailadmin_explore", to.pk) if isinstance(to, Page) else redirect(to)


@hooks.register("before_delete_page")
def keep_what_is_used(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Said before the confirmation page; a page nobody used takes its editions with it."""
    if reasons := reasons_to_keep(page):
        return _refuse(request, reasons, page.get_parent())
    if request.method == "POST":
        forget_editions(pages=[page])  # Wagtail's view holds the transaction
    return None


def _unpublishing(page: Page, *, below: bool) -> list[str]:
    return [
        _("The route “%(route)s” needs this. Close the route, or take it out of the route, first.") % {"route": route}
        for route in routes_that_need(page, below=below, open_only=True)
    ]


@hooks.register("before_unpublish_page")
def keep_what_routes_need(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A module that an open route needs stays published."""
    below = bool(request.POST.get("include_descendants"))
    reasons = _unpublishing(page, below=below)
    return _refuse(request, reasons, page.get_parent()) if reasons else None


def _moves_round_a_review(page: Page, destination: Page) -> bool:
    """Whether something of it is live, and another review stands over there."""
    review = destination.get_workflow()
    other = review is not None and review != page.get_workflow()
    return other and page.get_descendants(inclusive=True).live().exists()


def _moving(page: Page, destination: Page | None, by: Any) -> list[str]:
    """A module that a route or a record uses stays in its course, and what is live never moves round a review."""
    page = page.specific
    if destination is not None and not is_administrator(by) and _moves_round_a_review(page, destination.specific):
        words = _("“%(page)s” would be read there without the review of that course. Unpublish it first, then move it.")
        return [words % {"page": page.title}]
    if not isinstance(page, ModulePage) or (destination is not None and page.is_child_of(destination)):
        return []
    return reasons_to_keep(page)


@hooks.register("before_move_page")
def keep_modules_in_their_course(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Said instead of moving it."""
    reasons = _moving(page, destination, request.user)
    return _refuse(request, reasons, page.get_parent()) if reasons else None


def _publishing(page: Page, *, below: bool) -> list[str]:
    """What the gates say to the newest draft of the page and, where asked, of all below it."""
    pages = [page, *page.get_descendants()] if below else [page]
    drafts = [found.specific.get_latest_revision_as_object() for found in pages]
    return [
        f"{draft.title}: {problem}" for draft in drafts if hasattr(draft, "problems") for problem in draft.problems()
    ]


def _bulk_reasons(action_type: str, pages: Sequence[Page], given: dict[str, Any], by: Any) -> list[str]:
    below = bool(given.get("include_descendants"))
    asked: dict[str, Callable[[Page], list[str]]] = {
        "delete": reasons_to_keep,
        "unpublish": lambda page: _unpublishing(page, below=below),
        "move": lambda page: _moving(page, given.get("chooser"), by),
        "publish": lambda page: _publishing(page, below=below),
    }
    return [reason for page in pages for reason in asked.get(action_type, lambda _page: [])(page)]


@hooks.register("before_bulk_action")
def same_guards_in_bulk(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """What is refused one by one is refused in bulk: all or nothing."""
    pages = [thing for thing in objects if isinstance(thing, Page)]
    if reasons := _bulk_reasons(action_type, pages, action.cleaned_form.cleaned_data, request.user):
        return _refuse(request, list(dict.fromkeys(reasons)), action.next_url)
    if action_type == "delete" and pages:
        forget_editions(pages=pages)
    return None


@hooks.register("before_delete_snippet")
def keep_what_pages_use(request: HttpRequest, instances: Sequence[Any]) -> HttpResponse | None:
    """A thing that a page or a route uses is not deleted: the sentence says how often it is used."""
    reasons = [
        ngettext("Kept: “%(name)s” is used once.", "Kept: “%(name)s” is used %(count)s times.", used)
        % {"name": thing, "count": used}
        for thing in instances
        if (used := ReferenceIndex.get_grouped_references_to(thing).count())
    ]
    return _refuse(request, reasons, instances[0].snippet_viewset.get_url_name("list")) if reasons else None


@hooks.register("construct_admin_api")
def no_way_round_the_guards_by_the_api(router: Any) -> None:
    """It reads, and does nothing to a page."""
    router.register_endpoint("pages", ReadPagesAPI)
