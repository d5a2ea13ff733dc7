"""Some weeks on: four short questions, open eight weeks after a course and asked for by letter at twelve."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models.enrolment import Enrolment


class FollowUp(models.Model):
    """One person's answers some weeks after a course, each of them or all skipped. No manager sees them."""

    class Used(models.TextChoices):
        """Have you used something from it?"""

        SEVERAL = "SEVERAL", _("Several times")
        ONE = "ONE", _("Once")
        NOT_YET = "NOT_YET", _("Not yet")

    class Pointed(models.TextChoices):
        """Did you point anyone to a group, a service or a person?"""

        YES = "YES", _("Yes")
        NO = "NO", _("No")
        RATHER_NOT = "RATHER_NOT", _("I would rather not say")

    class InTheWay(models.TextChoices):
        """What got in the way, if anything?"""

        TIME = "TIME", _("Time")
        NOWHERE = "NOWHERE", _("Nowhere to point to")
        ALLOWED = "ALLOWED", _("Not sure I was allowed")
        NOT_COME_UP = "NOT_COME_UP", _("It did not come up")
        OTHER = "OTHER", _("Something else")

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="follow_up")
    form_key = models.UUIDField(unique=True)
    used = models.CharField(max_length=7, choices=Used.choices, blank=True)
    pointed = models.CharField(max_length=10, choices=Pointed.choices, blank=True)
    in_the_way = models.CharField(max_length=11, choices=InTheWay.choices, blank=True)
    changed = models.TextField(blank=True, max_length=1000)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["enrolment"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.enrolment}"
