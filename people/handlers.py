"""The work of this app that is done later: sending mail, tidying up."""

from datetime import timedelta

from django.utils.translation import gettext as _

from jobs.registry import handles
from people import mail
from people.services import upkeep


@handles("people.send_message")
def send_message(*, message: int) -> str:
    """Send an e-mail."""
    return mail.deliver(message=message)


@handles("people.tidy", every=timedelta(hours=1))
def tidy() -> str:
    """Forget codes that have run out, old sign-in sessions and full rate limits."""
    done = upkeep.tidy()
    return _("%(secrets)d codes, %(buckets)d limits forgotten.") % done
