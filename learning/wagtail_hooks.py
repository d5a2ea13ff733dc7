"""What the editor's side hears of learning: who is affected, why a page is kept, and words for the log."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.models import Page

from courses.registry import affects, keeps
from learning.services.affected import affected

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
