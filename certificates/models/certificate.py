"""The certificate and its history. Triggers (migration 0002) keep what is written here as it was written."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.achievement import Achievement
from certificates.models.credential import StatusList
from certificates.models.design import DesignVersion
from learning.models import CourseCompletion
from people.models import Organisation, User
from people.permissions import is_administrator

NOTHING_LEFT = Q(code="", holder_name="", pdf_path="", credential_json__isnull=True)


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Named reads of certificates."""

    def visible_to(self, user: Any) -> "CertificateQuerySet":
        """One's own; all for an administrator. HR and trainers come through records and cohorts, above this app."""
        if not user.is_authenticated:
            return self.none()
        shown = self.exclude(state__in=[Certificate.State.CANCELLED, Certificate.State.ERASED])
        return shown if is_administrator(user) else shown.filter(holder=user)

    def living(self) -> "CertificateQuerySet":
        """Certificates that stand, or will as soon as their file is made."""
        return self.filter(state__in=[Certificate.State.PENDING, Certificate.State.ISSUED])

    def newest_first(self) -> "CertificateQuerySet":
        """As a person reads their own: the latest completion on top."""
        return self.order_by("-completed_on", "-created_at")


class Certificate(models.Model):
    """One proof of one course completion: what is printed, the code to check it by, and the file's digest.

    Everything printed was copied here at award and is never looked up again. "Ended" is not stored: it follows
    from valid_until. Correcting a certificate makes a new row that replaces this one.
    """

    class State(models.TextChoices):
        """How it stands. There is no way back from REVOKED."""

        PENDING = "PENDING", _("Being made")
        ISSUED = "ISSUED", _("Issued")
        SUPERSEDED = "SUPERSEDED", _("Replaced")
        REVOKED = "REVOKED", _("Withdrawn")
        CANCELLED = "CANCELLED", _("Never made")
        ERASED = "ERASED", _("No longer held")

    class Hold(models.TextChoices):
        """Why a pending certificate waits for somebody."""

        NONE = "", _("Not held")
        NAME = "name", _("The name cannot be printed")

    class Reason(models.TextChoices):
        """Why one was withdrawn or replaced. Never shown in public."""

        NAME = "name", _("The name was put right")
        ERROR = "error", _("Issued in error")
        WRONG_PERSON = "wrong-person", _("Issued to the wrong person")
        EVIDENCE = "evidence", _("What it rested on was withdrawn")
        MISCONDUCT = "misconduct", _("Misconduct")
        FORMAT = "format", _("A newer kind of file")
        KEY = "key", _("The seal can no longer be relied on")

    # Whose
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    completion = models.ForeignKey(CourseCompletion, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    number = models.CharField(max_length=14, unique=True)
    code = models.CharField(max_length=20, blank=True)
    code_hash = models.CharField(max_length=64, unique=True)
    # Snapshot
    holder_name = models.CharField(max_length=150, blank=True)
    name_lang = models.CharField(max_length=35, blank=True)
    locale = models.CharField(max_length=10, default="en-gb")
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="+")
    design_version = models.ForeignKey(DesignVersion, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    statement = models.TextField()
    details = models.JSONField(default=dict)
    issuer_name = models.CharField(max_length=150)
    partner_name = models.CharField(max_length=150, blank=True)
    completed_on = models.DateField()
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    snapshot_schema = models.PositiveSmallIntegerField(default=1)
    # State
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    hold = models.CharField(max_length=10, choices=Hold.choices, blank=True, default=Hold.NONE)
    hold_count = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    issued_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason_code = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    hide_name = models.BooleanField(default=False)
    # File
    pdf_path = models.CharField(max_length=200, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    pdf_size = models.PositiveIntegerField(null=True, blank=True)
    unsealed_sha256 = models.CharField(max_length=64, blank=True)
    maker = models.CharField(max_length=200, blank=True)
    # Credential: the place is given at award, the rest stays empty until credentials are switched on
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="+")
    status_index = models.PositiveIntegerField()
    subject_uuid = models.UUIDField(null=True, blank=True)
    identity_salt = models.CharField(max_length=64, blank=True)
    credential_json = models.BinaryField(null=True, blank=True)
    credential_sha256 = models.CharField(max_length=64, blank=True)
    credential_key = models.CharField(max_length=200, blank=True)
    png_sha256 = models.CharField(max_length=64, blank=True)
    # Seal: empty until sealing is switched on
    pdf_key = models.CharField(max_length=200, blank=True)
    pades_level = models.CharField(max_length=4, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        default_permissions = ("view",)
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(fields=["completion", "sequence"], name="certificate_sequence_once"),
            models.UniqueConstraint(
                fields=["completion"], condition=Q(state="ISSUED"), name="certificate_one_issued_per_completion"
            ),
            models.UniqueConstraint(
                fields=["completion"], condition=Q(state="PENDING"), name="certificate_one_pending_per_completion"
            ),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="certificate_status_place_once"),
            models.CheckConstraint(
                condition=Q(sequence=1, replaces__isnull=True) | Q(sequence__gt=1, replaces__isnull=False),
                name="certificate_first_replaces_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(state="ISSUED")
                | Q(issued_at__isnull=False, pdf_size__gt=0) & ~Q(pdf_sha256="") & ~Q(pdf_path=""),
                name="certificate_issued_has_its_file",
            ),
            models.CheckConstraint(condition=~Q(state="ERASED") | NOTHING_LEFT, name="certificate_erased_is_empty"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("completed_on")),
                name="certificate_ends_after_completion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def has_ended(self) -> bool:
        """Whether its last day is past, in London."""
        return self.valid_until is not None and timezone.localdate() > self.valid_until

    @property
    def is_held(self) -> bool:
        """Whether it waits for somebody before its file can be made."""
        return self.state == self.State.PENDING and self.hold != self.Hold.NONE


class CertificateEvent(models.Model):
    """One change of one certificate's standing. Append only; the note never leaves the house."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_state = models.CharField(max_length=10, choices=Certificate.State.choices, blank=True)
    to_state = models.CharField(max_length=10, choices=Certificate.State.choices)
    reason_code = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ("view",)
        verbose_name = _("change of a certificate")
        verbose_name_plural = _("changes of certificates")

    def __str__(self) -> str:
        return f"{self.from_state or '–'} → {self.to_state}"
