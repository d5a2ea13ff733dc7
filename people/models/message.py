"""Every e-mail is a row before it is a letter."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.user import User


class MessageQuerySet(models.QuerySet["Message"]):
    """Named reads of messages."""

    def visible_to(self, user: Any) -> "MessageQuerySet":
        """One's own; all for an administrator. Trainers reach the by-hand ones through their cohorts."""
        if user.is_superuser or user.has_perm("people.view_message"):
            return self
        return self.filter(person=user)

    def of(self, person: Any) -> "MessageQuerySet":
        """One person's own, whatever they may see besides."""
        return self.filter(person_id=person.pk)

    def by_hand(self) -> "MessageQuerySet":
        """Messages that no e-mail can carry: somebody has to say them."""
        return self.filter(status=Message.Status.BY_HAND)

    def with_stale_secret(self) -> "MessageQuerySet":
        """Messages that still hold a secret which opens nothing any more."""
        return self.exclude(secret="").filter(useful_until__lte=timezone.now())


class Message(models.Model):
    """One e-mail to one address, or its twin to be told by hand. Sent at least once; the key keeps it single.

    A code or a link that opens something is never in subject, text or html: a mark stands there, and the secret
    lies sealed beside it until it is sent or of no more use.
    """

    class Status(models.TextChoices):
        """How far it got."""

        QUEUED = "QUEUED", _("Waiting to be sent")
        SENT = "SENT", _("Sent")
        BY_HAND = "BY_HAND", _("To be told by hand")
        REFUSED = "REFUSED", _("Refused by the other side")

    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    address = models.EmailField(blank=True)
    template = models.CharField(max_length=100)
    language = models.CharField(max_length=10, default="en-gb")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    reply_to = models.EmailField(blank=True)
    secret = models.TextField(blank=True, editable=False)
    useful_until = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.QUEUED)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(status="SENT", sent_at__isnull=False) | (~Q(status="SENT") & Q(sent_at__isnull=True)),
                name="message_sent_has_its_time",
            ),
            models.CheckConstraint(condition=~Q(address="") | Q(status="BY_HAND"), name="message_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.subject
