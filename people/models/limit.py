"""Rate limits kept in the database: shared by every process, alive without Redis."""

from django.db import models


class TokenBucket(models.Model):
    """What is left of one allowance: a door and whoever knocks, as a keyed digest. No address is stored."""

    key = models.CharField(max_length=64, unique=True)
    tokens = models.FloatField()
    filled_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key[:8]
