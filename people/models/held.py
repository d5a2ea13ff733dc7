"""What somebody had typed when their sign-in ran out."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.user import User

KEPT_FOR = timedelta(minutes=30)


class HeldFormQuerySet(models.QuerySet["HeldForm"]):
    """Named reads of held forms."""

    def fresh(self) -> "HeldFormQuerySet":
        """Those whose half hour is not over."""
        return self.filter(held_at__gt=timezone.now() - KEPT_FOR)

    def stale(self) -> "HeldFormQuerySet":
        """Those that nobody came back for."""
        return self.filter(held_at__lte=timezone.now() - KEPT_FOR)


class HeldForm(models.Model):
    """One form that met the sign-in wall: for one person, in one browser, for half an hour.

    The words are sealed with a key that only that browser's cookie completes: the table alone tells nobody anything.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="held_forms", verbose_name=_("person"))
    browser = models.CharField(max_length=64)  # a keyed digest
    address = models.CharField(max_length=1000)
    sealed = models.TextField()
    held_at = models.DateTimeField(default=timezone.now)

    objects = HeldFormQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("held form")
        verbose_name_plural = _("held forms")
        constraints = [models.UniqueConstraint(fields=["person", "browser"], name="held_form_one_per_browser")]

    def __str__(self) -> str:
        return self.address

    @property
    def mark(self) -> str:
        """What the form carries where it is given back, so that it is known when it is sent."""
        return f"{self.pk}-{self.held_at.timestamp():.0f}"
