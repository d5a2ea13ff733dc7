"""Course files that an administrator has looked at and not yet brought in: kept for a day, seen by nobody else."""

import datetime
import uuid
from typing import Any

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.utils import timezone

FOLDER = "course-files"
KEPT_FOR = datetime.timedelta(days=1)


def _storage() -> Storage:
    return storages["private"]


def _name(key: uuid.UUID, by: Any) -> str:
    return f"{FOLDER}/{by.pk}-{key}.zip"


def keep(file: File, *, by: Any) -> uuid.UUID:
    """The file waits under this key, for this person. Files that waited for more than a day are gone."""
    _forget_old()
    key = uuid.uuid4()
    _storage().save(_name(key, by), file)
    return key


def waiting(key: uuid.UUID, *, by: Any) -> Any:
    """The file that this person brought; None for anybody else's, and for one that is gone."""
    name = _name(key, by)
    return _storage().open(name) if _storage().exists(name) else None


def forget(key: uuid.UUID, *, by: Any) -> None:
    """The file is gone."""
    _storage().delete(_name(key, by))


def _forget_old() -> None:
    storage = _storage()
    if not storage.exists(FOLDER):
        return
    for name in storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if storage.get_modified_time(path) < timezone.now() - KEPT_FOR:
            storage.delete(path)
