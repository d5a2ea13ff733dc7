"""Files that HR asked for."""

import uuid
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, User


class ExportQuerySet(models.QuerySet):
    """Named reads of exports."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The exports somebody asked for, while they may export at all; all for an administrator."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser or user.has_perm("people.change_organisation"):
            return self
        if user.has_perm("records.add_export"):
            return self.filter(requested_by=user, organisation_id=user.organisation_id)
        return self.none()

    def open(self) -> Self:
        """Exports not yet finished."""
        return self.filter(state__in=[Export.State.WAITING, Export.State.BUILDING])


class Export(models.Model):
    """One file somebody asked for, and why. The file goes after its days; this row stays as the account of it."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "WAITING", _("Waiting")
        BUILDING = "BUILDING", _("Being made")
        READY = "READY", _("Ready")
        REFUSED = "REFUSED", _("Refused")
        PURGED = "PURGED", _("File removed")

    class Format(models.TextChoices):
        """What kind of file."""

        XLSX = "xlsx", _("Excel")
        CSV_EXCEL = "csv-excel", _("CSV for Excel")
        CSV = "csv", _("CSV for other systems")

    class Purpose(models.TextChoices):
        """Why it is needed. Asked, kept, and shown to the data-protection officer."""

        HR_SYSTEM = "hr_system", _("Load into the HR system")
        REPORT = "report", _("Report to managers or the board")
        AUDIT = "audit", _("Audit or inspection")
        CHECK = "check", _("Check or correct records")
        OTHER = "other", _("Something else")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.UUIDField(unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    purpose_note = models.CharField(max_length=200)
    format = models.CharField(max_length=9, choices=Format.choices, default=Format.XLSX)
    filters = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    to_seq = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    downloads = models.PositiveIntegerField(default=0)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        default_permissions = ("add", "view")
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="READY") | (~Q(file="") & ~Q(sha256="") & Q(until__isnull=False)),
                name="export_ready_has_its_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_format_display()}, {self.requested_at:%Y-%m-%d}"
