"""Small things done inside a lesson."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import LessonPage
from learning.models.enrolment import Enrolment


class ConfidenceAnswer(models.Model):
    """One number, 0 to 10, or a skip, for one item at one moment. Nobody is graded on it."""

    class Moment(models.TextChoices):
        """When it was asked."""

        BEFORE = "BEFORE", _("Before")
        AFTER = "AFTER", _("After")
        LATER = "LATER", _("Some weeks later")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="confidence_answers")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="+")
    block_id = models.CharField(max_length=36)
    moment = models.CharField(max_length=6, choices=Moment.choices)
    item = models.CharField(max_length=30)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["enrolment", "moment", "item"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson", "block_id", "moment", "item"], name="confidence_once_per_moment"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__lte=10), name="confidence_between_0_and_10"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.value}"


class TaskDone(models.Model):
    """One practice task that somebody says they did."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="tasks_done")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="+")
    block_id = models.CharField(max_length=36)
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["enrolment", "lesson", "block_id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson", "block_id"], name="task_done_once")]

    def __str__(self) -> str:
        return str(self.pk)


class LessonFeedback(models.Model):
    """One person's word on one lesson: was it useful, and what was unclear."""

    class Useful(models.TextChoices):
        """Was this useful?"""

        YES = "YES", _("Yes")
        PARTLY = "PARTLY", _("Partly")
        NO = "NO", _("No")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="lesson_feedback")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="+")
    useful = models.CharField(max_length=6, choices=Useful.choices)
    unclear = models.TextField(blank=True, max_length=1000)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["enrolment", "lesson"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="feedback_once_per_lesson")]

    def __str__(self) -> str:
        return self.get_useful_display()
