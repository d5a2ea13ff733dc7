"""A person's certificates are emptied. The page of each code goes on answering, without a name."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from certificates.models import Certificate, CertificateEvent, NameRequest
from certificates.services.status import set_bit
from people.models import User

State = Certificate.State
EMPTY: dict[str, Any] = {
    "holder_name": "",
    "name_lang": "",
    "code": "",
    "details": {},
    "pdf_path": "",
    "credential_json": None,
    "identity_salt": "",
    "subject_uuid": None,
}


# Where a certificate never ends there is no date of renewal: one that its holder keeps stays for a year.
NEVER_ENDS = timedelta(days=365)


def kept_until(*, person: User) -> date | None:
    """Until which day the person's certificates may stay when they leave: the last renewal date; None without one."""
    days = [row.valid_until for row in _valid(person)]
    return max((day or timezone.localdate() + NEVER_ENDS for day in days), default=None)


def erase_all(*, person: User, by: User | None, but_valid: bool = False) -> int:
    """Afterwards none of the person's certificates holds a name, a code, details or a file. Returns how many did.

    State, dates, digests and status bits stay. One still being made is cancelled first. The files go after the commit.
    With ``but_valid`` those that anybody can check today stay as they are.
    """
    with transaction.atomic():
        mine = Certificate.objects.select_for_update().filter(holder=person).exclude(state=State.ERASED)
        mine = mine.order_by("completion", "sequence")
        rows = list(mine.exclude(pk__in=_valid(person).values("pk")) if but_valid else mine)
        paths = [row.pdf_path for row in rows if row.pdf_path]
        for row in rows:
            _erase(row, by)
        transaction.on_commit(lambda: _unlink(paths))
    return len(rows)


def _valid(person: User) -> QuerySet[Certificate]:
    today = timezone.localdate()
    issued = Certificate.objects.filter(holder=person, state=State.ISSUED)
    return issued.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today))


def forget_wishes(*, person: User) -> int:
    """Afterwards no wish for another name holds a name or a word of it, and none waits. Returns how many there are."""
    wishes = NameRequest.objects.filter(certificate__holder=person)
    wishes.open().update(state=NameRequest.State.REFUSED, reason="–", decided_at=timezone.now())
    wishes.exclude(reason="").update(reason="–")  # what was not agreed keeps that there was a reason
    return wishes.update(name="", why="")


def _erase(row: Certificate, by: User | None) -> None:
    if row.state == State.PENDING:
        Certificate.objects.filter(pk=row.pk).update(state=State.CANCELLED, ended_at=timezone.now(), ended_by=by)
        set_bit(row)
    # Erasure does not set the bit of one that was issued: that would say something untrue.
    Certificate.objects.filter(pk=row.pk).update(state=State.ERASED, **EMPTY)
    CertificateEvent.objects.create(certificate=row, by=by, from_state=row.state, to_state=State.ERASED)
    log(row, "certificates.erase", user=by, data={"from": row.state})


def _unlink(paths: list[str]) -> None:
    for path in paths:
        Path(storages["private"].path(path)).unlink(missing_ok=True)
