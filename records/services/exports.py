"""Files for HR: asked for with a purpose, built by a job, fetched while the right still holds, then purged."""

import datetime
import hashlib
import uuid

from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from jobs.services import enqueue
from people.models import Organisation, User
from people.services.sent_forms import sent_before
from records import emails
from records.models import Export, FeedPosition, LearningRecord
from records.permissions import can_download, can_export
from records.services.files import write_file

KEPT_FOR = datetime.timedelta(days=7)
MOST_OPEN = 2


class TooManyOpen(Exception):  # noqa: N818 - an answer, not an error
    """Two exports of this person are still being made."""


class NothingToExport(Exception):  # noqa: N818 - an answer, not an error
    """The filters leave no row, so no file is made."""


def rows_of(export: Export) -> QuerySet[LearningRecord]:
    """The rows of an export, in the order of the screen, as they stood when it was asked for."""
    return (
        LearningRecord.objects.filter(organisation_id=export.organisation_id)
        .as_at(export.to_seq)
        .matching(export.filters)
        .in_order()
    )


def request_export(*, organisation: Organisation, asked: dict, form_key: uuid.UUID, by: User) -> Export:
    """A waiting export and its job, in one transaction; the same form twice gives the same export.

    asked holds purpose, purpose_note, format and filters. The change number is fixed now, so that a restart builds
    the same rows. Raises TooManyOpen, NothingToExport, or FormUsed for a form of somebody else.
    """
    with transaction.atomic():
        # Two requests at once would both count one open export.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        found = sent_before(Export.objects.all(), form_key, requested_by_id=by.pk)
        if found is not None:
            return found
        if Export.objects.filter(requested_by=by).open().count() >= MOST_OPEN:
            raise TooManyOpen
        position = FeedPosition.objects.filter(organisation=organisation).first()
        export = Export(
            form_key=form_key,
            organisation=organisation,
            requested_by=by,
            to_seq=position.last_seq if position else 0,
            **asked,
        )
        export.rows_total = rows_of(export).count()
        if not export.rows_total:
            raise NothingToExport
        export.full_clean()
        export.save()
        data = {"purpose": export.purpose, "format": export.format, "rows": export.rows_total}
        log(export, "records.request_export", user=by, data=data | {"filters": asked["filters"]})
        enqueue("records.build_export", key=f"build-export:{export.uuid}", export=export.pk)
    return export


def build_export(*, export: Export) -> str:
    """The file, ready and hashed, and its letter posted; refused where the right was lost meanwhile. A note.

    A killed worker starts again into a new temporary file: there is one result, whoever finishes first.
    """
    if export.state in {Export.State.READY, Export.State.REFUSED, Export.State.PURGED}:
        return "already done"
    asker = User.objects.get(pk=export.requested_by_id)
    if not can_export(asker) or not can_download(asker, export):
        with transaction.atomic():
            Export.objects.filter(pk=export.pk).update(state=Export.State.REFUSED, finished_at=timezone.now())
            log(export, "records.refuse_export", user=None, data={"export": str(export.uuid)})
        return "refused: the right to export was lost"
    Export.objects.filter(pk=export.pk, state=Export.State.WAITING).update(state=Export.State.BUILDING)

    def told(done: int) -> None:
        Export.objects.filter(pk=export.pk).update(rows_done=done)

    path, ending, left_out = write_file(export, rows_of(export), told)
    try:
        with path.open("rb") as made:
            digest = hashlib.file_digest(made, "sha256").hexdigest()
            name = f"exports/{export.uuid}/{digest}.{ending}"
            if not storages["private"].exists(name):
                storages["private"].save(name, File(made))
        size = path.stat().st_size
    finally:
        path.unlink()
    return _make_ready(export, file=name, sha256=digest, size=size, left_out=left_out)


def _make_ready(export: Export, **made: str | int) -> str:
    """The one short transaction in which the file becomes the export's."""
    now = timezone.now()
    with transaction.atomic():
        won = Export.objects.filter(pk=export.pk, state=Export.State.BUILDING).update(
            state=Export.State.READY, rows_done=F("rows_total"), finished_at=now, until=now + KEPT_FOR, **made
        )
        if not won:
            return "somebody else finished it"
        export.refresh_from_db()
        log(export, "records.build_export", user=None, data={"rows": export.rows_total, "sha256": export.sha256})
        emails.export_ready(export=export)
    return f"{export.rows_total} rows"


def note_download(*, export: Export, by: User) -> None:
    """One more download is on the row and in the log."""
    with transaction.atomic():
        Export.objects.filter(pk=export.pk).update(downloads=F("downloads") + 1)
        log(export, "records.download_export", user=by, data={"export": str(export.uuid)})


def purge_exports(*, now: datetime.datetime) -> int:
    """The files whose days are over are gone; their rows stay. Returns how many went."""
    gone = 0
    for export in Export.objects.filter(state=Export.State.READY, until__lte=now):
        storages["private"].delete(export.file)
        with transaction.atomic():
            if Export.objects.filter(pk=export.pk, state=Export.State.READY).update(state=Export.State.PURGED):
                log(export, "records.purge_export", user=None, data={"export": str(export.uuid)})
                gone += 1
    return gone
