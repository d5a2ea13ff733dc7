"""Conversations noted without names."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import ModulePage
from learning.models.enrolment import Enrolment


class PracticeEntryQuerySet(models.QuerySet):
    """Named reads of practice entries."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and nobody else's."""
        return self.filter(enrolment__person=user) if user.is_authenticated else self.none()


class PracticeEntry(models.Model):
    """One conversation somebody had. It names nobody, and no page of HR, a manager or a trainer shows it."""

    class Topic(models.TextChoices):
        """What it was about."""

        COMPANY = "COMPANY", _("Company")
        MONEY = "MONEY", _("Money")
        HOME = "HOME", _("Home")
        HEALTH = "HEALTH", _("Health")
        ONLINE = "ONLINE", _("Getting online")
        WORK = "WORK", _("Work or a work contact")
        CARING = "CARING", _("Caring")
        GREEN = "GREEN", _("Green space")
        CONFLICT = "CONFLICT", _("Conflict")
        OTHER = "OTHER", _("Something else")

    class Did(models.TextChoices):
        """What the person did."""

        LISTENED = "LISTENED", _("Listened")
        POINTED = "POINTED", _("Pointed to something")
        WENT_ALONG = "WENT_ALONG", _("Went along")
        ASKED = "ASKED", _("Asked for advice")

    class Feeling(models.IntegerChoices):
        """How it felt."""

        HARD = 1, _("Hard")
        A_BIT_HARD = 2, _("A bit hard")
        ALL_RIGHT = 3, _("All right")
        GOOD = 4, _("Good")
        VERY_GOOD = 5, _("Very good")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="practice_entries")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    form_key = models.UUIDField(unique=True)
    happened_on = models.DateField()
    topic = models.CharField(max_length=8, choices=Topic.choices)
    did = models.JSONField(default=list)
    place = models.CharField(max_length=60, blank=True)
    feeling = models.PositiveSmallIntegerField(choices=Feeling.choices, null=True, blank=True)
    in_the_way = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField(default=timezone.now)

    objects = PracticeEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-noted_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(feeling__isnull=True) | Q(feeling__gte=1, feeling__lte=5),
                name="practice_feeling_between_1_and_5",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)  # stands in the site's log, where no words belong

    @property
    def did_in_words(self) -> list[str]:
        """What the person did, in words; a word of an older form stays as it was."""
        words = dict(self.Did.choices)
        return [str(words.get(part, part)) for part in self.did]
