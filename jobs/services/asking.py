"""Asking for work, in the transaction of the fact behind it."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from jobs import registry
from jobs.models import Job
from jobs.signals import job_added

MAX_ARGS = 4000
BATCH = 500
# Each nudge sets one process working through the queue, so a burst needs no more of them than there are processes.
NUDGES = 4


def enqueue(kind: str, /, *, key: str, run_after: datetime | None = None, **args: Any) -> Job:
    """Ask for a piece of work. Afterwards exactly one job has this key, and it commits with the caller's facts.

    Asked twice, the first one's job is returned as it stands, also when it is done. Raises TypeError or ValueError
    for arguments that are not ids.
    """
    now = timezone.now()
    _insert([_row(kind, key=key, args=args, run_after=run_after, now=now)])
    job = Job.objects.get(key=key)
    if job.status == Job.Status.QUEUED and job.run_after <= now:
        nudge(queue=job.queue, job_ids=[job.pk])
    return job


def enqueue_many(kind: str, *, asks: Mapping[str, Mapping[str, Any]], run_after: datetime | None = None) -> int:
    """Ask for many pieces of work of one kind, by key. Those already asked for stay as they are.

    Returns how many were asked for, found ones included. Raises as enqueue does, before anything is written.
    """
    now = timezone.now()
    rows = [_row(kind, key=key, args=args, run_after=run_after, now=now) for key, args in asks.items()]
    _insert(rows)
    first = Job.objects.due(now).filter(key__in=[row.key for row in rows[:NUDGES]])
    nudge(queue=registry.queue_of(kind), job_ids=list(first.values_list("pk", flat=True)))
    return len(rows)


def _row(kind: str, *, key: str, args: Mapping[str, Any], run_after: datetime | None, now: datetime) -> Job:
    queue = registry.queue_of(kind)
    return Job(kind=kind, key=key, args=checked(args), queue=queue, run_after=run_after or now, created_at=now)


def _insert(rows: list[Job]) -> None:
    # The database settles who was first: a key that is there already, or is being written now, is left alone.
    Job.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)


def checked(args: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments, if they are ids: whole numbers, short texts, yes or no, and lists of these."""
    for name, value in args.items():
        parts = value if isinstance(value, list) else [value]
        if not all(part is None or type(part) in (int, str, bool) for part in parts):
            raise TypeError(f"A job takes ids, and {name} holds a {type(value).__name__}.")
    if len(json.dumps(args)) > MAX_ARGS:
        raise ValueError("A job takes ids, not texts: these are too long.")
    return dict(args)


def nudge(*, queue: str, job_ids: list[int]) -> None:
    """Tell the workers, once the transaction commits, that there is something to do. Lost, it costs only time."""
    if job_ids:
        transaction.on_commit(partial(job_added.send, sender=Job, queue=queue, job_ids=job_ids), robust=True)
