"""Answers sent in, and stories walked to an ending. Append-only."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Revision

from courses.models import LessonPage
from learning.models.enrolment import Enrolment


class Sent(models.Model):
    """What every sent answer carries: where it belongs, the revision the person saw, the form it came from."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="%(class)ss")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, related_name="+")
    block_id = models.CharField(max_length=36)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+")
    form_key = models.UUIDField(default=uuid.uuid4)
    sent_at = models.DateTimeField(default=timezone.now)
    number = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class QuizAttempt(Sent):
    """One answer to one quiz block, marked by what the person saw. Never changed, never removed by an edit."""

    answers = models.JSONField()
    score = models.PositiveIntegerField()
    out_of = models.PositiveIntegerField()
    must_be_right = models.BooleanField(default=False)
    passed = models.BooleanField()

    class Meta:
        ordering = ["enrolment", "lesson", "block_id", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["form_key", "block_id"], name="quiz_attempt_once_per_form"),
            models.UniqueConstraint(
                fields=["enrolment", "lesson", "block_id", "number"], name="quiz_attempt_number_once"
            ),
            models.CheckConstraint(condition=Q(score__lte=F("out_of")), name="quiz_attempt_score_within"),
        ]

    def __str__(self) -> str:
        return f"{self.score}/{self.out_of}"


class ScenarioRun(Sent):
    """One walk through one scenario to one ending: the keys of the scenes, and the ending's key and kind."""

    path = models.JSONField()
    ending = models.CharField(max_length=30)
    kind = models.CharField(max_length=11)

    class Meta:
        ordering = ["enrolment", "lesson", "block_id", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["form_key", "block_id"], name="scenario_run_once_per_form"),
            models.UniqueConstraint(
                fields=["enrolment", "lesson", "block_id", "number"], name="scenario_run_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.ending
