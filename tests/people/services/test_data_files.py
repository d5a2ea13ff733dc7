"""One's own data as a file: one at a time, kept for its days, and never somebody else's."""

import io
import json
import uuid
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from wagtail.models import ModelLogEntry

from jobs.models import Job
from people import handlers
from people.models import DataFile, Message, User
from people.services import data_files, upkeep
from people.services.accounts import deactivate_person

pytestmark = pytest.mark.django_db
State = DataFile.State


def ask(person):
    return data_files.request_file(person=person, form_key=uuid.uuid4())


def ready(person):
    made = ask(person)
    data_files.build_file(file=made)
    made.refresh_from_db()
    return made


def test_asked_twice_it_is_one_file_and_one_job(officer):
    key = uuid.uuid4()
    first = data_files.request_file(person=officer, form_key=key)
    assert data_files.request_file(person=officer, form_key=key) == first
    assert ask(officer) == first  # from another tab, while the first is being made
    assert [job.args for job in Job.objects.filter(kind="people.make_data_file")] == [{"file": first.pk}]


def test_the_file_is_made_once_told_of_once_and_whole(officer):
    made = ask(officer)
    assert handlers.make_data_file(file=made.pk).endswith(" bytes.")
    assert handlers.make_data_file(file=made.pk) == "Done already."
    made.refresh_from_db()
    with storages["private"].open(made.path) as file:
        content = file.read()
    assert (made.state, made.size, len(made.sha256)) == (State.READY, len(content), 64)
    assert timedelta(days=6) < made.until - timezone.now() <= timedelta(days=7)
    letter = Message.objects.get(person=officer, subject="Your file is ready")
    assert "/accounts/my-data/" in letter.text
    packed = zipfile.ZipFile(io.BytesIO(content))
    assert packed.namelist() == ["record.json", "record.html"]
    account = json.loads(packed.read("record.json"))["data"]["people.User"]["rows"][0]
    assert account["email"] == officer.email
    page = packed.read("record.html").decode()
    assert "London times" in page
    assert officer.email in page
    assert [entry.data for entry in ModelLogEntry.objects.filter(action="people.request_data_file")] == [
        {"file": str(made.uuid)}
    ]


def test_a_new_one_takes_the_place_of_the_one_before(officer, django_capture_on_commit_callbacks):
    first = ready(officer)
    path = first.path
    with django_capture_on_commit_callbacks(execute=True):
        second = ask(officer)
    first.refresh_from_db()
    assert (first.state, first.path, second.state) == (State.GONE, "", State.WAITING)
    assert not storages["private"].exists(path)
    assert data_files.newest(person=officer) == second


def test_one_that_was_put_aside_for_good_stands_in_nobodys_way(officer):
    first = ask(officer)
    assert ask(officer) == first
    DataFile.objects.update(asked_at=timezone.now() - timedelta(days=2))
    second = ask(officer)
    assert second != first
    first.refresh_from_db()
    assert data_files.build_file(file=first) == "Done already."


def test_after_its_days_the_file_is_gone_and_its_row_stays(officer, resident, django_capture_on_commit_callbacks):
    old, new = ready(officer), ready(resident)
    DataFile.objects.filter(pk=old.pk).update(until=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        assert [upkeep.tidy()["files"] for _time in range(2)] == [1, 0]
    assert not storages["private"].exists(old.path)
    assert storages["private"].exists(new.path)
    assert sorted(DataFile.objects.values_list("state", flat=True)) == ["GONE", "READY"]


def test_nothing_is_kept_of_somebody_who_left_while_it_was_made(resident):
    made = ask(resident)
    deactivate_person(person=resident, by=None)
    assert data_files.build_file(file=made) == "No longer wanted."
    assert not storages["private"].exists(f"data/{made.uuid}")


def left_by_a_killed_worker(made):
    DataFile.objects.filter(pk=made.pk).update(state=State.BUILDING)
    made.refresh_from_db()
    return storages["private"].save(f"data/{made.uuid}/left.zip", ContentFile(b"PK"))


def test_what_a_killed_worker_left_goes_when_the_file_is_made_again(officer):
    made = ask(officer)
    left_by_a_killed_worker(made)
    data_files.build_file(file=made)
    made.refresh_from_db()
    assert storages["private"].listdir(f"data/{made.uuid}")[1] == [made.path.rpartition("/")[2]]
    assert storages["private"].exists(made.path)


def test_what_a_killed_worker_left_goes_with_its_row(officer, django_capture_on_commit_callbacks):
    path = left_by_a_killed_worker(ask(officer))
    with django_capture_on_commit_callbacks(execute=True):
        assert data_files.drop_all(person=officer) == 1
    assert not storages["private"].exists(path.rpartition("/")[0])


def test_a_file_that_is_not_what_was_made_is_not_opened(officer):
    made = ready(officer)
    with data_files.open_file(file=made) as file:
        assert file.read(2) == b"PK"
    Path(storages["private"].path(made.path)).write_bytes(b"PK and more")
    assert data_files.open_file(file=made) is None
    storages["private"].delete(made.path)
    assert data_files.open_file(file=made) is None


def test_a_row_is_told_in_words_and_london_time(officer):
    row = {"state": "READY", "until": timezone.now(), "size": None, "uuid": uuid.uuid4()}
    told = list(data_files._told(DataFile, row))
    assert [(each.label, str(each.value), each.kind) for each in told[:1]] == [("state", "Ready", "")]
    assert [each.kind for each in told] == ["", "moment"]
    named = next(data_files._told(User, {"organisation__name": "Northbridge"}))
    assert (named.label, named.value) == ("organisation: name", "Northbridge")
    assert [each.value for each in data_files._told(User, {"nowhere": ["a", "b"], "is_active": True})] == [
        "a, b",
        "Yes",
    ]
