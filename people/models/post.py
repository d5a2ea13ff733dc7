"""Posts: who worked where, as what, from when to when."""

import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Department, Organisation, StaffRole
from people.models.user import User


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Named reads of posts."""

    def on(self, day: datetime.date) -> "AssignmentQuerySet":
        """Posts held on a day, primary ones first, then the earliest begun."""
        held = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        return self.filter(held).order_by("-primary", "starts_on", "pk")


class Assignment(models.Model):
    """One post held by one person, from a day to a day. Past posts never change; a move is a new row."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("organisation")
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("department")
    )
    staff_role = models.ForeignKey(
        StaffRole, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("staff role")
    )
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    employee_number = models.CharField(_("payroll number"), max_length=30, blank=True)
    assignment_number = models.CharField(_("assignment number"), max_length=30, blank=True)
    work_email = models.EmailField(_("work e-mail"), blank=True)
    cost_centre = models.CharField(_("cost centre"), max_length=30, blank=True)
    location = models.CharField(_("location"), max_length=100, blank=True)
    manager = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("manager")
    )
    primary = models.BooleanField(_("main post"), default=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["person", "-starts_on"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "employee_number", "assignment_number"],
                condition=~Q(employee_number=""),
                name="assignment_numbers_once_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(primary=True, ends_on__isnull=True), name="assignment_one_open_primary"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="assignment_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.job_title or str(self.staff_role or self.organisation)
