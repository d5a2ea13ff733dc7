"""What somebody asked of us about their own data: the file with all of it, and to be forgotten."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.user import User


class DataFileQuerySet(models.QuerySet["DataFile"]):
    """Named reads of people's own files."""

    def visible_to(self, user: Any) -> "DataFileQuerySet":
        """One's own, whatever rights somebody has besides."""
        return self.filter(person_id=user.pk) if user.is_authenticated else self.none()

    def being_made(self) -> "DataFileQuerySet":
        """Those that nobody can take away yet."""
        return self.filter(state__in=[DataFile.State.WAITING, DataFile.State.BUILDING])


class DataFile(models.Model):
    """One file somebody asked for, with all that is held about them. The file goes after its days, the row stays.

    It holds no word of what is in the file.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "WAITING", _("Waiting")
        BUILDING = "BUILDING", _("Being made")
        READY = "READY", _("Ready")
        GONE = "GONE", _("No longer kept")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    form_key = models.UUIDField(unique=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("size"), null=True, blank=True)
    until = models.DateTimeField(_("kept until"), null=True, blank=True)

    objects = DataFileQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        verbose_name = _("file with own data")
        verbose_name_plural = _("files with own data")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["WAITING", "BUILDING"]), name="data_file_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="READY") | Q(until__isnull=False, size__gt=0) & ~Q(path="") & ~Q(sha256=""),
                name="data_file_ready_has_its_file",
            ),
            models.CheckConstraint(condition=~Q(state="GONE") | Q(path=""), name="data_file_gone_has_none"),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    """Named reads of what people asked."""

    def due(self, day: Any) -> "RightsRequestQuerySet":
        """Those whose last day of keeping is past, and that still keep something."""
        return self.filter(kept_until__lt=day, ended_at__isnull=True).order_by("pk")


class RightsRequest(models.Model):
    """One person's wish to be forgotten, done at once; what they chose to keep goes when its last day is past.

    It names nobody: the person's entry is empty by then.
    """

    class Kind(models.TextChoices):
        """What the law calls it."""

        ERASURE = "ERASURE", _("To be forgotten")

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    form_key = models.UUIDField(unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.ERASURE)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    kept_until = models.DateField(_("kept until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("all gone"), null=True, blank=True)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        verbose_name = _("request about own data")
        verbose_name_plural = _("requests about own data")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="rights_request_once"),
            models.CheckConstraint(
                condition=Q(kept_until__isnull=False) | Q(ended_at__isnull=False), name="rights_request_keeps_or_ended"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
