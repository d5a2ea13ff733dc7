"""The acts of records that the log knows."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from learning import registry
from records.services.vouching import recorded_for

ACTIONS = {
    "records.request_export": (_("Request an export"), _("Requested an export")),
    "records.refuse_export": (_("Refuse an export"), _("Refused an export")),
    "records.build_export": (_("Make an export"), _("Made an export")),
    "records.download_export": (_("Download an export"), _("Downloaded an export")),
    "records.purge_export": (_("Remove an export file"), _("Removed an export file")),
    "records.view_person": (_("Look at a person's record"), _("Looked at a person's record")),
}


@hooks.register("register_log_actions")
def register_actions(actions) -> None:
    """The vocabulary is closed: an act that is not here cannot be logged."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


registry.records(recorded_for)
