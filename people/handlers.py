"""The work of this app that is done later: sending mail, tidying up."""

from datetime import timedelta

from django.utils.translation import gettext as _

from jobs.registry import handles
from people import mail
from people.models import User
from people.services import accounts, merging, upkeep


@handles("people.send_message")
def send_message(*, message: int) -> str:
    """Send an e-mail."""
    return mail.deliver(message=message)


@handles("people.hand_over")
def hand_over(*, gone: int) -> str:
    """Move what was written while two entries became one."""
    person = User.objects.select_related("merged_into").get(pk=gone)
    return _("%(rows)d rows moved.") % {"rows": merging.hand_over_late(gone=person)}


@handles("people.follow_address")
def follow_address(*, person: int, before: str) -> str:
    """Take what was kept at an address that somebody left to their new one."""
    found = User.objects.select_related("merged_into").get(pk=person)
    return _("%(rows)d rows moved.") % {"rows": accounts.follow_from(person=found, sealed=before)}


@handles("people.tidy", every=timedelta(hours=1))
def tidy() -> str:
    """Forget codes that have run out, forms nobody came back for, old sign-in sessions and full rate limits."""
    done = upkeep.tidy()
    return _("%(secrets)d codes, %(buckets)d limits, %(forms)d forms forgotten.") % done
