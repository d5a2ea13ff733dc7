"""One's own data as a file: asked for, made by a job, taken away while it is kept, then gone."""

import hashlib
import io
import json
import logging
import shutil
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.core.files.base import File
from django.core.files.storage import storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from jobs.services import enqueue
from people import emails, registry
from people.models import DataFile, User
from people.services import privacy
from people.services.sent_forms import sent_before
from press.files import write_whole

KEPT_FOR = timedelta(days=7)
# A job that was put aside for good leaves its file unmade: after a day the person may ask anew.
STUCK = timedelta(days=1)
State = DataFile.State
logger = logging.getLogger(__name__)
KINDS = {"moment": datetime, "day": date}


def newest(*, person: User) -> DataFile | None:
    """The file somebody asked for last, if it is being made or still kept."""
    return DataFile.objects.visible_to(person).exclude(state=State.GONE).first()


def request_file(*, person: User, form_key: uuid.UUID) -> DataFile:
    """Afterwards one file of the person's own is being made, and the one before is gone; the same form gives the same.

    One is made at a time: who asks while it is being made gets that one. Raises FormUsed for a form of somebody
    else.
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        found = sent_before(DataFile.objects.all(), form_key, person_id=person.pk)
        if found is not None:
            return found
        _drop(DataFile.objects.being_made().filter(person=person, asked_at__lt=timezone.now() - STUCK))
        found = DataFile.objects.being_made().filter(person=person).first()
        if found is not None:
            return found
        _drop(DataFile.objects.filter(person=person, state=State.READY))
        made = DataFile.objects.create(person=person, form_key=form_key)
        log(person, "people.request_data_file", user=person, data={"file": str(made.uuid)})
        enqueue("people.make_data_file", key=f"data-file:{made.uuid}", file=made.pk)
    return made


def build_file(*, file: DataFile) -> str:
    """The file, ready and hashed, and its letter posted. A killed worker begins again: one result, whoever is first.

    The folder belongs to the row and is written while the row is held, empty at first: what a killed worker left goes.
    """
    if file.state not in {State.WAITING, State.BUILDING}:
        return _("Done already.")
    DataFile.objects.filter(pk=file.pk, state=State.WAITING).update(state=State.BUILDING)
    content = pack(person=file.person)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        held = DataFile.objects.select_for_update(of=("self",), no_key=True)
        row = held.filter(pk=file.pk, state=State.BUILDING, person__is_active=True).first()
        if row is None:
            return _("No longer wanted.")
        _empty(row.uuid)
        row.path = f"{_folder(row.uuid)}/{uuid.uuid4().hex}.zip"
        write_whole(Path(storages["private"].path(row.path)), content)
        row.state, row.sha256, row.size, row.until = State.READY, digest, len(content), timezone.now() + KEPT_FOR
        row.save(update_fields=["path", "state", "sha256", "size", "until"])
        emails.data_file_ready(file=row)
    return _("%(size)d bytes.") % {"size": len(content)}


def pack(*, person: User) -> bytes:
    """Everything about one person as one ZIP: for machines, to read, and the files that belong to it."""
    found = privacy.collect(person=person, by=person)
    made_at = timezone.now()
    known = {holding.label: holding for holding in registry.holdings()}
    record = {"made_at": made_at, "site": settings.SITE_URL, "data": found}
    language = person.language if person.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        parts: list[dict[str, Any]] = [
            {"holding": known[label], "rows": [list(_told(known[label].model, row)) for row in kind["rows"]]}
            for label, kind in sorted(found.items(), key=lambda item: str(known[item[0]].words))
        ]
        context = {
            "person": person,
            "made_at": made_at,
            "language": language,
            "parts": [part for part in parts if part["rows"]],
            "nothing": [part["holding"].words for part in parts if not part["rows"]],
        }
        page = render_to_string("people/data_file/record.html", context)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("record.json", json.dumps(record, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        archive.writestr("record.html", page)
        for name, content in privacy.files_of(person=person):
            archive.writestr(name, content)
    return packed.getvalue()


def open_file(*, file: DataFile) -> File | None:
    """The file as it was made, to be read; None where it has gone just now, or is not what was made."""
    try:
        content = storages["private"].open(file.path)
    except FileNotFoundError:
        return None
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    if digest.hexdigest() != file.sha256:
        content.close()
        logger.error("The data file %s is not what was made: it is not served.", file.uuid)
        return None
    content.seek(0)
    return content


def note_taken(*, file: DataFile, by: User) -> None:
    """The log says that the file was taken away."""
    log(by, "people.take_data_file", user=by, data={"file": str(file.uuid)})


def drop_old(*, now: datetime) -> int:
    """Afterwards no file is kept past its days; its row stays. Returns how many went."""
    return _drop(DataFile.objects.filter(state=State.READY, until__lte=now))


def drop_all(*, person: User) -> int:
    """Afterwards the person has no file with us, and none is being made. Returns how many rows there were."""
    mine = DataFile.objects.filter(person=person)
    _drop(mine.exclude(state=State.GONE))
    return mine.delete()[0]


def _drop(files: models.QuerySet[DataFile]) -> int:
    """Rows first, so that nobody is sent to a file that has gone; their folders, whole, after the commit."""
    with transaction.atomic():
        rows = list(files)
        DataFile.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.GONE, path="")
        for row in rows:
            transaction.on_commit(partial(_empty, row.uuid))
    return len(rows)


def _folder(file: uuid.UUID) -> str:
    return f"data/{file}"


def _empty(file: uuid.UUID) -> None:
    """Afterwards nothing is in the folder of this row, whatever its row knew of."""
    with suppress(FileNotFoundError):
        shutil.rmtree(storages["private"].path(_folder(file)))


@dataclass(frozen=True, slots=True)
class Told:
    """One part of a row as a person reads it: what it is called, what it says, and whether it is a time or a day."""

    label: str
    value: Any
    kind: str


def _told(model: type[models.Model], row: dict[str, Any]) -> Iterator[Told]:
    """Every part that says something to a person: what is empty, and keys of ours, stand in the other file alone."""
    for name, value in row.items():
        if value in (None, "", [], {}) or isinstance(value, uuid.UUID):
            continue
        field, of = _field(model, name)
        words = str(getattr(field, "verbose_name", "") or name.replace("_", " "))
        kind = next((kind for kind, each in KINDS.items() if isinstance(value, each)), "")
        yield Told(f"{of}: {words}" if of else words, _in_words(field, value), kind)


def _in_words(field: Any, value: Any) -> Any:
    choices = dict(getattr(field, "flatchoices", None) or [])
    if isinstance(value, list):
        return ", ".join(str(_in_words(None, each)) for each in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return choices.get(value, value)


def _field(model: type[models.Model], path: str) -> tuple[Any, str]:
    """The field that a name such as session__cohort__name leads to, and what it belongs to where that is another."""
    field: Any = None
    for part in path.split("__"):
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return None, ""
        model = field.related_model or model
    return field, str(model._meta.verbose_name) if "__" in path else ""
