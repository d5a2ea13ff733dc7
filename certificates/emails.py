"""What we write to the holder of a certificate: always a link, never the file."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from certificates.models import Certificate, NameRequest
from people.mail import post
from people.models import Message


def certificate_issued(certificate: Certificate) -> Message:
    """You have completed the course: what it rests on, the link, one next thing. A replaced one has words of its own.

    Once for each certificate.
    """
    if certificate.replaces is not None:
        return _replaced(certificate, certificate.replaces)
    until = certificate.valid_until
    return _post(
        certificate,
        "issued",
        key=f"certificate-issued:{certificate.pk}",
        rests_on=certificate.details["rests_on"],
        valid_until=date_format(until, "j F Y") if until else "",
    )


def _replaced(certificate: Certificate, before: Certificate) -> Message:
    reason = before.get_reason_code_display() if before.reason_code else ""
    return _post(certificate, "replaced", key=f"certificate-issued:{certificate.pk}", reason=reason)


def certificate_held(certificate: Certificate) -> Message:
    """The name cannot be printed; how to mend it. Once for each time it is held."""
    return _post(certificate, "held", key=f"certificate-held:{certificate.pk}:{certificate.hold_count}")


def certificate_withdrawn(certificate: Certificate) -> Message:
    """The certificate no longer stands, and whom to ask. Never why: that is said by a person."""
    contact = certificate.organisation.contact or certificate.organisation.name
    return _post(certificate, "withdrawn", key=f"certificate-withdrawn:{certificate.pk}", contact=contact)


def name_refused(asked: NameRequest) -> Message:
    """The name on the certificate stays, and why: once for each wish."""
    return _post(asked.certificate, "name_refused", key=f"certificate-name:{asked.uuid}", reason=asked.reason)


def _post(certificate: Certificate, what: str, *, key: str, **more: Any) -> Message:
    page = reverse("certificates:certificate", args=[certificate.pk])
    return post(
        key=key,
        person=certificate.holder,
        template=f"certificates/emails/certificate_{what}",
        context={
            "name": certificate.holder.get_short_name(),
            "course": certificate.title,
            "url": settings.SITE_URL + page,
            **more,
        },
    )
