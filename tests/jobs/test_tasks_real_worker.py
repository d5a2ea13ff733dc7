"""A real worker with its beat, on each broker: killed, robbed of its messages, poisoned, overlapped.

Whatever happens, every key ends once: done, or parked where an administrator sees it.
"""

import os
import pickle
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis
from django.utils import timezone

from jobs.models import Job
from jobs.services.asking import nudge
from tests.databases import KEPT, ROOT
from tests.servers import Process, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
KIND = "workbench.note"


@dataclass
class House:
    """A worker with its beat, and what it left behind."""

    worker: Process
    bench: Path
    redis_url: str

    def numbers(self, name: str) -> list[int]:
        """The lines of one of the workbench's files."""
        path = self.bench / name
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def effects(self) -> list[int]:
        """What was done, in the order it was done."""
        return self.numbers("effects")

    def wait_for(self, **statuses: int) -> None:
        """Return when so many jobs stand so."""
        wait_until(lambda: standing() == statuses, f"jobs to be {statuses}", seconds=60)

    def empty_the_broker(self) -> None:
        """Lose every message there is."""
        if self.redis_url:
            with redis.Redis.from_url(self.redis_url) as client:
                client.flushall()
        else:
            for path in self.bench.parent.glob("*.msg*"):
                path.unlink(missing_ok=True)


def standing() -> dict[str, int]:
    """How many jobs stand where."""
    return dict(Counter(Job.objects.filter(kind__startswith="workbench.").values_list("status", flat=True)))


def ask(numbers: range, kind: str = KIND, *, queue: str = "quick") -> None:
    """Rows as their askers leave them. This process does not know the workbench's kinds, so it names the queue."""
    Job.objects.bulk_create(
        [Job(kind=kind, key=f"{kind}:{number}", args={"number": number}, queue=queue) for number in numbers]
    )


@pytest.fixture(params=["folder", "redis"])
def house(request: pytest.FixtureRequest, transactional_db: None, settings) -> Iterator[House]:
    """A worker that is ready, on the broker of each kind, with nothing to do yet."""
    redis_url = settings.REDIS_URL if request.param == "redis" else ""
    if request.param == "redis" and not redis_url:
        pytest.fail("This test needs a Redis of its own: `python -m tests.run flows -k real_worker` starts one.")
    Job.objects.all().delete()
    broker = Path(settings.BROKER_DIR)
    shutil.rmtree(broker, ignore_errors=True)
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.jobs.workbench.settings",
        "RA_DATA_DIR": str(settings.DATA_DIR),
        "PYTHONUNBUFFERED": "1",
        "RA_REDIS_URL": redis_url,
    }
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        env["RA_DB_NAME"] = settings.DATABASES["default"]["NAME"]
    argv = [sys.executable, "-m", "celery", "-A", "academy", "--workdir", ROOT, "worker", "-B", "-Q", "quick,documents"]
    log = KEPT / "logs" / f"worker-{request.node.name}.log"
    log.unlink(missing_ok=True)
    worker = Process("worker", [*argv, "--concurrency=2", "--loglevel=INFO"], log=log, env=env)
    found = House(worker=worker, bench=broker / "bench", redis_url=redis_url)
    if redis_url:
        found.empty_the_broker()
    try:
        worker.start()
        worker.wait_for((found.bench / "ready").exists)
        yield found
    finally:
        worker.kill()


def test_a_nudge_on_commit_reaches_the_worker(house, settings, monkeypatch):
    from academy.celery import app, broker

    with monkeypatch.context() as patch:
        for name, value in broker(house.redis_url, Path(settings.BROKER_DIR)).items():
            patch.setitem(app.conf, name, value)
        patch.setattr(app, "_pool", None)
        ask(range(1))
        nudge(queue="quick", job_ids=list(Job.objects.values_list("pk", flat=True)))
        house.wait_for(DONE=1)
    assert house.effects() == [0]


def test_a_killed_worker_loses_and_doubles_nothing(house):
    ask(range(40))
    wait_until(lambda: len(house.effects()) > 3, "the worker to begin")
    house.worker.kill()
    assert len(house.effects()) < 40
    house.worker.start()
    wait_until(lambda: len(house.effects()) > 20, "the second worker to go on")
    house.worker.kill()
    house.worker.start()
    house.wait_for(DONE=40)
    assert sorted(house.effects()) == list(range(40))


def test_an_emptied_broker_loses_and_doubles_nothing(house):
    ask(range(40))
    wait_until(lambda: len(house.effects()) > 3, "the worker to begin")
    house.empty_the_broker()
    ask(range(40, 60))
    house.empty_the_broker()
    house.wait_for(DONE=60)
    assert sorted(house.effects()) == list(range(60))
    assert sorted(house.numbers("begun")) == list(range(60))


def test_poison_is_parked_and_delays_nobody(house):
    ask(range(3), "workbench.poison")
    ask(range(10, 47))
    house.wait_for(DONE=37, QUEUED=3)
    for tries in range(2, 6):
        Job.objects.retrying().update(run_after=timezone.now())
        wait_until(
            lambda tries=tries: (
                Job.objects.filter(kind="workbench.poison", attempts=tries).exclude(status="RUNNING").count() == 3
            ),
            f"try {tries}",
        )
    assert standing() == {"DONE": 37, "PARKED": 3}
    assert set(Job.objects.parked().values_list("error", "attempts")) == {("ValueError: poison", 5)}
    assert sorted(house.effects()) == list(range(10, 47))


def test_a_job_that_ends_its_worker_is_parked_after_five_tries(house):
    ask(range(1), "workbench.fatal", queue="documents")
    ask(range(10, 20))
    house.wait_for(DONE=10, PARKED=1)
    assert house.numbers("begun").count(0) == 5
    assert Job.objects.parked().get().error == "The worker stopped while doing this."
    assert house.worker.alive


def test_work_longer_than_its_claim_takes_effect_once_and_is_parked(house):
    ask(range(1), "workbench.overlong", queue="documents")
    wait_until(lambda: len(house.numbers("ended")) == 5, "five overlapping tries to end", seconds=90)
    house.wait_for(PARKED=1)
    assert house.effects() == [0]
    assert house.numbers("begun") == [0] * 5


def test_a_pickle_put_into_the_queue_by_hand_is_refused(house, tmp_path):
    from kombu import Connection

    from academy.celery import broker

    told = broker(house.redis_url, house.bench.parent)
    trap = tmp_path / "sprung"

    class Trap:
        def __reduce__(self):
            return (open, (str(trap), "w"))

    with Connection(told["broker_url"], transport_options=told["broker_transport_options"]) as connection:
        producer = connection.Producer()
        producer.publish(
            pickle.dumps(Trap()),
            routing_key="quick",
            content_type="application/x-python-serialize",
            content_encoding="binary",
            headers={"task": "jobs.work", "id": "1", "lang": "py"},
        )
    ask(range(3))
    house.wait_for(DONE=3)
    assert not trap.exists()
    assert house.worker.alive
