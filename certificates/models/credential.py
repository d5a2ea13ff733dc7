"""Where a withdrawal will be published for machines. Each certificate is given its place from the start."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

BITS = 131_072


def empty_bits() -> bytes:
    """A list on which nothing is withdrawn."""
    return bytes(BITS // 8)


class StatusList(models.Model):
    """One list of bits, one for each certificate placed on it. A bit is set once and never cleared.

    It lacks any link from a bit to a person: only the certificate knows its own place.
    """

    class Purpose(models.TextChoices):
        """What a set bit means."""

        REVOCATION = "revocation", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.REVOCATION)
    bits = models.BinaryField(default=empty_bits)
    open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=0)
    signed_json = models.BinaryField(null=True, blank=True)
    signed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        default_permissions = ("view",)
        verbose_name = _("status list")
        verbose_name_plural = _("status lists")

    def __str__(self) -> str:
        return str(self.number)

    def is_set(self, index: int) -> bool:
        """Whether the bit is set; bit 0 is the highest of byte 0."""
        return bool(bytes(self.bits)[index // 8] & (0x80 >> (index % 8)))
