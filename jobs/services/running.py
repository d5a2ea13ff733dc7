"""Claiming a piece of work, doing it, and writing down how it went."""

import logging
import traceback
from datetime import datetime, timedelta
from secrets import SystemRandom
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs import registry
from jobs.models import Job
from jobs.services.asking import NUDGES

logger = logging.getLogger(__name__)

MAX_TRIES = 5
MAX_ERROR = 500
LEASES = {registry.QUICK: timedelta(seconds=120), registry.DOCUMENTS: timedelta(seconds=600)}
# A worker of the release before may meet a kind it does not know yet: it leaves it to its successors for this long.
STRANGER = timedelta(hours=1)


def claim(job_id: int) -> Job | None:
    """Take a due job, or one whose worker has gone. Afterwards it is the caller's until claimed_until.

    One UPDATE decides between workers; None means that there is nothing to take.
    """
    now = timezone.now()
    job = Job.objects.filter(_free(now), pk=job_id).first()
    if job is None:
        return None
    until = now + LEASES[job.queue]
    taken = Job.objects.filter(_free(now), pk=job_id, attempts=job.attempts).update(
        status=Job.Status.RUNNING, claimed_until=until, attempts=F("attempts") + 1
    )
    if taken != 1:
        return None
    job.status, job.claimed_until, job.attempts = Job.Status.RUNNING, until, job.attempts + 1
    return job


def _free(now: datetime) -> Q:
    waiting = Q(status=Job.Status.QUEUED, run_after__lte=now)
    return waiting | Q(status=Job.Status.RUNNING, claimed_until__lte=now, attempts__lt=MAX_TRIES)


def run(job_id: int) -> bool:
    """Do one piece of work, if it is there to be done. True when this call was the one that did it or tried.

    The handler runs outside any transaction of ours. Its fault is written on the job and never raised.
    """
    job = claim(job_id)
    if job is None:
        return False
    handler = registry.handler_for(job.kind)
    try:
        if handler is None:
            _leave_to_successors(job)
            return True
        note = handler.call(**job.args)
    except registry.Gone as gone:
        _end(job, Job.Status.DONE, note=str(gone))
    except registry.Retry as retry:
        _put_back(job, delay=retry.delay, error=str(retry), attempts=job.attempts - 1)
    except Exception as error:  # noqa: BLE001  a fault of any kind becomes a row, never a dead worker
        _failed(job, error)
    else:
        _end(job, Job.Status.DONE, note=note or "")
    return True


def run_due(*, queue: str, until: datetime) -> int:
    """Work through what is due in one queue until that moment or until nothing is due. Returns how many ran."""
    ran = 0
    while timezone.now() < until:
        # Two workers that look at the same moment see the same first rows: a loser just looks further on.
        due = list(Job.objects.due().filter(queue=queue).values_list("pk", flat=True)[:NUDGES])
        if not due:
            break
        ran += sum(run(job_id) for job_id in due if timezone.now() < until)
    return ran


def _failed(job: Job, error: Exception) -> None:
    # The lines of code say where; the error's own words may hold what somebody typed, so they stay in the row.
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("job %s (%s) failed on try %d: %s\n%s", job.pk, job.kind, job.attempts, type(error).__name__, where)
    words = f"{type(error).__name__}: {error}"[:MAX_ERROR]
    if job.attempts >= MAX_TRIES:
        _end(job, Job.Status.PARKED, error=words)
        return
    jitter = SystemRandom().uniform(0.8, 1.2)
    _put_back(job, delay=timedelta(minutes=2**job.attempts) * jitter, error=words, attempts=job.attempts)


def _leave_to_successors(job: Job) -> None:
    words = _("Nothing here knows how to do this kind of work.")
    if timezone.now() - job.created_at < STRANGER:
        _put_back(job, delay=timedelta(minutes=1), error=words, attempts=job.attempts - 1)
    else:
        _end(job, Job.Status.PARKED, error=words)


def _end(job: Job, status: str, *, note: str = "", error: str = "") -> None:
    _write(job, status=status, note=note, error=error, finished_at=timezone.now())


def _put_back(job: Job, *, delay: timedelta, error: str, attempts: int) -> None:
    run_after = timezone.now() + delay
    _write(job, status=Job.Status.QUEUED, run_after=run_after, error=error[:MAX_ERROR], attempts=attempts)


def _write(job: Job, **facts: Any) -> None:
    # The fence: whoever took this job over after our claim ran out decides what is true of it. We write nothing.
    mine = Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING, claimed_until=job.claimed_until)
    if mine.update(claimed_until=None, **facts) != 1:
        logger.warning("job %s (%s) was no longer ours when it ended", job.pk, job.kind)
