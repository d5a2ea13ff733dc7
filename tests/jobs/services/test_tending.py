"""Dead workers, duties, running again, forgetting."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from jobs import registry, services
from jobs.models import Job
from jobs.services.asking import NUDGES
from tests.factories.jobs import make_job

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 4, 12, 0, 5, tzinfo=UTC)


def test_recover_lapsed_gives_back_what_a_dead_worker_held(calls):
    past = timezone.now() - timedelta(seconds=1)
    make_job(key="lapsed", status="RUNNING", claimed_until=past, attempts=1)
    make_job(key="held", status="RUNNING")
    assert services.recover_lapsed() == 0
    assert services.recover_lapsed() == 0
    facts = dict(Job.objects.values_list("key", "status"))
    assert facts == {"lapsed": "QUEUED", "held": "RUNNING"}
    assert Job.objects.get(key="lapsed").error == "The worker stopped while doing this."
    assert services.run(Job.objects.get(key="lapsed").pk) is True
    assert (Job.objects.get(key="lapsed").status, Job.objects.get(key="lapsed").error) == ("DONE", "")


def test_recover_lapsed_parks_what_killed_five_workers(calls):
    past = timezone.now() - timedelta(seconds=1)
    job = make_job(status="RUNNING", claimed_until=past, attempts=5)
    assert services.recover_lapsed() == 1
    job.refresh_from_db()
    assert (job.status, job.claimed_until, job.error) == ("PARKED", None, "The worker stopped while doing this.")
    assert job.finished_at is not None


def test_due_by_queue_names_the_longest_waiting(calls):
    assert services.due_by_queue() == {}
    rows = [make_job(key=f"note:{n}", run_after=timezone.now() - timedelta(minutes=n)) for n in range(1, 7)]
    printed = make_job(key="print", queue="documents")
    longest = [row.pk for row in reversed(rows)][:NUDGES]
    assert services.due_by_queue() == {"quick": longest, "documents": [printed.pk]}


def test_ask_for_duties_asks_once_in_each_period(no_kinds):
    registry.handles("tests.hourly", every=timedelta(hours=1))(lambda: None)
    registry.handles("tests.daily", queue="documents", every=timedelta(days=1))(lambda: None)
    registry.handles("tests.asked")(lambda: None)
    assert services.ask_for_duties(NOON) == 2
    assert services.ask_for_duties(NOON + timedelta(minutes=59)) == 0
    assert services.ask_for_duties(NOON + timedelta(minutes=60)) == 1
    assert services.ask_for_duties(NOON + timedelta(hours=12)) == 2
    assert sorted(Job.objects.values_list("key", "queue")) == [
        ("tests.daily:2026-03-04T00:00:00Z", "documents"),
        ("tests.daily:2026-03-05T00:00:00Z", "documents"),
        ("tests.hourly:2026-03-04T12:00:00Z", "quick"),
        ("tests.hourly:2026-03-04T13:00:00Z", "quick"),
        ("tests.hourly:2026-03-05T00:00:00Z", "quick"),
    ]


def test_ask_for_duties_runs_on_a_house_without_duties(no_kinds, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert services.ask_for_duties(NOON) == 0


def test_run_again_gives_a_stuck_job_five_new_tries_once(calls, django_capture_on_commit_callbacks):
    job = make_job(status="PARKED", attempts=5, error="ValueError: no")
    other = make_job(key="other", status="PARKED", attempts=5, error="ValueError: no")
    with django_capture_on_commit_callbacks() as callbacks:
        assert services.run_again(job=job, by=None) is True
        assert services.run_again(job=job, by=None) is False
    assert len(callbacks) == 1
    job.refresh_from_db()
    other.refresh_from_db()
    assert (job.status, job.attempts, job.error, job.finished_at) == ("QUEUED", 0, "", None)
    assert (other.status, other.attempts) == ("PARKED", 5)
    line = ModelLogEntry.objects.get(action="jobs.run_again")
    assert (line.object_id, line.data) == (str(job.pk), {"kind": "tests.note", "jobs": 1})
    assert services.run(job.pk) is True


def test_run_again_leaves_a_running_job_alone(calls):
    job = make_job(status="RUNNING")
    assert services.run_again(job=job, by=None) is False
    assert Job.objects.get().status == "RUNNING"
    assert ModelLogEntry.objects.count() == 0


def test_run_all_again_takes_one_kind_and_writes_one_line(calls):
    for number in range(3):
        make_job(key=f"note:{number}", status="PARKED", attempts=5, error="no")
    make_job("tests.other", key="other", status="PARKED", attempts=5, error="no")
    assert services.run_all_again(kind="tests.note", by=None) == 3
    assert services.run_all_again(kind="tests.note", by=None) == 0
    assert list(Job.objects.parked().values_list("kind", flat=True)) == ["tests.other"]
    assert ModelLogEntry.objects.get().data == {"kind": "tests.note", "jobs": 3}


def test_purge_done_forgets_old_work_and_keeps_what_is_stuck(calls):
    old = timezone.now() - timedelta(days=31)
    make_job(key="old", status="DONE", finished_at=old)
    make_job(key="fresh", status="DONE")
    make_job(key="stuck", status="PARKED", finished_at=old)
    make_job(key="waiting", run_after=old, created_at=old)
    assert services.purge_done() == 1
    assert services.purge_done() == 0
    assert sorted(Job.objects.values_list("key", flat=True)) == ["fresh", "stuck", "waiting"]
