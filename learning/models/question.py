"""What learners ask of the people who run a course, and what they were answered."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models.completion import ModuleCompletion
from learning.models.enrolment import Enrolment
from learning.models.practice import PracticeEntry
from people.models import Organisation, User

ANSWERED_WHOLE = Q(state="OPEN", answer="", answered_at__isnull=True, answered_by__isnull=True) | (
    Q(state="ANSWERED", answered_at__isnull=False) & ~Q(answer="")
)


class AskedQuerySet(models.QuerySet):
    """Named reads of what was asked."""

    def open(self) -> Self:
        """What nobody has answered yet, the oldest first."""
        return self.filter(state=Asked.State.OPEN).order_by("asked_at", "pk")


class Asked(models.Model):
    """What every question carries: some words, and one answer that stays beside them."""

    class State(models.TextChoices):
        """How it stands."""

        OPEN = "OPEN", _("Waiting for an answer")
        ANSWERED = "ANSWERED", _("Answered")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.UUIDField(unique=True)
    text = models.TextField(max_length=1000)
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True, max_length=1000)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class QuestionQuerySet(AskedQuerySet):
    """Named reads of questions."""

    def visible_to(self, user: Any) -> Self:
        """One's own. Trainers and HR reach those asked of them through cohorts and records."""
        return self.filter(person=user) if user.is_authenticated else self.none()


class Question(Asked):
    """One "something is wrong here", about a record or a course, and its answer. It is answered, never deleted."""

    class To(models.TextChoices):
        """Who is asked."""

        TRAINER = "TRAINER", _("My trainer")
        HR = "HR", _("HR")
        OFFICE = "OFFICE", _("The people who run this site")

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    completion = models.ForeignKey(ModuleCompletion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to = models.CharField(max_length=7, choices=To.choices)
    # Whose HR was asked: the page named it, wherever the person or the record goes later.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ("view",)
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.CheckConstraint(condition=ANSWERED_WHOLE, name="question_answered_has_its_answer")]

    def __str__(self) -> str:
        return str(self.pk)  # stands in the site's log, where no words belong


class ObstacleQuerySet(AskedQuerySet):
    """Named reads of obstacles."""

    def visible_to(self, user: Any) -> Self:
        """One's own. Trainers read the words through their cohorts, and never whose they are."""
        return self.filter(enrolment__person=user) if user.is_authenticated else self.none()


class Obstacle(Asked):
    """What got in somebody's way, passed on without a name to those who can move it, and what they answered."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(
        PracticeEntry, on_delete=models.SET_NULL, null=True, blank=True, related_name="obstacle"
    )

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        verbose_name = _("obstacle")
        verbose_name_plural = _("obstacles")
        constraints = [models.CheckConstraint(condition=ANSWERED_WHOLE, name="obstacle_answered_has_its_answer")]

    def __str__(self) -> str:
        return str(self.pk)  # never the words: the log of the site says who did what
