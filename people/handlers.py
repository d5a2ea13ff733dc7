"""The work of this app that is done later: sending mail, tidying up."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.registry import DOCUMENTS, Gone, handles
from jobs.services import enqueue
from people import mail
from people.models import DataFile, User
from people.services import accounts, data_files, leaving, merging, reminding, upkeep


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


@handles("people.send_reminders", every=timedelta(hours=1))
def send_reminders(*, after: int = 0, hour: str = "") -> str:
    """Send reminders that are due.

    Raises RuntimeError, and so ends up parked, with the parts that went wrong; the rest has gone out by then.
    """
    hour = hour or f"{timezone.now():%Y-%m-%dT%H}"
    done = reminding.send_batch(after=after)
    if done.after is not None:
        enqueue("people.send_reminders", key=f"reminders:{hour}:{done.after}", after=done.after, hour=hour)
    if done.faults:
        raise RuntimeError("; ".join(done.faults))
    return ngettext("%(count)d letter.", "%(count)d letters.", done.letters) % {"count": done.letters}


@handles("people.make_data_file", queue=DOCUMENTS)
def make_data_file(*, file: int) -> str:
    """Make the file with somebody's own data."""
    row = DataFile.objects.filter(pk=file).select_related("person").first()
    if row is None:
        raise Gone(_("Nobody wants this file any more."))
    return data_files.build_file(file=row)


@handles("people.end_keeping", every=timedelta(days=1))
def end_keeping() -> str:
    """Forget what somebody who left had asked to keep until now."""
    return _("%(count)d ended.") % {"count": leaving.end_keeping(today=timezone.localdate())}


@handles("people.tidy", every=timedelta(hours=1))
def tidy() -> str:
    """Forget codes that have run out, forms nobody came back for, old sign-in sessions and full rate limits."""
    done = upkeep.tidy()
    return _("%(secrets)d codes, %(buckets)d limits, %(forms)d forms forgotten.") % done
