"""What pages hear of learning: who is affected, why a page is kept, how somebody goes on, and words for the log."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.models import Page

from courses.models import Route
from courses.registry import Door, affects, keeps, opens_doors
from learning.models import Enrolment
from learning.permissions import can_start
from learning.services.affected import affected
from people.models import User

ACTIONS = {
    "enrol": (gettext_lazy("Start a course"), gettext_lazy("Started a course")),
    "leave_course": (gettext_lazy("Leave a course"), gettext_lazy("Left a course")),
    "finish_lesson": (gettext_lazy("Finish a lesson"), gettext_lazy("Finished a lesson")),
    "add_entry": (gettext_lazy("Note a conversation"), gettext_lazy("Noted a conversation")),
    "remove_entry": (gettext_lazy("Remove an entry"), gettext_lazy("Removed a practice entry")),
    "complete_module": (gettext_lazy("Complete a module"), gettext_lazy("Completed a module")),
    "complete_course": (gettext_lazy("Complete a course"), gettext_lazy("Completed a course")),
    "withdraw_module": (gettext_lazy("Withdraw a module"), gettext_lazy("Withdrew a module completion")),
    "withdraw_course": (gettext_lazy("Withdraw a course"), gettext_lazy("Withdrew a course completion")),
}


@hooks.register("register_log_actions")
def register_learning_actions(actions: Any) -> None:
    """The closed vocabulary of learning in the audit log."""
    for name, (label, message) in ACTIONS.items():
        actions.register_action(f"learning.{name}", label, message)


@affects
def learners(page: Page) -> list[str]:
    """Counts for "Who is affected"."""
    found = affected(page)
    if not found.part_way and not found.completions:
        return []
    part_way = ngettext("One person is part-way.", "%(count)s people are part-way.", found.part_way)
    complete = ngettext("One completion rests on it.", "%(count)s completions rest on it.", found.completions)
    return [
        part_way % {"count": found.part_way},
        complete % {"count": found.completions},
        _("What they did will not change."),
    ]


@keeps
def completions(page: Page) -> list[str]:
    """Why a page that people have used may not be deleted."""
    found = affected(page)
    if not found.anything:
        return []
    if found.completions:
        words = ngettext(
            "Kept: one completion rests on this. Unpublish it instead.",
            "Kept: %(count)s completions rest on this. Unpublish it instead.",
            found.completions,
        )
        return [words % {"count": found.completions}]
    return [_("Kept: people have used this. Unpublish it instead.")]


@opens_doors
def own_way(course: Page, person: User) -> list[Door]:
    """Continue for whoever is on the course; else what they did, and each route that they can begin alone."""
    mine = list(Enrolment.objects.visible_to(person).filter(course=course.pk).exclude(status=Enrolment.Status.LEFT))
    begun = next((enrolment for enrolment in mine if enrolment.status == Enrolment.Status.OPEN), None)
    if begun is not None:
        return [Door(reverse("learning:course", args=[begun.uuid]), _("Continue"))]
    routes = list(Route.objects.open().filter(course=course.pk).select_related("course"))
    refreshes = {route.renewed_by_id for route in routes}
    starts = [
        Door(reverse("learning:start", args=[route.uuid]), _("Start: %(route)s") % {"route": route.name}, sends=True)
        for route in routes
        if (mine or route.pk not in refreshes) and can_start(person, route)
    ]
    done = [Door(reverse("learning:course", args=[row.uuid]), _("See what you did")) for row in mine[:1]]
    return [*starts, *done]
