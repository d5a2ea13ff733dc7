"""How far somebody is in a lesson."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Revision

from courses.models import LessonPage
from learning.models.enrolment import Enrolment


class LessonProgress(models.Model):
    """One enrolment's way through one lesson. The place to resume is a block, so an edit throws nobody back."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="lesson_progress")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="+")
    last_block = models.CharField(max_length=36, blank=True)
    done_blocks = models.JSONField(default=list)
    started_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["enrolment", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson"], name="progress_once_per_lesson"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="progress_finished_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson.title}"
