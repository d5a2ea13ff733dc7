"""Work that records does in the background."""

import datetime
import uuid

from django.utils import timezone

from jobs.registry import DOCUMENTS, Gone, handles
from records.models import Export
from records.services import exports, publish


@handles("records.publish_record")
def publish_record(*, kind: str, source: str) -> str:
    """Publish a fact of learning for HR"""
    record = publish.publish(kind=kind, source=uuid.UUID(source))
    return f"version {record.version}" if record else "not for an employer"


@handles("records.build_export", queue=DOCUMENTS)
def build_export(*, export: int) -> str:
    """Make a file that HR asked for"""
    row = Export.objects.filter(pk=export).first()
    if row is None:
        raise Gone("the export is not there")
    return exports.build_export(export=row)


@handles("records.purge_exports", every=datetime.timedelta(hours=1))
def purge_exports() -> str:
    """Remove export files whose days are over"""
    return f"{exports.purge_exports(now=timezone.now())} files"


@handles("records.reconcile", every=datetime.timedelta(days=1))
def reconcile() -> str:
    """Compare every fact with its learning record"""
    return f"{publish.reconcile()} mended"
