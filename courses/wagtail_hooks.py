"""Doorways in Wagtail's admin: what may be deleted, moved, unpublished and published in bulk, and copies of routes."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from courses.models import CoursePage, LocalWord, ModulePage
from courses.models.reference import SAFETY_WORDS
from courses.registry import keeps, reasons_to_keep
from courses.services import copy_routes
from courses.services.keeping import forget_editions, routes_of_courses_in, routes_that_need
from courses.viewsets import CourseContentGroup
from people.registry import Telling, tell

register_snippet(CourseContentGroup)


def local_words(organisations: list[int]) -> dict[int, str]:
    """For the page of each organisation: how many of its words are filled, the safety numbers among them."""
    words = _("%(words)d filled. Safety numbers: %(numbers)d of %(all)d.")
    counts = LocalWord.objects.counts(organisations)
    return {
        pk: words % {"words": filled, "numbers": numbers, "all": len(SAFETY_WORDS)}
        for pk, (filled, numbers) in counts.items()
    }


def local_words_address(organisation: int) -> str:
    """The list of this organisation's words."""
    return f"{reverse('wagtailsnippets_courses_localword:list')}?organisation={organisation}"


tell(Telling("local_words", gettext_lazy("Local words"), local_words, local_words_address))


@hooks.register("register_log_actions")
def register_courses_actions(actions: Any) -> None:
    """The closed vocabulary of courses in the audit log."""
    actions.register_action("courses.set_local_words", gettext_lazy("Set local words"), gettext_lazy("Set local words"))


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


def _moving(page: Page, destination: Page | None) -> list[str]:
    """A module that a route or a record uses stays in its course."""
    page = page.specific
    if not isinstance(page, ModulePage) or (destination is not None and page.is_child_of(destination)):
        return []
    return reasons_to_keep(page)


@hooks.register("before_move_page")
def keep_modules_in_their_course(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Said instead of moving it."""
    reasons = _moving(page, destination)
    return _refuse(request, reasons, page.get_parent()) if reasons else None


def _publishing(page: Page, *, below: bool) -> list[str]:
    """What the gates say to the newest draft of the page and, where asked, of all below it."""
    pages = [page, *page.get_descendants()] if below else [page]
    drafts = [found.specific.get_latest_revision_as_object() for found in pages]
    return [
        f"{draft.title}: {problem}" for draft in drafts if hasattr(draft, "problems") for problem in draft.problems()
    ]


def _bulk_reasons(action_type: str, pages: Sequence[Page], given: dict[str, Any]) -> list[str]:
    below = bool(given.get("include_descendants"))
    asked: dict[str, Callable[[Page], list[str]]] = {
        "delete": reasons_to_keep,
        "unpublish": lambda page: _unpublishing(page, below=below),
        "move": lambda page: _moving(page, given.get("chooser")),
        "publish": lambda page: _publishing(page, below=below),
    }
    return [reason for page in pages for reason in asked.get(action_type, lambda _page: [])(page)]


@hooks.register("before_bulk_action")
def same_guards_in_bulk(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """What is refused one by one is refused in bulk: all or nothing."""
    pages = [thing for thing in objects if isinstance(thing, Page)]
    if reasons := _bulk_reasons(action_type, pages, action.cleaned_form.cleaned_data):
        return _refuse(request, list(dict.fromkeys(reasons)), action.next_url)
    if action_type == "delete" and pages:
        forget_editions(pages=pages)
    return None


@hooks.register("after_copy_page")
def routes_come_along(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copied course has the routes too, as drafts on its own modules."""
    source, copy = page.specific, new_page.specific
    if isinstance(source, CoursePage) and isinstance(copy, CoursePage):
        copy_routes(source=source, copy=copy)
