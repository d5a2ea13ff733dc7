"""A newer certificate takes the place of one that stands. Nothing is edited: the old one stays, and says Replaced."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from certificates import typefaces
from certificates.models import Certificate, CertificateEvent
from certificates.services.award import ask_for_file, insert
from certificates.services.status import set_bit
from learning.services.completion import lock
from people.models import User

State = Certificate.State
# What a newer one has in common with the one before. All else is drawn anew, or filled when its file is made.
KEPT = (
    *("completion", "holder", "organisation", "holder_name", "name_lang", "locale", "achievement", "design_version"),
    *("title", "statement", "details", "issuer_name", "partner_name", "completed_on", "issued_on", "valid_from"),
    *("valid_until", "snapshot_schema", "hide_name"),
)


class NotStanding(ValueError):  # noqa: N818  says how the certificate is
    """Only a certificate that stands can be replaced."""


def reissue(*, certificate: Certificate, reason: str, by: User | None, name: str = "") -> Certificate:
    """Afterwards a newer certificate is being made: the same dates and words, another id, code and number.

    The one before stays valid until the newer one is issued. Whoever comes second gets the first one's. Raises
    NotStanding where it does not stand, and ValueError for a reason that is not on the list.
    """
    if reason not in Certificate.Reason.values:
        raise ValueError(f"{reason!r} is no reason that we know.")
    with transaction.atomic():
        lock(certificate.completion.enrolment)
        before = Certificate.objects.select_related("completion", "holder").get(pk=certificate.pk)
        found = successor_of(before)
        if found is not None:
            return found
        if before.state != State.ISSUED or before.completion.revoked_at is not None:
            raise NotStanding("This certificate does not stand.")
        newer, is_new = insert(_copy(before, name), lambda: successor_of(before))
        if is_new:
            CertificateEvent.objects.create(certificate=newer, by=by, to_state=newer.state, reason_code=reason)
            log(newer, "certificates.reissue", user=by, data={"replaces": str(before.pk), "reason": reason})
            ask_for_file(newer)
    return newer


def successor_of(certificate: Certificate) -> Certificate | None:
    """The one that takes, or took, its place."""
    return Certificate.objects.filter(replaces=certificate).first()


def make_way(*, successor: Certificate) -> bool:
    """Afterwards the one before is replaced, and its successor may be issued: called in the transaction that does so.

    False where somebody was first; also where the one before does not stand any more, and then the successor is
    cancelled. Rows are locked from the oldest, as a withdrawal locks them.
    """
    pair = Certificate.objects.select_for_update().filter(pk__in=[successor.pk, successor.replaces_id])
    before, newer = pair.order_by("sequence")
    if newer.state != State.PENDING or newer.hold:
        return False
    asked = newer.events.select_related("by").earliest("at")
    if before.state != State.ISSUED:
        _end(newer, State.CANCELLED, asked)
        return False
    _end(before, State.SUPERSEDED, asked)
    return True


def _end(row: Certificate, state: str, asked: CertificateEvent) -> None:
    """The row ends by the wish of whoever asked for the newer one."""
    ended = {"ended_at": timezone.now(), "ended_by": asked.by, "reason_code": asked.reason_code}
    Certificate.objects.filter(pk=row.pk).update(state=state, **ended)
    set_bit(row)
    CertificateEvent.objects.create(
        certificate=row, by=asked.by, from_state=row.state, to_state=state, reason_code=asked.reason_code
    )
    log(row, "certificates.supersede", user=asked.by, data={"from": row.state, "to": state})


def _copy(before: Certificate, name: str) -> Certificate:
    newer = Certificate(
        replaces=before, sequence=before.sequence + 1, **{field: getattr(before, field) for field in KEPT}
    )
    if name:
        newer.holder_name = typefaces.clean(name)
        newer.name_lang = typefaces.language_of(newer.holder_name)
    return newer
