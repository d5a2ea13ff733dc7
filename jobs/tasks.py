"""The only Celery tasks in the house. They carry ids, they may be lost or doubled, and no fact depends on them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db import InterfaceError, OperationalError, close_old_connections
from django.dispatch import receiver
from django.utils import timezone

from jobs import registry, services
from jobs.signals import job_added

logger = logging.getLogger(__name__)

# After its own job a worker goes on with whatever is due, so a slow broker is no ceiling.
GOES_ON = timedelta(seconds=20)
# Hard limits in seconds: half of each queue's lease, so a worker is stopped before its claim runs out.
TIME_LIMITS = {registry.QUICK: 60, registry.DOCUMENTS: 300}
# A nudge that has waited longer than this has been overtaken by the sweep.
NUDGE_LASTS = 30


@contextmanager
def fresh_connection(task: str) -> Iterator[None]:
    """Begin without a stale connection, and outlive a database that is away: the next sweep finds the same rows."""
    close_old_connections()
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        logger.warning("%s: the database is away (%s)", task, type(error).__name__)
    finally:
        close_old_connections()


@shared_task(name="jobs.work")
def work(job_id: int, queue: str = registry.QUICK) -> None:
    """Do the job that the nudge names, then whatever else is due in its queue, for a while."""
    with fresh_connection("work"):
        until = timezone.now() + GOES_ON
        services.run(job_id)
        services.run_due(queue=queue, until=until)


@shared_task(name="jobs.sweep")
def sweep() -> None:
    """Give back the claims of dead workers, and nudge once more for everything that is due."""
    with fresh_connection("sweep"):
        services.recover_lapsed()
        for queue, job_ids in services.due_by_queue().items():
            send(queue=queue, job_ids=job_ids)


@shared_task(name="jobs.tick")
def tick() -> None:
    """Ask for every duty whose period has begun."""
    with fresh_connection("tick"):
        services.ask_for_duties()


@receiver(job_added, dispatch_uid="jobs.nudge")
def on_job_added(*, queue: str, job_ids: list[int], **_kwargs: Any) -> None:
    """Pass the nudge on to a worker. The broker may be away: the sweep of a later minute finds the row."""
    send(queue=queue, job_ids=job_ids)


def send(*, queue: str, job_ids: list[int]) -> None:
    """Send one message for each id; a broker that is away is logged, never raised."""
    for job_id in job_ids:
        try:
            work.apply_async((job_id, queue), queue=queue, time_limit=TIME_LIMITS[queue], expires=NUDGE_LASTS)
        except Exception as error:  # noqa: BLE001  a broker may fail in any way; the row waits
            logger.warning("nudge for job %s was not sent (%s)", job_id, type(error).__name__)
            return
