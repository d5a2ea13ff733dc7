"""The work of this app that is done later."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.services import asking, booking, check_in, inviting, leaving, meeting_notes, nudging, reminding
from jobs.registry import Gone, handles
from learning.models import Enrolment
from people.reminders import reminds

reminds(
    "session",
    label=gettext_lazy("A word before each session of yours."),
    candidates=reminding.meeting_soon,
)(reminding.sessions_soon)
reminds(
    nudging.NUDGE,
    label=gettext_lazy("A line for your pairing, once a fortnight."),
    candidates=nudging.under_way,
)(nudging.nudges)
reminds(
    nudging.SIXTY_DAYS,
    label=gettext_lazy("What came of your one change, sixty days on."),
    candidates=nudging.done_then,
)(nudging.sixty_days_on)


@handles("cohorts.forget_invitations", every=timedelta(days=1))
def forget_invitations() -> str:
    """Forget invitations that nobody took."""
    return _("%(count)d old invitations forgotten.") % {"count": inviting.forget_old()}


@handles("cohorts.hand_on_places", every=timedelta(minutes=5))
def hand_on_places() -> str:
    """Offer free places at sessions to whoever waits."""
    return _("%(count)d places offered.") % {"count": booking.hand_on_all()}


@handles("cohorts.forget_needs", every=timedelta(days=1))
def forget_needs() -> str:
    """Forget what people needed at sessions of a month ago."""
    return _("%(count)d notes forgotten.") % {"count": booking.forget_needs()}


@handles("cohorts.pass_on_places", every=timedelta(minutes=15))
def pass_on_places() -> str:
    """Offer free places in cohorts to whoever waits."""
    return _("%(count)d places offered.") % {"count": asking.pass_on_places()}


@handles("cohorts.forget_names", every=timedelta(days=1))
def forget_names() -> str:
    """Forget names given at the door that nobody matched."""
    return _("%(count)d names forgotten.") % {"count": check_in.forget_names()}


@handles("cohorts.free_place")
def free_place(*, enrolment: int) -> str:
    """Free the place of somebody who left the course."""
    found = Enrolment.objects.filter(pk=enrolment).select_related("person").first()
    if found is None:
        raise Gone(_("The enrolment is no longer there."))
    return _("%(count)d places free.") % {"count": leaving.free_places(enrolment=found)}


@handles("cohorts.forget_meeting_notes", every=timedelta(days=1))
def forget_meeting_notes() -> str:
    """Forget private notes on meetings twelve months after a pairing."""
    return _("%(count)d private notes forgotten.") % {"count": meeting_notes.forget_old_notes()}
