"""The file of a certificate: made outside any transaction, and settled by one short one."""

import hashlib
from importlib.metadata import version

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from certificates import emails, typefaces
from certificates.models import Certificate, CertificateEvent
from certificates.services import sheet
from certificates.services.award import ask_for_file
from certificates.services.filing import path_of, store
from certificates.services.reissue import make_way
from jobs.services import enqueue
from people.models import User


class NotPrintable(ValueError):  # noqa: N818  says what is wrong with the name
    """The name holds something that no typeface of ours has."""


def produce(*, certificate: Certificate) -> bool:
    """Afterwards the certificate is issued, its file is stored and its holder has been written to; True if just now.

    A certificate that is not pending is left as it is. One whose name cannot be printed is held, and its holder told.
    A crash anywhere leaves it pending, and the next call makes the same bytes.
    """
    certificate = Certificate.objects.select_related("achievement", "design_version", "holder").get(pk=certificate.pk)
    if certificate.state != Certificate.State.PENDING:
        return False
    if certificate.hold or typefaces.why_not(certificate.holder_name):
        _hold(certificate)
        return False
    content = sheet.make_pdf(certificate)
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(certificate, sha256)
    store(path, content)
    return _issue(certificate, path=path, sha256=sha256, size=len(content))


def lift_hold(*, certificate: Certificate, name: str, by: User) -> Certificate:
    """Afterwards a held certificate carries this name, is no longer held, and its file has been asked for.

    One that is not held (any more) is returned as it stands. Raises NotPrintable for a name that cannot be printed.
    """
    name = typefaces.clean(name)
    problem = typefaces.why_not(name)
    if problem:
        raise NotPrintable(problem)
    with transaction.atomic():
        lifted = Certificate.objects.filter(
            pk=certificate.pk, state=Certificate.State.PENDING, hold=Certificate.Hold.NAME
        ).update(
            holder_name=name,
            name_lang=typefaces.language_of(name),
            hold=Certificate.Hold.NONE,
            hold_count=certificate.hold_count + 1,
        )
        certificate = Certificate.objects.get(pk=certificate.pk)
        if lifted:
            _note(certificate, by=by, before=Certificate.State.PENDING, reason="name")
            log(certificate, "certificates.lift_hold", user=by, data={"hold": certificate.hold_count})
            ask_for_file(certificate)
    return certificate


def _issue(certificate: Certificate, *, path: str, sha256: str, size: int) -> bool:
    """One short transaction. The row decides which worker's file is the real one; the loser leaves it alone."""
    with transaction.atomic():
        if certificate.replaces_id and not make_way(successor=certificate):
            return False
        issued = Certificate.objects.filter(
            pk=certificate.pk, state=Certificate.State.PENDING, hold=Certificate.Hold.NONE
        ).update(
            state=Certificate.State.ISSUED,
            issued_at=timezone.now(),
            pdf_path=path,
            pdf_sha256=sha256,
            unsealed_sha256=sha256,
            pdf_size=size,
            maker=f"template {sheet.VERSION}, weasyprint {version('weasyprint')}",
        )
        if issued != 1:
            return False
        certificate.refresh_from_db()
        _note(certificate, by=None, before=Certificate.State.PENDING)
        log(certificate, "certificates.issue", user=None, data={"size": size})
        emails.certificate_issued(certificate)
        completion = str(certificate.completion.uuid)
        key = f"publish:course:{completion}:certificate:{certificate.pk}"
        enqueue("records.publish_record", key=key, kind="course", source=completion)
    return True


def _hold(certificate: Certificate) -> None:
    """Afterwards the certificate waits for its holder, who has been told once for this hold."""
    with transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk, state=Certificate.State.PENDING).update(
            hold=Certificate.Hold.NAME
        )
        emails.certificate_held(certificate)


def _note(certificate: Certificate, *, by: User | None, before: str, reason: str = "") -> None:
    CertificateEvent.objects.create(
        certificate=certificate, by=by, from_state=before, to_state=certificate.state, reason_code=reason
    )
