"""Meetings of a cohort, and their registers."""

import datetime
import secrets
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort, Membership
from cohorts.models.place import Place
from courses.models import ModulePage
from learning.models.completion import Snapshot
from people.models import User


def new_token() -> str:
    """What a poster's address ends in: drawn by chance, 132 bits."""
    return secrets.token_urlsafe(16)


class SessionQuerySet(models.QuerySet):
    """Named reads of sessions."""

    def visible_to(self, user: Any) -> "SessionQuerySet":
        """Sessions of cohorts one trains; all for an administrator."""
        return self.filter(cohort__in=Cohort.objects.visible_to(user))

    def of_member(self, person: User) -> "SessionQuerySet":
        """Sessions of the cohorts this person has a place in, called off or not."""
        places = Membership.objects.present().filter(enrolment__person=person)
        return self.filter(cohort__in=places.values("cohort"))

    def to_come(self) -> "SessionQuerySet":
        """Not over yet."""
        return self.filter(ends_at__gt=timezone.now())

    def next_of(self, cohort: Cohort) -> "SessionQuerySet":
        """The cohort's sessions that have not begun, soonest first, with all that a line says of them."""
        return self.held().filter(cohort=cohort, starts_at__gt=timezone.now()).with_places()

    def held(self) -> "SessionQuerySet":
        """Sessions that were not called off."""
        return self.filter(cancelled_at__isnull=True)

    def with_places(self) -> "SessionQuerySet":
        """With all that a line about a session says."""
        return self.select_related("cohort", "cohort__place", "module", "place")

    def register_open(self, now: datetime.datetime) -> "SessionQuerySet":
        """Begun, and somebody who was a member by then has no mark, or the register was never saved."""
        marked = Attendance.objects.filter(session=OuterRef(OuterRef("pk")), membership=OuterRef("pk"))
        unmarked = Membership.objects.present().filter(
            ~Exists(marked), cohort=OuterRef("cohort"), joined_at__lte=OuterRef("ends_at")
        )
        return self.held().filter(Q(register_saved_at__isnull=True) | Exists(unmarked), starts_at__lte=now)


class Session(models.Model):
    """One meeting of one cohort. If it delivers a module, being there is evidence for it.

    It holds no list of who was there (Attendance does) and no check-in.
    """

    class Kind(models.TextChoices):
        """What sort of meeting."""

        WORKSHOP = "WORKSHOP", _("Workshop")
        DROP_IN = "DROP_IN", _("Drop-in")
        ONLINE = "ONLINE", _("Online")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.WORKSHOP)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    food = models.CharField(_("food and drink"), max_length=150, blank=True, default="", db_default="")
    costs = models.CharField(_("travel and care costs"), max_length=200, blank=True, default="", db_default="")
    language = models.CharField(max_length=10, default="en-gb")
    poster_token = models.CharField(max_length=22, unique=True, editable=False, default=new_token)
    sequence = models.PositiveIntegerField(default=0)
    form_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    register_version = models.PositiveIntegerField(default=0)
    register_saved_at = models.DateTimeField(null=True, blank=True)
    register_saved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        default_permissions = ("add", "change", "view")
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_later"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0), name="session_capacity_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(register_version=0, register_saved_at__isnull=True)
                | Q(register_version__gt=0, register_saved_at__isnull=False),
                name="session_saved_register_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort.name}, {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def day(self) -> datetime.date:
        """The day it is on, in local time."""
        return timezone.localdate(self.starts_at)

    @property
    def where(self) -> Place | None:
        """Its place, or else its cohort's."""
        return self.place or self.cohort.place


class AttendanceQuerySet(models.QuerySet):
    """Named reads of the register."""

    def visible_to(self, user: Any) -> "AttendanceQuerySet":
        """One's own, and those of cohorts one trains."""
        return self.filter(membership__in=Membership.objects.visible_to(user))


class Attendance(Snapshot):
    """What the saved register says of one member at one session. Corrected, never removed.

    The organisation and the post are those of the session's day, written with the first save: neither a correction nor
    a merge of two entries looks them up again. Why a mark was corrected stands with the completion that was kept or
    withdrawn; who and when, in the log.
    """

    class Mark(models.TextChoices):
        """Where they were."""

        HERE = "HERE", _("Here")
        PART = "PART", _("Part")
        AWAY = "AWAY", _("Away")
        AWAY_TOLD = "AWAY_TOLD", _("Away, told us")
        CATCH_UP = "CATCH_UP", _("Caught up")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendances")
    mark = models.CharField(max_length=9, choices=Mark.choices)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    marked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["session", "membership"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["session", "membership"], name="attendance_once_per_member"),
            models.CheckConstraint(condition=~Q(mark="PART") | Q(minutes__gt=0), name="attendance_part_has_minutes"),
        ]

    def __str__(self) -> str:
        return self.get_mark_display()

    @property
    def evidence_key(self) -> str:
        """How a completion names this row as what it rests on."""
        return f"attendance:{self.pk}"
