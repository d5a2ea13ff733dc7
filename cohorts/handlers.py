"""The work of this app that is done later."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cohorts.services import inviting
from jobs.registry import handles


@handles("cohorts.forget_invitations", every=timedelta(days=1))
def forget_invitations() -> str:
    """Forget invitations that nobody took."""
    return _("%(count)d old invitations forgotten.") % {"count": inviting.forget_old()}
