"""Doorways in Wagtail's admin, by what they are about.

lists.py   the editors' lists and local words
guards.py  what may be deleted, moved, unpublished and published
travel.py  copies, and courses on their way to another site
review.py  who approves, and what they are told
forms.py   forms, choosers and lists of pages
"""

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail import hooks

from courses.wagtail_hooks import forms, guards, lists, review, travel

__all__ = ["forms", "guards", "lists", "review", "travel"]


@hooks.register("register_log_actions")
def register_courses_actions(actions: Any) -> None:
    """The closed vocabulary of courses in the audit log."""
    actions.register_action("courses.set_local_words", gettext_lazy("Set local words"), gettext_lazy("Set local words"))
    actions.register_action("courses.merge_topics", gettext_lazy("Merge topics"), gettext_lazy("Merged topics"))
    words = gettext_lazy("Import a course"), gettext_lazy("Imported from a course file")
    actions.register_action("courses.import_course", *words)
    words = gettext_lazy("Clear a translation"), gettext_lazy("Cleared as a translation")
    actions.register_action("courses.clear_translation", *words)
    words = gettext_lazy("Leave out a step"), gettext_lazy("Left out a step")
    actions.register_action("courses.leave_out_step", *words)
