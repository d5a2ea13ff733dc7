"""The words in the log for what happens to certificates."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_certificate_actions(actions: Any) -> None:
    """One line for each act."""
    actions.register_action("certificates.award", _("Award a certificate"), _("Awarded a certificate"))
    actions.register_action("certificates.issue", _("Issue a certificate"), _("Issued a certificate"))
    actions.register_action("certificates.lift_hold", _("Mend a name"), _("Mended the name on a certificate"))
    actions.register_action("certificates.revoke", _("Withdraw a certificate"), _("Withdrew a certificate"))
    actions.register_action("certificates.erase", _("Empty a certificate"), _("Emptied a certificate"))
    actions.register_action(
        "certificates.download", _("Download a certificate"), _("Downloaded somebody's certificate")
    )
