"""A certificate ends early. There is no way back: a mistake is mended by a new one."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from certificates import emails
from certificates.models import Certificate, CertificateEvent
from certificates.services.status import set_bit
from jobs.services import enqueue
from learning.models import CourseCompletion
from people.models import User

State = Certificate.State


def revoke(*, certificate: Certificate, reason: str, by: User | None, note: str = "") -> Certificate:
    """Afterwards an issued certificate is withdrawn, and one still being made is cancelled; its holder is told.

    One that was being made in its place is cancelled with it.
    One that stands no longer is returned as it is. Raises ValueError for a reason that is not on the list.
    """
    if reason not in Certificate.Reason.values:
        raise ValueError(f"{reason!r} is no reason that we know.")
    with transaction.atomic():
        # A pending one may be issued between two looks; one of the two updates finds it.
        ended = {"ended_at": timezone.now(), "ended_by": by, "reason_code": reason}
        before = next(
            (
                state
                for state, then in ((State.PENDING, State.CANCELLED), (State.ISSUED, State.REVOKED))
                if Certificate.objects.filter(pk=certificate.pk, state=state).update(state=then, **ended)
            ),
            None,
        )
        certificate = Certificate.objects.select_related("completion", "holder").get(pk=certificate.pk)
        if before is None:
            return certificate
        set_bit(certificate)
        CertificateEvent.objects.create(
            certificate=certificate, by=by, from_state=before, to_state=certificate.state, reason_code=reason, note=note
        )
        log(certificate, "certificates.revoke", user=by, data={"from": before, "reason": reason})
        if before == State.ISSUED:
            for successor in Certificate.objects.filter(replaces=certificate, state=State.PENDING):
                revoke(certificate=successor, reason=reason, by=by)
            emails.certificate_withdrawn(certificate)
            completion = str(certificate.completion.uuid)
            key = f"publish:course:{completion}:certificate:{certificate.pk}:withdrawn"
            enqueue("records.publish_record", key=key, kind="course", source=completion)
    return certificate


def revoke_for(*, completion: CourseCompletion) -> int:
    """Afterwards no certificate of a withdrawn completion stands. Returns how many ended just now.

    A completion that stands keeps its certificate.
    """
    if completion.revoked_at is None:
        return 0
    living = list(Certificate.objects.living().filter(completion=completion))
    for certificate in living:
        revoke(certificate=certificate, reason=Certificate.Reason.EVIDENCE, by=completion.revoked_by)
    return len(living)


def revoke_missed() -> int:
    """Ask again where a withdrawn completion still has a living certificate. On a sound system it finds none."""
    today = timezone.localdate()
    missed = Certificate.objects.living().filter(completion__revoked_at__isnull=False)
    found = set(missed.values_list("completion_id", "completion__uuid"))
    for pk, uuid in found:
        with transaction.atomic():
            enqueue("certificates.revoke", key=f"revoke:{uuid}:{today}", completion=pk)
    return len(found)
