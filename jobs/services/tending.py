"""Looking after the table: dead workers, duties, stuck work set going again, old work forgotten."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from jobs import registry
from jobs.models import Job, JobQuerySet
from jobs.services.asking import NUDGES, enqueue, nudge
from jobs.services.running import MAX_TRIES

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

KEPT = timedelta(days=30)


def recover_lapsed() -> int:
    """Give back what a worker took and never ended; park what has been taken too often. Returns how many it parked."""
    now = timezone.now()
    words = _("The worker stopped while doing this.")
    lapsed = Job.objects.lapsed(now)
    lost = lapsed.filter(attempts__gte=MAX_TRIES).update(
        status=Job.Status.PARKED, claimed_until=None, error=words, finished_at=now
    )
    lapsed.update(status=Job.Status.QUEUED, claimed_until=None, error=words, run_after=now)
    return lost


def due_by_queue() -> dict[str, list[int]]:
    """For each queue that has work due, the ids of its first few jobs."""
    found: dict[str, list[int]] = {}
    for queue in registry.QUEUES:
        ids = list(Job.objects.due().filter(queue=queue).values_list("pk", flat=True)[:NUDGES])
        if ids:
            found[queue] = ids
    return found


def ask_for_duties(now: datetime | None = None) -> int:
    """Ask for every duty whose present period has not been asked for yet. Returns how many it asked for.

    However often and from however many clocks it is called, each duty has one job a period.
    """
    now = now or timezone.now()
    keys = {f"{kind}:{_period(every, now)}": kind for kind, every in registry.duties().items()}
    known = set(Job.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    for key, kind in keys.items():
        if key not in known:
            enqueue(kind, key=key)
    return len(keys) - len(known)


def _period(every: timedelta, now: datetime) -> str:
    length = every.total_seconds()
    return f"{datetime.fromtimestamp(now.timestamp() // length * length, tz=UTC):%Y-%m-%dT%H:%M:%SZ}"


def run_again(*, job: Job, by: "AbstractBaseUser | None") -> bool:
    """Give a stuck job five new tries, starting now. False, and nothing changes, where it is not stuck (any more)."""
    return bool(_unpark(Job.objects.filter(pk=job.pk), by=by))


def run_all_again(*, kind: str, by: "AbstractBaseUser | None") -> int:
    """Give every stuck job of one kind five new tries. Returns how many were stuck."""
    return _unpark(Job.objects.filter(kind=kind), by=by)


def _unpark(jobs: JobQuerySet, *, by: "AbstractBaseUser | None") -> int:
    with transaction.atomic():
        first = jobs.parked().order_by("pk").first()
        if first is None:
            return 0
        count = jobs.parked().update(
            status=Job.Status.QUEUED, attempts=0, run_after=timezone.now(), error="", finished_at=None
        )
        if count:
            log(first, "jobs.run_again", user=by, data={"kind": first.kind, "jobs": count})
            nudge(queue=first.queue, job_ids=[first.pk])
    return count


def purge_done(*, before: datetime | None = None) -> int:
    """Forget work that was done long ago; stuck work stays. Returns how many rows went."""
    limit = before or timezone.now() - KEPT
    gone, _each = Job.objects.filter(status=Job.Status.DONE, finished_at__lt=limit).delete()
    return gone
