"""The Celery tasks, called as functions, and what they send."""

from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from jobs import registry, services, tasks
from jobs.models import Job
from tests.factories.jobs import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_connection(monkeypatch):
    """The test's own connection stays open: it holds the transaction that is rolled back at the end."""
    monkeypatch.setattr("jobs.tasks.close_old_connections", lambda: None)


@pytest.fixture
def sent(monkeypatch):
    """The messages given to the broker, as (arguments, options)."""
    messages = []
    monkeypatch.setattr("jobs.tasks.work.apply_async", lambda args, **options: messages.append((args, options)))
    return messages


def test_work_does_the_named_job_and_goes_on_with_what_is_due(calls):
    make_job(key="first", args={"number": 1})
    named = make_job(key="named", args={"number": 2}, run_after=timezone.now())
    make_job(key="print", queue="documents")
    tasks.work(named.pk, "quick")
    assert calls == [{"number": 2}, {"number": 1}]


def test_work_for_a_job_that_is_not_there_does_the_rest(calls):
    make_job(args={"number": 1})
    tasks.work(10**9, "quick")
    assert calls == [{"number": 1}]


def test_sweep_nudges_what_a_lost_message_left(calls, sent):
    waiting = make_job(key="waiting")
    lapsed = make_job(key="lapsed", status="RUNNING", claimed_until=timezone.now() - timedelta(seconds=1))
    printed = make_job(key="print", queue="documents")
    make_job(key="later", run_after=timezone.now() + timedelta(minutes=5))
    tasks.sweep()
    assert sent == [
        ((waiting.pk, "quick"), {"queue": "quick", "time_limit": 60, "expires": 30}),
        ((lapsed.pk, "quick"), {"queue": "quick", "time_limit": 60, "expires": 30}),
        ((printed.pk, "documents"), {"queue": "documents", "time_limit": 300, "expires": 30}),
    ]


@pytest.mark.parametrize("task", ["sweep", "tick"])
def test_an_idle_beat_makes_few_queries(task, sent, django_assert_max_num_queries):
    tasks.tick()  # the duties of this period are asked for
    Job.objects.all().delete()
    tasks.tick()
    Job.objects.update(status="DONE", finished_at=timezone.now())
    with django_assert_max_num_queries(5):
        getattr(tasks, task)()
    assert sent == []


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
@pytest.mark.parametrize(
    ("task", "service"), [("sweep", "recover_lapsed"), ("tick", "ask_for_duties"), ("work", "run")]
)
def test_tasks_outlive_a_database_that_is_away(task, service, error, monkeypatch, caplog):
    def away(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(services, service, away)
    getattr(tasks, task)(*([1, "quick"] if task == "work" else []))
    assert f"{task}: the database is away ({type(error).__name__})" in caplog.text


def test_send_gives_up_after_the_first_refusal(monkeypatch, caplog):
    tries = []

    def refuse(args, **_options):
        tries.append(args)
        raise ConnectionRefusedError

    monkeypatch.setattr("jobs.tasks.work.apply_async", refuse)
    tasks.send(queue="quick", job_ids=[1, 2, 3])
    assert tries == [(1, "quick")]
    assert "nudge for job 1 was not sent (ConnectionRefusedError)" in caplog.text


def test_a_new_job_is_nudged_on_commit(calls, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = services.enqueue("tests.note", key="note:1")
    assert sent == [((job.pk, "quick"), {"queue": "quick", "time_limit": 60, "expires": 30})]


def test_every_hard_limit_is_at_most_half_of_its_lease():
    assert set(tasks.TIME_LIMITS) == set(services.LEASES) == set(registry.QUEUES)
    for queue, seconds in tasks.TIME_LIMITS.items():
        assert services.LEASES[queue] >= timedelta(seconds=2 * seconds)
