from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobs.models import Job
from tests.factories.jobs import make_job

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "RUNNING", "claimed_until": None},
        {"status": "QUEUED", "claimed_until": timezone.now()},
        {"status": "DONE", "finished_at": None},
        {"status": "PARKED", "finished_at": None},
        {"status": "QUEUED", "finished_at": timezone.now()},
        {"queue": "slow"},
    ],
)
def test_the_database_refuses_a_job_in_two_states(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="tests.note", key="one", **facts)
    assert Job.objects.count() == 0


def test_the_database_refuses_a_second_job_with_one_key():
    make_job(key="one")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_job(key="one")


def test_every_list_holds_its_own_jobs_and_no_others():
    now = timezone.now()
    later = now + timedelta(minutes=5)
    make_job(key="due", run_after=now - timedelta(minutes=2))
    make_job(key="due longest", run_after=now - timedelta(minutes=3))
    make_job(key="later", run_after=later)
    make_job(key="retrying", run_after=later, attempts=1, error="ValueError: no")
    make_job(key="running", status=Job.Status.RUNNING)
    make_job(key="lapsed", status=Job.Status.RUNNING, claimed_until=now - timedelta(seconds=1))
    make_job(key="done", status=Job.Status.DONE)
    make_job(key="done long ago", status=Job.Status.DONE, finished_at=now - timedelta(days=2))
    make_job(key="stuck", status=Job.Status.PARKED, error="ValueError: no")

    def keys(jobs):
        return list(jobs.values_list("key", flat=True))

    assert keys(Job.objects.due()) == ["due longest", "due"]
    assert keys(Job.objects.lapsed()) == ["lapsed"]
    assert keys(Job.objects.waiting().order_by("pk")) == ["due", "due longest", "later"]
    assert keys(Job.objects.retrying()) == ["retrying"]
    assert keys(Job.objects.running().order_by("pk")) == ["running", "lapsed"]
    assert keys(Job.objects.parked()) == ["stuck"]
    assert keys(Job.objects.done_since(now - timedelta(days=1))) == ["done"]
    assert Job.objects.oldest_due_at() == now - timedelta(minutes=3)


def test_oldest_due_at_is_none_when_nothing_is_due():
    make_job(run_after=timezone.now() + timedelta(minutes=5))
    assert Job.objects.oldest_due_at() is None


def test_a_job_reads_as_its_kind_and_key(no_kinds):
    assert str(make_job(key="note:1")) == "tests.note note:1"
    assert Job.objects.get().label == "tests.note"
