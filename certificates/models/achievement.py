"""The wording of a route, as it was when somebody was first given it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Route


class Achievement(models.Model):
    """One wording of one route, frozen. A changed route makes a new row; a row never changes and never goes.

    It deliberately lacks a name, a date and a design: those belong to the certificate.
    """

    class EndedWord(models.TextChoices):
        """What a certificate past its last day is called: residents never read "ended"."""

        ENDED = "ENDED", _("Ended")
        REFRESH = "REFRESH", _("Due a refresh")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="+", verbose_name=_("route"))
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(max_length=64)
    texts = models.JSONField(help_text=_("By language: title, statement, criteria, what_it_is_not."))
    validity_months = models.PositiveIntegerField(null=True, blank=True)
    ended_word = models.CharField(max_length=7, choices=EndedWord.choices, default=EndedWord.ENDED)
    badge = models.ForeignKey("wagtailimages.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["route", "number"]
        default_permissions = ("view",)
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        constraints = [
            models.UniqueConstraint(fields=["route", "number"], name="achievement_number_once_per_route"),
            models.UniqueConstraint(fields=["route", "digest"], name="achievement_wording_once_per_route"),
        ]

    def __str__(self) -> str:
        return f"{self.route}, {self.number}"

    def words(self, locale: str) -> dict[str, str]:
        """The wording in a language, or in the one it was first written in."""
        return self.texts.get(locale) or next(iter(self.texts.values()))
