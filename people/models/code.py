"""Ways in on paper, for people without e-mail."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.user import User


class PersonalCodeQuerySet(models.QuerySet["PersonalCode"]):
    """Named reads of codes."""

    def live(self) -> "PersonalCodeQuerySet":
        """Codes that still open something now."""
        in_time = models.Q(expires_at__isnull=True) | models.Q(expires_at__gt=timezone.now())
        return self.filter(in_time, used_at__isnull=True, replaced_at__isnull=True)


class PersonalCode(models.Model):
    """One code on one slip. Only a keyed digest is stored: the code itself is shown once and kept nowhere."""

    class Kind(models.TextChoices):
        """What a slip does."""

        CLAIM = "CLAIM", _("Claim code: picks up what a trainer started, once")
        RETURN = "RETURN", _("Return code: lets the person back in, until it is replaced")

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="codes")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(used_at__isnull=True, replaced_at__isnull=True),
                name="code_one_live_per_person_and_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.issued_at:%Y-%m-%d})"
