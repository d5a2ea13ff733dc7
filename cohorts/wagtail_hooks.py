"""The words in the log for what is done with cohorts."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTIONS = {
    "cohorts.open_cohort": (_("Open a cohort"), _("Opened the cohort")),
    "cohorts.close_cohort": (_("Close a cohort"), _("Closed the cohort")),
    "cohorts.plan_session": (_("Plan a session"), _("Planned the session")),
    "cohorts.change_session": (_("Change a session"), _("Changed the session")),
    "cohorts.cancel_session": (_("Call off a session"), _("Called off the session")),
    "cohorts.join": (_("Join a cohort"), _("Took a place in the cohort")),
    "cohorts.add_people": (_("Add people to a cohort"), _("Added people to the cohort")),
    "cohorts.new_code": (_("Make a code for a member"), _("Made a new claim or return code for a member")),
    "cohorts.take_register": (_("Take a register"), _("Saved the register")),
}


@hooks.register("register_log_actions")
def register_cohort_actions(actions: Any) -> None:
    """Make the log's vocabulary know what trainers and members do."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
