import datetime
import os
import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from courses.services.transfer.waiting import FOLDER, forget, keep, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def elsewhere(settings, tmp_path):
    private = storages["private"]
    settings.STORAGES = settings.STORAGES | {
        "private": settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path}}
    }
    yield
    assert storages["private"] is not private


def read(key, person):
    with waiting(key, by=person) as file:
        return file.read()


def test_a_file_waits_for_the_person_who_brought_it_and_for_nobody_else(administrator, editor):
    key = keep(ContentFile(b"course"), by=administrator)
    assert read(key, administrator) == b"course"
    assert waiting(key, by=editor) is None
    assert waiting(uuid.uuid4(), by=administrator) is None


def test_a_file_that_was_used_is_gone(administrator):
    key = keep(ContentFile(b"course"), by=administrator)
    forget(key, by=administrator)
    assert waiting(key, by=administrator) is None


def test_a_file_that_nobody_came_back_for_goes_after_a_day(administrator, tmp_path):
    old, new = (keep(ContentFile(b"course"), by=administrator) for _time in "12")
    before = (timezone.now() - datetime.timedelta(hours=25)).timestamp()
    os.utime(tmp_path / FOLDER / f"{administrator.pk}-{old}.zip", (before, before))
    keep(ContentFile(b"another"), by=administrator)
    assert (waiting(old, by=administrator), read(new, administrator)) == (None, b"course")
