"""Coming to a session: a place asked for, what somebody needs, and "I am here"."""

from datetime import timedelta
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort, Membership
from cohorts.models.line import InLine, LineQuerySet, number_in
from cohorts.models.session import Session
from courses.models import CoursePage, ModulePage
from people.models import User


class BookingQuerySet(LineQuerySet):
    """Named reads of bookings."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of cohorts one trains."""
        return self.filter(membership__in=Membership.objects.visible_to(user))

    def waiting(self) -> Self:
        """The waiting list, whoever asked first on top; nobody who has left the cohort or the site."""
        here = {"membership__left_at__isnull": True, "membership__enrolment__person__is_active": True}
        return self.filter(state=Booking.State.WAITING, **here).first_come()

    def in_line(self) -> Self:
        """Each with ``place_in_line``: how many of its waiting list are before it, and itself."""
        return self.annotate(place_in_line=Coalesce(number_in(Booking.objects.waiting(), "session"), 0))

    def needs_for(self, trainer: User) -> Self:
        """What members who mean to come need, in cohorts that this person trains. Nobody else reads it."""
        said = self.filter(session__cohort__trainers=trainer, membership__left_at__isnull=True).exclude(needs="")
        return said.exclude(state=Booking.State.GIVEN_UP).order_by("session__starts_at", "session", "asked_at", "pk")

    def with_old_needs(self) -> Self:
        """Those whose session was over 30 days ago and that still say what somebody needed."""
        month_ago = timezone.now() - timedelta(days=30)
        return self.filter(session__ends_at__lt=month_ago).exclude(needs="")

    def taking_a_place(self) -> Self:
        """Places taken, and places offered that may still be taken. Whoever has left the cohort takes none."""
        offered = Q(state=Booking.State.OFFERED, offered_until__gt=timezone.now())
        return self.filter(Q(state=Booking.State.BOOKED) | offered, membership__left_at__isnull=True)


class Booking(InLine):
    """One member's place at one session, asked for, offered, taken or given up. What they need is theirs to say.

    It is a plan: the register says who came.
    """

    class State(models.TextChoices):
        """How it stands."""

        BOOKED = "BOOKED", _("Booked")
        WAITING = "WAITING", _("On the waiting list")
        OFFERED = "OFFERED", _("A place is offered")
        GIVEN_UP = "GIVEN_UP", _("Given up")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="bookings")
    state = models.CharField(max_length=8, choices=State.choices, default=State.BOOKED)
    needs = models.TextField(blank=True, max_length=500)  # emptied 30 days after the session

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["session", "asked_at", "pk"]
        default_permissions = ()
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            models.UniqueConstraint(fields=["session", "membership"], name="booking_once_per_member"),
            models.CheckConstraint(
                condition=Q(state="OFFERED", offered_until__isnull=False)
                | (~Q(state="OFFERED") & Q(offered_until__isnull=True)),
                name="booking_offered_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class CheckIn(models.Model):
    """One "I am here", by a member or under a name that the trainer matches. A claim: the register is the record."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="check_ins")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name_given = models.CharField(max_length=100, blank=True)
    form_key = models.UUIDField(null=True, blank=True, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["session", "at", "pk"]
        default_permissions = ()
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.UniqueConstraint(fields=["session", "membership"], name="check_in_once_per_member"),
            models.CheckConstraint(
                condition=Q(membership__isnull=False, name_given="") | (Q(membership__isnull=True) & ~Q(name_given="")),
                name="check_in_has_a_member_or_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name_given or str(self.membership)


class PlaceRequestQuerySet(LineQuerySet):
    """Named reads of places asked for."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of cohorts one trains."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(person=user) | Q(cohort__in=Cohort.objects.visible_to(user)))

    def open(self) -> Self:
        """Those that wait for somebody, whoever asked first on top."""
        return self.filter(closed_as="").first_come()

    def waiting(self) -> Self:
        """The waiting lists; nobody who has left the site. Some of them may have an offer."""
        return self.open().filter(kind=PlaceRequest.Kind.WAITING, person__is_active=True)

    def in_line(self) -> Self:
        """Each that waits for somebody, and ``place_in_line`` for those on a waiting list."""
        number = number_in(PlaceRequest.objects.waiting().filter(kind=OuterRef("kind")), "cohort")
        return self.open().annotate(place_in_line=number)


class PlaceRequest(InLine):
    """One place in a cohort asked for by somebody who could not simply join: it is full, or a trainer must agree.

    An offer stands until a time, never beyond the start of the cohort's next session.
    """

    class Kind(models.TextChoices):
        """Why it had to be asked for."""

        WAITING = "WAITING", _("Waiting list")
        APPROVAL = "APPROVAL", _("Waiting for the trainer")

    class Closed(models.TextChoices):
        """How it ended."""

        JOINED = "JOINED", _("Joined")
        REFUSED = "REFUSED", _("Not this time")
        GIVEN_UP = "GIVEN_UP", _("Given up")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="place_requests")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    form_key = models.UUIDField(null=True, blank=True, unique=True)
    closed_as = models.CharField(max_length=8, choices=Closed.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place_in_line: int | None  # no column: ``in_line`` counts it

    objects = PlaceRequestQuerySet.as_manager()

    class Meta:
        ordering = ["cohort", "asked_at", "pk"]
        default_permissions = ()
        verbose_name = _("place asked for")
        verbose_name_plural = _("places asked for")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"], condition=Q(closed_as=""), name="place_request_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_as="", closed_at__isnull=True) | (~Q(closed_as="") & Q(closed_at__isnull=False)),
                name="place_request_closed_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_offered(self) -> bool:
        """Whether its person may take the place just now."""
        return not self.closed_as and super().is_offered


class DateWish(models.Model):
    """One "tell me when there is a date": for a module of a course, or for the course. Told once, then done."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wished_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["wished_at", "pk"]
        default_permissions = ()
        verbose_name = _("wish for a date")
        verbose_name_plural = _("wishes for a date")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course", "module"],
                condition=Q(told_at__isnull=True),
                nulls_distinct=False,
                name="date_wish_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}"
