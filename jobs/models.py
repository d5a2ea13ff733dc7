"""The table of background work."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs import registry


class JobQuerySet(models.QuerySet["Job"]):
    """Named reads over the table of work."""

    def due(self, now: datetime | None = None) -> "JobQuerySet":
        """Waiting, and its time has come; the longest waiting first."""
        return self.filter(status=Job.Status.QUEUED, run_after__lte=now or timezone.now()).order_by("run_after", "pk")

    def lapsed(self, now: datetime | None = None) -> "JobQuerySet":
        """Taken by a worker that has not been heard of since its claim ran out."""
        return self.filter(status=Job.Status.RUNNING, claimed_until__lte=now or timezone.now())

    def waiting(self) -> "JobQuerySet":
        """Not begun, and nothing has gone wrong with it."""
        return self.filter(status=Job.Status.QUEUED, error="")

    def retrying(self) -> "JobQuerySet":
        """Went wrong, and will be tried again."""
        return self.filter(status=Job.Status.QUEUED).exclude(error="")

    def running(self) -> "JobQuerySet":
        """In the hands of a worker."""
        return self.filter(status=Job.Status.RUNNING)

    def parked(self) -> "JobQuerySet":
        """Given up on after too many tries, until somebody looks."""
        return self.filter(status=Job.Status.PARKED)

    def done_since(self, moment: datetime) -> "JobQuerySet":
        """Done at that moment or later."""
        return self.filter(status=Job.Status.DONE, finished_at__gte=moment)

    def oldest_due_at(self, now: datetime | None = None) -> datetime | None:
        """Since when the longest-waiting due job has been due; None where nothing is due."""
        return self.due(now).values_list("run_after", flat=True).first()


class Job(models.Model):
    """One row is one piece of background work that somebody asked for, in the transaction of the fact behind it.

    It holds ids and a version number, never names or texts: a handler reads the facts afresh. It lacks a result on
    purpose: what the work made is a row or a file of the app that handles it.
    """

    class Status(models.TextChoices):
        """Where a piece of work stands."""

        QUEUED = "QUEUED", _("Waiting")
        RUNNING = "RUNNING", _("Running")
        DONE = "DONE", _("Done")
        PARKED = "PARKED", _("Stuck")

    class Queue(models.TextChoices):
        """Who works through it: many short jobs must not wait behind a long one."""

        QUICK = registry.QUICK, _("Quick")
        DOCUMENTS = registry.DOCUMENTS, _("Documents")

    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(_("key"), max_length=200, unique=True)
    args = models.JSONField(_("ids"), default=dict)
    queue = models.CharField(_("queue"), max_length=12, choices=Queue.choices, default=Queue.QUICK)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    run_after = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    finished_at = models.DateTimeField(_("done or given up"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        """Nobody adds, changes or deletes a job by hand; an administrator may look, and run one again."""

        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        default_permissions = ("view",)
        permissions = [("run_again", _("Can run a stuck job again"))]
        indexes = [models.Index(fields=["status", "run_after"], name="jobs_status_run_after")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="RUNNING", claimed_until__isnull=False)
                | (~Q(status="RUNNING") & Q(claimed_until__isnull=True)),
                name="jobs_running_is_claimed",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["DONE", "PARKED"], finished_at__isnull=False)
                | Q(status__in=["QUEUED", "RUNNING"], finished_at__isnull=True),
                name="jobs_ended_has_a_moment",
            ),
            models.CheckConstraint(condition=Q(queue__in=registry.QUEUES), name="jobs_queue_is_known"),
        ]

    def __str__(self) -> str:
        """Kind and key: what an administrator reads, and nobody's name."""
        return f"{self.kind} {self.key}"

    @property
    def label(self) -> str:
        """What it is for, in words."""
        return registry.label_of(self.kind)
