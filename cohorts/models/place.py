"""Where sessions happen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Organisation


class Place(models.Model):
    """One place a session can be held, with what people need to know to get in."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    address = models.CharField(_("address"), max_length=200, blank=True)
    access = models.CharField(_("getting in"), max_length=300, blank=True)

    class Meta:
        ordering = ["organisation", "name"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="place_once_per_organisation")]

    def __str__(self) -> str:
        return self.name
