"""Asking: one row for each key, committed with its fact, or none."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from jobs import registry, services
from jobs.models import Job
from jobs.signals import job_added
from tests.factories.jobs import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def nudges():
    """What was sent to the workers, as (queue, ids)."""
    sent = []

    def listen(*, queue, job_ids, **_kwargs):
        sent.append((queue, job_ids))

    kept, job_added.receivers = job_added.receivers, []
    job_added.connect(listen)
    yield sent
    job_added.receivers = kept


def test_enqueue_writes_one_row_and_nudges_on_commit(calls, nudges, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        job = services.enqueue("tests.note", key="note:1", completion=7, version="3")
        assert nudges == []
    assert len(callbacks) == 1
    assert nudges == [("quick", [job.pk])]
    assert (job.kind, job.key, job.args) == ("tests.note", "note:1", {"completion": 7, "version": "3"})
    assert (job.status, job.attempts, job.claimed_until, job.error, job.note) == ("QUEUED", 0, None, "", "")


def test_enqueue_twice_finds_the_first_row_and_changes_nothing(calls):
    first = services.enqueue("tests.note", key="note:1", completion=7)
    second = services.enqueue("tests.note", key="note:1", completion=8)
    assert second.pk == first.pk
    assert Job.objects.values_list("key", "args").get() == ("note:1", {"completion": 7})


def test_enqueue_finds_a_job_that_is_done_and_leaves_it(calls, nudges, django_capture_on_commit_callbacks):
    done = make_job(key="note:1", status=Job.Status.DONE)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.enqueue("tests.note", key="note:1") == done
    assert Job.objects.get().status == "DONE"
    assert nudges == []


def test_enqueue_for_later_sends_no_nudge(calls, nudges, django_capture_on_commit_callbacks):
    later = timezone.now() + timedelta(hours=1)
    with django_capture_on_commit_callbacks(execute=True):
        services.enqueue("tests.note", key="note:1", run_after=later)
    assert Job.objects.get().run_after == later
    assert nudges == []


def test_a_job_and_its_fact_roll_back_together(calls, nudges, django_capture_on_commit_callbacks):
    def fact() -> None:
        with transaction.atomic():
            services.enqueue("tests.note", key="note:1")
            raise RuntimeError("the fact did not hold")

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        fact()
    assert Job.objects.count() == 0
    assert nudges == []


def test_enqueue_outlives_a_broker_that_is_away(calls, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*_args, **_kwargs):
        raise ConnectionRefusedError("no broker")

    monkeypatch.setattr("jobs.tasks.work.apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        services.enqueue("tests.note", key="note:1")
    assert Job.objects.get().status == "QUEUED"


@pytest.mark.parametrize("value", [1.5, object(), uuid.uuid4(), {"a": 1}, b"x", [[1]], (1,), datetime.now(UTC)])
def test_enqueue_refuses_what_is_no_id(calls, value):
    with pytest.raises(TypeError, match="A job takes ids"):
        services.enqueue("tests.note", key="note:1", thing=value)
    assert Job.objects.count() == 0


def test_enqueue_refuses_texts(calls):
    with pytest.raises(ValueError, match="ids, not texts"):
        services.enqueue("tests.note", key="note:1", text="x" * 5000)
    assert Job.objects.count() == 0


def test_enqueue_many_writes_what_is_new_and_nudges_a_few(calls, nudges, django_capture_on_commit_callbacks):
    make_job(key="note:0", status=Job.Status.DONE)
    asks = {f"note:{number}": {"completion": number} for number in range(10)}
    with django_capture_on_commit_callbacks(execute=True):
        assert services.enqueue_many("tests.note", asks=asks) == 10
        assert services.enqueue_many("tests.note", asks=asks) == 10
        assert services.enqueue_many("tests.note", asks={}) == 0
    assert Job.objects.count() == 10
    assert Job.objects.get(key="note:9").args == {"completion": 9}
    assert [(queue, len(ids)) for queue, ids in nudges] == [("quick", 3), ("quick", 3)]


def test_enqueue_many_for_documents_waits_in_their_queue(no_kinds):
    registry.handles("tests.print", queue="documents")(lambda: None)
    services.enqueue_many("tests.print", asks={"print:1": {}})
    assert Job.objects.get().queue == "documents"
