"""What pages hear of learning: who is affected, why a page is kept, how somebody goes on, and words for the log."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, Route
from courses.registry import Act, adds_modes, affects, counts_holders, keeps, offers_acts, plays
from learning.permissions import can_see_insight
from learning.services.affected import affected, affected_by_route, is_used
from learning.services.moving import behind
from learning.services.own_way import own_way
from learning.views import insight, preview_route
from learning.views.preview import play
from learning.viewsets import MovingViewSet
from people.models import User
from people.permissions import is_administrator

ACTIONS = {
    "enrol": (gettext_lazy("Start a course"), gettext_lazy("Started a course")),
    "leave_course": (gettext_lazy("Leave a course"), gettext_lazy("Left a course")),
    "finish_lesson": (gettext_lazy("Finish a lesson"), gettext_lazy("Finished a lesson")),
    "add_entry": (gettext_lazy("Note a conversation"), gettext_lazy("Noted a conversation")),
    "remove_entry": (gettext_lazy("Remove an entry"), gettext_lazy("Removed a practice entry")),
    "change_entry": (gettext_lazy("Change an entry"), gettext_lazy("Changed a practice entry")),
    "answer_obstacle": (gettext_lazy("Answer an obstacle"), gettext_lazy("Answered what was in somebody’s way")),
    "share_reflection": (gettext_lazy("Share a reflection"), gettext_lazy("Shared a reflection with the trainer")),
    "stop_sharing": (gettext_lazy("Stop sharing"), gettext_lazy("Stopped sharing a reflection")),
    "change_reflection": (gettext_lazy("Change a reflection"), gettext_lazy("Changed a reflection")),
    "delete_reflection": (gettext_lazy("Delete a reflection"), gettext_lazy("Deleted a reflection")),
    "answer_promise": (gettext_lazy("Answer about a promise"), gettext_lazy("Said whether a promise happened")),
    "follow_up": (gettext_lazy("Answer some weeks later"), gettext_lazy("Answered some weeks after a course")),
    "complete_module": (gettext_lazy("Complete a module"), gettext_lazy("Completed a module")),
    "complete_course": (gettext_lazy("Complete a course"), gettext_lazy("Completed a course")),
    "move_people": (gettext_lazy("Move people to the new version"), gettext_lazy("Moved people to the new version")),
    "move": (gettext_lazy("Move to the new version"), gettext_lazy("Moved to the new version")),
    "withdraw_module": (gettext_lazy("Withdraw a module"), gettext_lazy("Withdrew a module completion")),
    "ask_question": (gettext_lazy("Ask a question"), gettext_lazy("Asked about a record")),
    "answer_question": (gettext_lazy("Answer a question"), gettext_lazy("Answered a question about a record")),
    "withdraw_course": (gettext_lazy("Withdraw a course"), gettext_lazy("Withdrew a course completion")),
}


@hooks.register("register_log_actions")
def register_learning_actions(actions: Any) -> None:
    """The closed vocabulary of learning in the audit log."""
    for name, (label, message) in ACTIONS.items():
        actions.register_action(f"learning.{name}", label, message)


@hooks.register("register_admin_viewset")
def register_moving() -> MovingViewSet:
    """The pages behind "Move people to the new version"."""
    return MovingViewSet()


@affects
def learners(thing: Any) -> list[str | Act]:
    """Counts for "Who is affected"; for a route also the way to move people on, where some hold an older set."""
    is_route = isinstance(thing, Route)
    found = affected_by_route(thing) if is_route else affected(thing)
    lines: list[str | Act] = []
    if found.part_way or found.completed:
        part_way = ngettext("One person is part-way.", "%(count)s people are part-way.", found.part_way)
        completed = ngettext("One person has completed.", "%(count)s have completed.", found.completed)
        lines += [
            part_way % {"count": found.part_way} if found.part_way else _("Nobody is part-way."),
            completed % {"count": found.completed} if found.completed else _("Nobody has completed yet."),
            _("What they did will not change."),
        ]
    if is_route and (left := behind(route=thing).count()):
        words = ngettext("Move %(count)s person to the new version", "Move %(count)s people to the new version", left)
        lines.append(Act(reverse("moving:index", args=[thing.pk]), words % {"count": left}))
    return lines


@counts_holders
def holders(module: Page) -> int:
    """For the choice that a changed rule asks of an editor."""
    return affected(module).completed


@keeps
def completions(page: Page) -> list[str]:
    """Why a page that people have used may not be deleted."""
    if not is_used(page):
        return []
    found = affected(page)
    if found.completions:
        words = ngettext(
            "Kept: one completion rests on this. Unpublish it instead.",
            "Kept: %(count)s completions rest on this. Unpublish it instead.",
            found.completions,
        )
        return [words % {"count": found.completions}]
    return [_("Kept: people have used this. Unpublish it instead.")]


@offers_acts
def own_acts(course: Page, person: User) -> list[Act]:
    """Continue for whoever is on the course; else each route that they can begin alone, and what they did."""
    way = own_way(course=course, person=person)
    if way.under_way is not None:
        return [Act(reverse("learning:course", args=[way.under_way.uuid]), _("Continue"))]
    starts = [
        Act(reverse("learning:start", args=[route.uuid]), _("Start: %(route)s") % {"route": route.name}, sends=True)
        for route in way.open_to_them
    ]
    if way.behind is None:
        return starts
    return [*starts, Act(reverse("learning:course", args=[way.behind.uuid]), _("See what you did"))]


plays(play)
adds_modes(preview_route.modes)


# --- Lesson feedback (decision 0032) --------------------------------------------------------------------------------


@hooks.register("register_admin_urls")
def insight_addresses() -> list[URLResolver]:
    """The pages below /cms/insight/."""
    return [path("insight/", include((insight.patterns(), "insight")))]


@hooks.register("register_reports_menu_item")
def insight_in_the_menu() -> MenuItem:
    """A line among the reports."""
    return MenuItem(gettext_lazy("Lesson feedback"), reverse_lazy("insight:index"), icon_name="view", order=100)


@hooks.register("register_page_header_buttons")
def insight_of_a_lesson(page: Page, user: User, view_name: str, next_url: str | None = None) -> list[Button]:
    """From a lesson, or a course, to how it goes."""
    to = {LessonPage: "insight:lesson", CoursePage: "insight:course"}.get(page.specific_class)
    if to is None or not page.pk or not can_see_insight(user, page):
        return []
    return [Button(_("Lesson feedback"), reverse(to, args=[page.pk]), icon_name="view", priority=80)]


# --- Questions from learners (decision 0042) ------------------------------------------------------------------------


class QuestionsMenuItem(MenuItem):
    """A line that only administrators see: editors answer no question about a record."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person runs the site."""
        return is_administrator(request.user)


@hooks.register("register_reports_menu_item")
def questions_in_the_menu() -> MenuItem:
    """A line among the reports."""
    label = gettext_lazy("Questions from learners")
    return QuestionsMenuItem(label, reverse_lazy("learning:questions"), icon_name="help", order=110)
