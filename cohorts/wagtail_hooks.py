"""What the public side hears of cohorts, and the words in the log for what is done with them."""

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page

from cohorts.models import Session
from cohorts.services.affected import is_used, sessions_soon
from cohorts.services.published import open_sessions
from courses.registry import Act, affects_too, keeps, tells_dates

ACTIONS = {
    "cohorts.open_cohort": (_("Open a cohort"), _("Opened the cohort")),
    "cohorts.close_cohort": (_("Close a cohort"), _("Closed the cohort")),
    "cohorts.plan_session": (_("Plan a session"), _("Planned the session")),
    "cohorts.change_session": (_("Change a session"), _("Changed the session")),
    "cohorts.cancel_session": (_("Call off a session"), _("Called off the session")),
    "cohorts.join": (_("Join a cohort"), _("Took a place in the cohort")),
    "cohorts.add_people": (_("Add people to a cohort"), _("Added people to the cohort")),
    "cohorts.invite": (_("Keep a place for somebody"), _("Kept a place and wrote to them")),
    "cohorts.invite_again": (_("Write to an invited person again"), _("Wrote to an invited person again")),
    "cohorts.withdraw_invitation": (_("Withdraw an invitation"), _("Withdrew an invitation")),
    "cohorts.accept_invitation": (_("Take a kept place"), _("Took a kept place")),
    "cohorts.new_code": (_("Make a code for a member"), _("Made a new claim or return code for a member")),
    "cohorts.take_register": (_("Take a register"), _("Saved the register")),
}


@hooks.register("register_log_actions")
def register_cohort_actions(actions: Any) -> None:
    """Make the log's vocabulary know what trainers and members do."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


@tells_dates
def dates(course: Page) -> list[Session]:
    """The sessions to come that people may still join, for the page of the course."""
    return open_sessions(course=course)


@affects_too
def sessions(thing: Any) -> list[str | Act]:
    """The sessions of the next seven days, for "Who is affected"."""
    using = sessions_soon(thing)
    if not using.sessions:
        return []
    if using.as_module:
        words = ngettext(
            "%(count)s session in the next week uses this module.",
            "%(count)s sessions in the next week use this module.",
            using.sessions,
        )
    else:
        words = ngettext(
            "%(count)s session in the next week belongs to it.",
            "%(count)s sessions in the next week belong to it.",
            using.sessions,
        )
    return [words % {"count": using.sessions}]


@keeps
def planned(page: Page) -> list[str]:
    """A cohort needs its course, and a session its module."""
    return [gettext("Kept: a cohort or a session needs it. Unpublish it instead.")] if is_used(page) else []
