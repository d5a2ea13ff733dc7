"""Places kept for people who have not answered yet."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from cohorts.models.cohort import Cohort, Membership
from people.models import User


class InvitationQuerySet(models.QuerySet):
    """Named reads of invitations."""

    def visible_to(self, user: Any) -> "InvitationQuerySet":
        """Those of cohorts one trains; all for an administrator."""
        return self.filter(cohort__in=Cohort.objects.visible_to(user))

    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn, whether or not their date has passed."""
        return self.filter(accepted_as__isnull=True, withdrawn_at__isnull=True)

    def keeping_a_place(self) -> "InvitationQuerySet":
        """Those that somebody may still accept."""
        return self.unanswered().filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """One place kept in one cohort for whoever reads the mail of one address, until a date.

    It holds no link: the letter has that, sealed, and here is its digest. Sent again, it has a new one. It holds no
    account either: the account is found or made when the place is taken.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=100)
    email = models.EmailField()
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    times_sent = models.PositiveIntegerField(default=1)
    expires_at = models.DateTimeField()
    accepted_as = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "cohort",
                Lower("email"),
                condition=Q(accepted_as__isnull=True, withdrawn_at__isnull=True),
                name="invitation_one_open_per_address",
            ),
            models.CheckConstraint(
                condition=Q(accepted_as__isnull=True, accepted_at__isnull=True)
                | Q(accepted_as__isnull=False, accepted_at__isnull=False, withdrawn_at__isnull=True),
                name="invitation_accepted_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether its place can still be taken."""
        return self.is_unanswered and self.expires_at > timezone.now()

    @property
    def is_unanswered(self) -> bool:
        """Whether nobody has taken the place or withdrawn it; its date may have passed."""
        return self.accepted_as_id is None and self.withdrawn_at is None
