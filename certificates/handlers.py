"""The work that others ask of this app, and its nightly duty."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.models import Certificate
from certificates.services import award as awarding
from certificates.services import produce as producing
from certificates.services import remind as reminding
from certificates.services import revoke as revoking
from jobs.registry import Gone, handles
from learning.models import CourseCompletion
from people.reminders import reminds

reminds(
    "refresh",
    label=gettext_lazy("When a course of yours is due a refresh."),
    candidates=reminding.running_out,
)(reminding.refresh)
reminds(
    "yearly",
    label=gettext_lazy("One friendly note a year, if you came as a resident."),
    candidates=reminding.years_ago,
)(reminding.yearly)


@handles("certificates.award")
def award(*, completion: int) -> str:
    """Give a completed course its certificate."""
    try:
        certificate = awarding.award(completion=_completion(completion))
    except awarding.Withdrawn as withdrawn:
        raise Gone(_("The completion was withdrawn first.")) from withdrawn
    return certificate.number


@handles("certificates.produce", queue="documents")
def produce(*, certificate: str) -> str:
    """Make the file of a certificate."""
    row = Certificate.objects.filter(pk=certificate).first()
    if row is None:
        raise Gone(_("The certificate is no longer there."))
    if producing.produce(certificate=row):
        return _("Issued.")
    row.refresh_from_db()
    return _("Held: the name cannot be printed.") if row.is_held else _("Nothing to do.")


@handles("certificates.revoke")
def revoke(*, completion: int) -> str:
    """Withdraw the certificate of a withdrawn completion."""
    return _("Ended: %(count)d.") % {"count": revoking.revoke_for(completion=_completion(completion))}


@handles("certificates.reconcile", every=timedelta(days=1))
def reconcile() -> str:
    """Find completions without a certificate, and certificates without a completion."""
    counts = {"missing": awarding.award_missing(), "left": revoking.revoke_missed()}
    return _("Asked for again: %(missing)d to award, %(left)d to withdraw.") % counts


def _completion(pk: int) -> CourseCompletion:
    found = CourseCompletion.objects.filter(pk=pk).select_related("enrolment").first()
    if found is None:
        raise Gone(_("The completion is no longer there."))
    return found
