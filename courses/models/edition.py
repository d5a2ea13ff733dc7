"""Publications, numbered."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class Edition(models.Model):
    """One publication of one page. Completions rest on it, so it protects its revision from being purged."""

    class Effect(models.TextChoices):
        """What a changed rule means for people who have completed."""

        FROM_NOW_ON = "FROM_NOW_ON", _("From now on")
        ASK_REFRESH = "ASK_REFRESH", _("Ask for a refresh")

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="editions")
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    effect = models.CharField(max_length=11, choices=Effect.choices, default=Effect.FROM_NOW_ON)
    published_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True  # what must be kept is said by courses.registry, with counts

    class Meta:
        ordering = ["page", "-number"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="edition_number_once_per_page")]

    def __str__(self) -> str:
        return f"{self.page.title} ({self.number})"
