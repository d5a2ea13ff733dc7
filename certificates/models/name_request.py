"""Somebody asks for another name on a certificate that they have."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import Certificate
from people.models import User

WAITING = Q(state="OPEN", decided_by__isnull=True, decided_at__isnull=True)
DECIDED = ~Q(state="OPEN") & Q(decided_at__isnull=False)


class NameRequestQuerySet(models.QuerySet):
    """Named reads of requests."""

    def visible_to(self, user: Any) -> Self:
        """One's own. Whoever may decide reaches them through services.naming."""
        return self.filter(certificate__holder=user) if user.is_authenticated else self.none()

    def open(self) -> Self:
        """What nobody has decided yet, the oldest first."""
        return self.filter(state=NameRequest.State.OPEN).order_by("asked_at", "pk")


class NameRequest(models.Model):
    """One wish for another name on one issued certificate, and what was decided. It is decided once, never deleted."""

    class State(models.TextChoices):
        """How it stands."""

        OPEN = "OPEN", _("Waiting")
        AGREED = "AGREED", _("Agreed")
        REFUSED = "REFUSED", _("Not agreed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.UUIDField(unique=True)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150, blank=True)
    why = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = NameRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ("view",)
        verbose_name = _("name to correct")
        verbose_name_plural = _("names to correct")
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(state="OPEN"), name="name_request_one_open_per_certificate"
            ),
            models.CheckConstraint(condition=WAITING | DECIDED, name="name_request_decided_whole"),
            models.CheckConstraint(condition=~Q(state="REFUSED") | ~Q(reason=""), name="name_request_refused_why"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.get_state_display()}"
