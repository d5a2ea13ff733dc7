"""What this app holds about a person: their certificates and what happened to them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import structlog
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates.models import Certificate, CertificateEvent, NameRequest
from certificates.services.erase import erase_all, forget_wishes, kept_until
from certificates.services.filing import FileChanged, read
from people.models import User
from people.registry import STAYS, Sparing, mover, register

alarm = structlog.get_logger("certificates")

BASIS = gettext_lazy("The interest of whoever shows a certificate, and of whoever is shown it.")
RETENTION = gettext_lazy("Until the certificate ends, then two years. That the code was ours, and its state, stay.")


def collect_certificates(person: User) -> list[dict[str, Any]]:
    """The person's certificates with every printed word."""
    return list(
        Certificate.objects.filter(holder=person)
        .order_by("created_at")
        .values(
            *("number", "code", "holder_name", "title", "statement", "details", "issuer_name", "partner_name"),
            *("completed_on", "issued_on", "valid_until", "state", "created_at", "issued_at", "ended_at"),
        )
    )


def collect_events(person: User) -> list[dict[str, Any]]:
    """What happened to the person's certificates; what they did to those of others, without saying whose."""
    facts = ("at", "from_state", "to_state", "reason_code")
    mine = CertificateEvent.objects.filter(certificate__holder=person).order_by("at")
    others = CertificateEvent.objects.filter(by=person).exclude(certificate__holder=person).order_by("at")
    return [*mine.values("certificate__number", *facts), *others.values(*facts)]


def files_of(person: User) -> Iterator[tuple[str, bytes]]:
    """The file of each certificate, under its number. One that was changed is left out, and the alarm says so."""
    with_file = Certificate.objects.filter(holder=person).exclude(pdf_path="").order_by("created_at")
    for certificate in with_file:
        try:
            yield f"certificates/{certificate.number}.pdf", read(certificate)
        except FileChanged:
            alarm.exception("certificates.file_changed", certificate=str(certificate.pk))


def erase_certificates(person: User) -> str:
    """Empty the person's certificates: name, code, file and details go, the state and the digests stay."""
    count = erase_all(person=person, by=None)
    return ngettext("One certificate emptied.", "%(count)d certificates emptied.", count) % {"count": count}


def erase_all_but_valid(person: User) -> str:
    """What has ended, was replaced or was never made is emptied; what the person keeps stays as it is."""
    erase_all(person=person, by=None, but_valid=True)
    return _("Kept until its date of renewal, as the person asked.")


def may_keep_until(person: User) -> date | None:
    """The last day of what the person may keep, if anything."""
    return kept_until(person=person)


def collect_wishes(person: User) -> list[dict[str, Any]]:
    """The other names that the person asked for, and what was decided."""
    fields = ("certificate__number", "name", "why", "asked_at", "state", "decided_at", "reason")
    return list(NameRequest.objects.filter(certificate__holder=person).order_by("asked_at").values(*fields))


def erase_wishes(person: User) -> str:
    """The names and the words go; that something was asked and decided stays."""
    count = forget_wishes(person=person)
    words = ngettext("The words of one wish removed.", "The words of %(count)d wishes removed.", count)
    return words % {"count": count}


def erase_events(person: User) -> str:
    """Nothing to do: they hold states and times, no words of anybody."""
    return _("The dates of changes are kept without a name.")


register(
    Certificate,
    purpose=gettext_lazy("Proof of what somebody has completed, which anybody with its code can check."),
    basis=BASIS,
    retention=RETENTION,
    collect=collect_certificates,
    erase=erase_certificates,
    hand_over=mover(Certificate, "holder"),
    noun=gettext_lazy("Certificates"),
    files=files_of,
    at_leaving=gettext_lazy("A check code with no name. Its page says: we no longer hold this record."),
    sparing=Sparing(until=may_keep_until, erase_rest=erase_all_but_valid),
)
register(
    CertificateEvent,
    purpose=gettext_lazy("When a certificate was issued or withdrawn, and by whom."),
    basis=BASIS,
    retention=RETENTION,
    collect=collect_events,
    erase=erase_events,
    noun=gettext_lazy("Changes of certificates"),
    at_merge=STAYS,
    at_leaving=gettext_lazy("The days on which a certificate changed. They name nobody."),
)
register(
    NameRequest,
    purpose=gettext_lazy("To put the name on a certificate right, and to know who agreed."),
    basis=BASIS,
    retention=RETENTION,
    collect=collect_wishes,
    erase=erase_wishes,
    noun=gettext_lazy("Names asked for"),
    at_leaving=gettext_lazy("That another name was asked for, and what was decided. The names and the words go."),
)
