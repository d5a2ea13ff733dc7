"""A person's certificates are emptied. The page of each code goes on answering, without a name."""

from pathlib import Path
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from certificates.models import Certificate, CertificateEvent
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


def erase_all(*, person: User, by: User | None) -> int:
    """Afterwards none of the person's certificates holds a name, a code, details or a file. Returns how many did.

    State, dates, digests and status bits stay. One still being made is cancelled first. The files go after the commit.
    """
    with transaction.atomic():
        rows = list(Certificate.objects.select_for_update().filter(holder=person).exclude(state=State.ERASED))
        paths = [row.pdf_path for row in rows if row.pdf_path]
        for row in rows:
            _erase(row, by)
        transaction.on_commit(lambda: _unlink(paths))
    return len(rows)


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
