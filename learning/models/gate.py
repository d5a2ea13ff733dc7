"""The gate in front of rows that are otherwise append-only."""

from django.db import models
from django.utils import timezone


class AppendOnlyGate(models.Model):
    """While a row is here, sent answers and completions may be removed. It lives inside one transaction only.

    The erasure and retention services write it and take it away before they commit, so nobody else ever sees it open.
    """

    why = models.CharField(max_length=100)
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.why
