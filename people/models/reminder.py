"""Which reminders went out, and which somebody has stopped."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.message import Message
from people.models.user import User


class Reminder(models.Model):
    """One thing somebody was reminded of, once, in the letter named here. What is due is derived, never stored."""

    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        default_permissions = ()
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self) -> str:
        return self.key


class StoppedReminder(models.Model):
    """One kind of reminder that one person does not want. Letters that are no reminders cannot be stopped."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    stopped_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["person", "kind"]
        default_permissions = ()
        verbose_name = _("stopped reminder")
        verbose_name_plural = _("stopped reminders")
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="stopped_reminder_once")]

    def __str__(self) -> str:
        return self.kind
