"""A calendar that somebody's phone asks for by itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User


class CalendarFeed(models.Model):
    """One person's calendar feed. Its address is made from the number and a key of ours; renewed, the old one is dead.

    It holds no token: a stolen table opens nothing.
    """

    person = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=1)
    is_on = models.BooleanField(default=True)

    class Meta:
        ordering = ["person"]
        default_permissions = ()
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return str(self.person)
