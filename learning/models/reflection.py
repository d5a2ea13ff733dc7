"""Private writing. No screen, search, export or job of anybody else reads these tables."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import LessonPage
from learning.models.enrolment import Enrolment


class PrivateText(models.Model):
    """What a private text carries."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="%(class)ss")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="+")
    block_id = models.CharField(max_length=36)
    text = models.TextField(blank=True, max_length=5000)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class Reflection(PrivateText):
    """One private text, or the tick "I thought about it". Its owner may delete it; nobody else ever reads it."""

    thought_about_it = models.BooleanField(default=False)
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["enrolment", "lesson", "block_id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson", "block_id"], name="reflection_once_per_block"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(thought_about_it=True), name="reflection_has_text_or_thought"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Promise(PrivateText):
    """One small thing somebody means to do in the next days; private, and fine to skip. Did it happen? All is fine."""

    class Kept(models.TextChoices):
        """Did it happen?"""

        YES = "YES", _("Yes")
        PARTLY = "PARTLY", _("Partly")
        NOT_YET = "NOT_YET", _("Not yet")

    skipped = models.BooleanField(default=False)
    remind = models.BooleanField(default=False)
    ask_on = models.DateField(null=True, blank=True)  # the day to ask whether it happened
    kept = models.CharField(max_length=7, choices=Kept.choices, blank=True, default="", db_default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["enrolment", "lesson", "block_id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson", "block_id"], name="promise_once_per_block"),
            models.CheckConstraint(condition=~Q(text="") | Q(skipped=True), name="promise_has_text_or_skipped"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
