"""What this app holds about a person: their certificates and what happened to them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates.models import Certificate, CertificateEvent
from certificates.services.erase import erase_all
from people.models import User
from people.registry import STAYS, mover, register

BASIS = "legitimate interests"
RETENTION = "until the certificate ends, then two years; the code's digest and the state stay"


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
    """What happened to the person's certificates, and what the person did to those of others."""
    fields = ("certificate__number", "at", "from_state", "to_state", "reason_code")
    rows = CertificateEvent.objects.filter(certificate__holder=person) | CertificateEvent.objects.filter(by=person)
    return list(rows.distinct().order_by("at").values(*fields))


def erase_certificates(person: User) -> str:
    """Empty the person's certificates: name, code, file and details go, the state and the digests stay."""
    count = erase_all(person=person, by=None)
    return ngettext("One certificate emptied.", "%(count)d certificates emptied.", count) % {"count": count}


def erase_events(person: User) -> str:
    """Nothing to do: they hold states and times, no words of anybody."""
    return _("The dates of changes are kept without a name.")


register(
    Certificate,
    purpose="proof of what a person has completed, which anybody with its code can check",
    basis=BASIS,
    retention=RETENTION,
    collect=collect_certificates,
    erase=erase_certificates,
    hand_over=mover(Certificate, "holder"),
    noun=gettext_lazy("Certificates"),
)
register(
    CertificateEvent,
    purpose="when a certificate was issued or withdrawn, and by whom",
    basis=BASIS,
    retention=RETENTION,
    collect=collect_events,
    erase=erase_events,
    noun=gettext_lazy("Changes of certificates"),
    at_merge=STAYS,
)
