"""Another name on a certificate: asked by its holder, agreed by whoever may speak for them, made as a newer one."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from certificates import emails, typefaces
from certificates.models import Certificate, NameRequest
from certificates.models.name_request import NameRequestQuerySet
from certificates.services.reissue import NotStanding, reissue, successor_of
from learning.services.completion import lock
from learning.services.vouching import vouched_for
from people.models import User
from people.services.accounts import change_details
from people.services.sent_forms import sent_before

State = NameRequest.State


def ask_name(*, certificate: Certificate, name: str, why: str, form_key: UUID, by: User) -> NameRequest:
    """Afterwards one wish for this certificate waits for somebody to agree. Asked again, the first one is returned.

    Raises ValidationError for a name that cannot be printed or stands there already, NotStanding for a certificate
    that does not stand, or while a newer one is being made: that one would not carry the name.
    """
    name = typefaces.clean(name)
    problem = typefaces.why_not(name)
    if problem:
        raise ValidationError(problem)
    before = _asked_before(certificate, form_key)
    if before is not None:
        return before
    if certificate.state != Certificate.State.ISSUED:
        raise NotStanding("This certificate does not stand.")
    _refuse_replaced(certificate)
    if name == certificate.holder_name:
        raise ValidationError(_("The certificate says this name already."))
    try:
        with transaction.atomic():
            asked = NameRequest.objects.create(certificate=certificate, name=name, why=why.strip(), form_key=form_key)
            log(asked, "certificates.ask_name", user=by, data={"certificate": str(certificate.pk)})
    except IntegrityError:  # the same form, or another one about this certificate, in this moment
        before = _asked_before(certificate, form_key)
        if before is None:
            raise
        return before
    return asked


def agree(*, asked: NameRequest, by: User) -> NameRequest:
    """Afterwards a newer certificate with this name is being made, and later ones will have it too.

    One that was decided already is returned as it is. Raises NotStanding where the certificate stands no longer,
    or a newer one is being made already, and for a wish whose name or holder has gone.
    """
    with transaction.atomic():
        lock(asked.certificate.completion.enrolment)  # before the wish itself: docs/decisions/0046
        if _decide(asked, State.AGREED, by):
            asked = _fresh(asked)
            certificate = asked.certificate
            if not (asked.name and certificate.holder.is_active):
                raise NotStanding("Its holder has gone.")
            _refuse_replaced(certificate)
            reissue(certificate=certificate, reason=Certificate.Reason.NAME, by=by, name=asked.name)
            change_details(person=certificate.holder, by=by, certificate_name=asked.name)
            log(asked, "certificates.agree_name", user=by, data={"certificate": str(certificate.pk)})
    return _fresh(asked)


def refuse(*, asked: NameRequest, reason: str, by: User) -> NameRequest:
    """Afterwards the certificate stays as it is, and its holder has been told why.

    One that was decided already is returned as it is. Raises ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError(_("Type the reason."))
    with transaction.atomic():
        if _decide(asked, State.REFUSED, by, reason=reason.strip()):
            log(asked, "certificates.refuse_name", user=by, data={"certificate": str(asked.certificate_id)})
            emails.name_refused(_fresh(asked))
    return _fresh(asked)


def decidable_by(user: Any) -> NameRequestQuerySet:
    """The wishes about certificates of those whom this person may speak for, as long as the certificate is shown."""
    hidden = [Certificate.State.CANCELLED, Certificate.State.ERASED]
    mine = NameRequest.objects.filter(certificate__completion__in=vouched_for(user).values("pk"))
    return mine.exclude(certificate__state__in=hidden)


def waiting_for(user: Any) -> NameRequestQuerySet:
    """Those of them that wait for an answer, and still can have one."""
    return decidable_by(user).open().filter(certificate__state=Certificate.State.ISSUED)


def _decide(asked: NameRequest, state: str, by: User, *, reason: str = "") -> int:
    """Whoever comes second changes nothing."""
    decided = {"state": state, "decided_by": by, "decided_at": timezone.now(), "reason": reason}
    return NameRequest.objects.open().filter(pk=asked.pk).update(**decided)


def _refuse_replaced(certificate: Certificate) -> None:
    if successor_of(certificate) is not None:
        raise NotStanding("A newer certificate is being made.")


def _asked_before(certificate: Certificate, form_key: UUID) -> NameRequest | None:
    same = sent_before(NameRequest.objects.all(), form_key, certificate_id=certificate.pk)
    return same or NameRequest.objects.open().filter(certificate=certificate).first()


def _fresh(asked: NameRequest) -> NameRequest:
    return NameRequest.objects.select_related("certificate__holder", "decided_by").get(pk=asked.pk)
