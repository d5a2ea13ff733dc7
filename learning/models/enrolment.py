"""Taking a course by a route, once."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import CoursePage, ModulePage, Route
from people.models import User


class EnrolmentQuerySet(models.QuerySet):
    """Named reads of enrolments."""

    def visible_to(self, user: Any) -> Self:
        """One's own. Trainers reach a member's standing through their cohorts, never through here."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def open(self) -> Self:
        """Enrolments still under way."""
        return self.filter(status=Enrolment.Status.OPEN)


class Enrolment(models.Model):
    """One person taking one course by one route, once. A renewal is a new row. No percentage is stored."""

    class Status(models.TextChoices):
        """How it stands."""

        OPEN = "OPEN", _("Under way")
        COMPLETED = "COMPLETED", _("Complete")
        LEFT = "LEFT", _("Left")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="+")
    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.OPEN)
    renews = models.ForeignKey(
        "learning.CourseCompletion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        default_permissions = ("view",)
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course"], condition=Q(status="OPEN"), name="enrolment_one_open_per_course"
            ),
            models.CheckConstraint(
                condition=Q(status="OPEN", closed_at__isnull=True) | (~Q(status="OPEN") & Q(closed_at__isnull=False)),
                name="enrolment_closed_unless_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course.title} ({self.get_status_display()})"


class RequiredModule(models.Model):
    """One module an enrolment needs, copied from the route when it began: later edits do not move the goal."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="required_modules")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["enrolment", "order", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["enrolment", "module"], name="required_module_once")]

    def __str__(self) -> str:
        return self.module.title
