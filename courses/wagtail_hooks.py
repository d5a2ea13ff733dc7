"""Doorways in Wagtail's admin: what may be deleted, moved, unpublished and published in bulk, and copies of routes."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages import edit
from wagtail.admin.widgets import Button
from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.models import register_snippet

from courses.gates import SAFETY_WORDS
from courses.models import CoursePage, LocalWord, ModulePage, Topic
from courses.models.review import has_written
from courses.registry import keeps, reasons_to_keep
from courses.services.copying import keep_waiting, settle_copy
from courses.services.keeping import forget_editions, routes_of_courses_in, routes_that_need
from courses.services.reviewing import tell_of_comments
from courses.viewsets import CourseContentGroup
from courses.viewsets.api import ReadPagesAPI
from courses.viewsets.pages import TREES
from courses.viewsets.transfer import TransferViewSet
from people.permissions import is_administrator
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
    """The page with all of this organisation's words."""
    return reverse("wagtailsnippets_courses_localword:set", args=[organisation])


tell(Telling("local_words", gettext_lazy("Local words"), local_words, local_words_address))


@hooks.register("register_log_actions")
def register_courses_actions(actions: Any) -> None:
    """The closed vocabulary of courses in the audit log."""
    actions.register_action("courses.set_local_words", gettext_lazy("Set local words"), gettext_lazy("Set local words"))
    actions.register_action("courses.merge_topics", gettext_lazy("Merge topics"), gettext_lazy("Merged topics"))
    words = gettext_lazy("Import a course"), gettext_lazy("Imported from a course file")
    actions.register_action("courses.import_course", *words)
    words = gettext_lazy("Clear a translation"), gettext_lazy("Cleared as a translation")
    actions.register_action("courses.clear_translation", *words)


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


@hooks.register("register_snippet_listing_buttons")
def merging(snippet: Model, user: Any, next_url: str | None = None) -> list[Button]:
    """Two topics that mean the same become one."""
    if not isinstance(snippet, Topic) or not user.has_perms(["courses.change_topic", "courses.delete_topic"]):
        return []
    url = reverse("wagtailsnippets_courses_topic:merge", args=[snippet.pk])
    return [Button(_("Merge"), url, icon_name="link", priority=50)]


@hooks.register("after_copy_page")
def routes_come_along(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copied course has the routes too, as drafts on its own modules. A copied translation waits as the first."""
    source, copy = page.specific, new_page.specific
    if isinstance(source, CoursePage) and isinstance(copy, CoursePage):
        settle_copy(source=source, copy=copy, by=request.user)
    else:
        keep_waiting(source=source, copy=copy)


# --- Courses on their way (decision 0030) ---------------------------------------------------------------------------


@hooks.register("register_admin_viewset")
def register_transfer_viewset() -> TransferViewSet:
    """/cms/course-files/ and its menu item."""
    return TransferViewSet()


@hooks.register("before_copy_page")
def a_copied_course_needs_a_code(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's own page asks for no code, and two courses would have one."""
    return redirect("course_files:copy", page.pk) if isinstance(page.specific_deferred, CoursePage) else None


@hooks.register("register_page_header_buttons")
def course_files(page: Page, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:
    """A course leaves as a file from its own page."""
    if not isinstance(page, CoursePage) or not page.pk or not page.permissions_for_user(user).can_edit():
        return []
    ways = (("export", _("Export"), "download"), ("translate", _("Translate"), "globe"))
    return [
        Button(words, reverse(f"course_files:{name}", args=[page.pk]), icon_name=icon, priority=35)
        for name, words, icon in ways
    ]


# --- Review (decision 0027) -----------------------------------------------------------------------------------------

# Wagtail mails new comments by itself while the page is being saved. Our one door for mail is people/mail.py.
edit.send_notification = tell_of_comments


@hooks.register("register_log_actions")
def register_review_actions(actions: Any) -> None:
    """A step of a review that was left out."""
    words = gettext_lazy("Leave out a step"), gettext_lazy("Left out a step")
    actions.register_action("courses.leave_out_step", *words)


@hooks.register("construct_page_action_menu")
def say_what_the_last_approval_does(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The page goes live, or waits for its date."""
    page = context.get("page")
    state = page.current_workflow_state if page else None
    if state is None or not state.is_at_final_task:
        return
    waits = page.go_live_at is not None and page.go_live_at > timezone.now()
    for item in items:
        if item.name == "approve" and waits:
            item.label = _("Comment and schedule") if item.launch_modal else _("Approve and schedule")
        elif item.name == "approve":
            item.label = _("Comment and publish") if item.launch_modal else _("Approve and publish")


@hooks.register("after_edit_page")
def say_why_it_was_not_approved(request: HttpRequest, page: Page) -> None:
    """Somebody changed the page and approved it with the same click: the change is kept, the approval is not."""
    approving = request.POST.get("action-workflow-action") and request.POST.get("workflow-action-name") == "approve"
    if approving and page.workflow_in_progress and has_written(page, request.user):
        words = _("Your changes are saved. You wrote part of this page now, so somebody else approves it.")
        messages.warning(request, words)


@hooks.register("insert_editor_js")
def form_scripts() -> str:
    """The lines of "Before you publish" lead to their fields, and every field has a name."""
    scripts = [(static(f"academy/js/{name}.js"),) for name in ("cms-checks", "cms-names")]
    return format_html_join("", '<script src="{}" defer></script>', scripts)


@hooks.register("register_admin_viewset")
def page_trees() -> list[Any]:
    """Courses, modules and lessons are listed with what is left to do on each."""
    return [tree() for tree in TREES]


@hooks.register("construct_admin_api")
def no_way_round_the_guards_by_the_api(router: Any) -> None:
    """It reads, and does nothing to a page."""
    router.register_endpoint("pages", ReadPagesAPI)
