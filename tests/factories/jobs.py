"""Jobs as rows."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from jobs.models import Job


def make_job(kind: str = "tests.note", *, key: str = "one", **facts: Any) -> Job:
    """A job as a row, without asking for it: waiting and due unless told otherwise."""
    now = timezone.now()
    facts.setdefault("run_after", now - timedelta(seconds=1))
    status = facts.get("status", Job.Status.QUEUED)
    if status == Job.Status.RUNNING:
        facts.setdefault("claimed_until", now + timedelta(seconds=60))
        facts.setdefault("attempts", 1)
    if status in {Job.Status.DONE, Job.Status.PARKED}:
        facts.setdefault("finished_at", now)
    return Job.objects.create(kind=kind, key=key, **facts)
