"""What one of a pair writes for themselves, and the line they let go of."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Membership
from cohorts.models.pairing import Meeting


class MeetingNoteQuerySet(models.QuerySet):
    """Named reads of notes. None of them gives somebody the text of another."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and nobody else's: no trainer, no administrator."""
        return self.filter(author__enrolment__person_id=user.pk) if user.is_authenticated else self.none()

    def lines(self) -> Self:
        """The lines that were let go of, without a word of what stands around them."""
        kept = ("cleared_line", "cleared_at", "mentor_yes_at", "meeting__number", "meeting__pairing", "author")
        return self.filter(cleared_at__isnull=False).select_related("meeting").only(*kept).order_by("meeting__number")

    def passed_on(self) -> Self:
        """Lines for the coordinator: the mentor's own, and those of the mentee to which the mentor said yes."""
        own = Q(author=models.F("meeting__pairing__mentor"))
        return self.lines().filter(own | Q(mentor_yes_at__isnull=False))


class MeetingNote(models.Model):
    """One private note on one meeting: its author alone reads it. A line may be let go of, word by word."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True, max_length=5000)
    written_at = models.DateTimeField(default=timezone.now)
    cleared_line = models.CharField(max_length=300, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    mentor_yes_at = models.DateTimeField(null=True, blank=True)  # to the exact words of a mentee's line

    objects = MeetingNoteQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "author"]
        default_permissions = ()
        verbose_name = _("private note on a meeting")
        verbose_name_plural = _("private notes on meetings")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "author"], name="meeting_note_once_per_author"),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True, cleared_line="", mentor_yes_at__isnull=True)
                | (Q(cleared_at__isnull=False) & ~Q(cleared_line="")),
                name="meeting_note_cleared_has_its_line",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
