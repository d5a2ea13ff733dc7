"""What is done, why it counts, and who the person was that day."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import CompletedBy, Edition, ModulePage, Route
from learning.models.enrolment import Enrolment
from people.models import Assignment, Department, Organisation, StaffRole, User

SETTLED = Q(revoked_at__isnull=True, revoked_by__isnull=True, revoked_why="")
WITHDRAWN = Q(revoked_at__isnull=False) & ~Q(revoked_why="")


class CompletionQuerySet(models.QuerySet):
    """Named reads of completions."""

    def standing(self) -> Self:
        """Completions that count: not withdrawn."""
        return self.filter(revoked_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """One's own. HR sees what is published in records; trainers see standing through their cohorts."""
        return self.filter(enrolment__person=user) if user.is_authenticated else self.none()


class Snapshot(models.Model):
    """Who the person was on the day: their organisation, and the post they held, if any. Never looked up again."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    department_path = models.CharField(max_length=400, blank=True)
    staff_role = models.ForeignKey(StaffRole, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    staff_role_name = models.CharField(max_length=100, blank=True)
    job_title = models.CharField(max_length=150, blank=True)
    cost_centre = models.CharField(max_length=30, blank=True)

    class Meta:
        abstract = True


class Withdrawal(models.Model):
    """The three columns of a withdrawal, together or not at all. A completion is withdrawn, never deleted."""

    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class ModuleCompletion(Snapshot, Withdrawal):
    """One module done by one enrolment, the evidence it rests on, the edition and the rule in force that day."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="module_completions")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=300)
    evidence = models.CharField(max_length=11, choices=CompletedBy.choices)
    evidence_key = models.CharField(max_length=100, blank=True)
    evidence_line = models.CharField(max_length=300)
    happened_on = models.DateField()
    started_on = models.DateField()
    completed_at = models.DateTimeField(default=timezone.now)
    place = models.CharField(max_length=200, blank=True)
    led_by = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    cohort_code = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=255)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        default_permissions = ("view",)
        verbose_name = _("module completion")
        verbose_name_plural = _("module completions")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "module"],
                condition=Q(revoked_at__isnull=True),
                name="module_completion_one_standing",
            ),
            models.CheckConstraint(condition=~Q(evidence="GRANT") | ~Q(reason=""), name="grant_has_a_reason"),
            models.CheckConstraint(condition=SETTLED | WITHDRAWN, name="module_completion_withdrawn_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.happened_on}"


class CourseCompletion(Snapshot, Withdrawal):
    """One course done by its route, resting on module completions. Certificates are made from this row alone."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="course_completions")
    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=255)
    completed_on = models.DateField()
    started_on = models.DateField()
    completed_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField(null=True, blank=True)
    rests_on = models.ManyToManyField(ModuleCompletion, related_name="course_completions")

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["-completed_on", "-pk"]
        default_permissions = ("view",)
        verbose_name = _("course completion")
        verbose_name_plural = _("course completions")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(revoked_at__isnull=True), name="course_completion_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gt=F("completed_on")),
                name="course_completion_expires_later",
            ),
            models.CheckConstraint(condition=SETTLED | WITHDRAWN, name="course_completion_withdrawn_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.completed_on}"
