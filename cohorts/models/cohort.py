"""People taking a course together."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.place import Place
from courses.models import CoursePage, Route
from learning.models import Enrolment
from people.models import Organisation, User
from people.permissions import is_administrator, is_trainer


class CohortQuerySet(models.QuerySet):
    """Named reads of cohorts."""

    def visible_to(self, user: Any) -> "CohortQuerySet":
        """Cohorts one trains; all for an administrator. Members see their place on their own pages."""
        if is_administrator(user):
            return self
        return self.filter(trainers=user) if is_trainer(user) else self.none()

    def running(self) -> "CohortQuerySet":
        """Cohorts that have not closed."""
        return self.exclude(state=Cohort.State.CLOSED)

    def counted(self) -> "CohortQuerySet":
        """Each with ``people``: how many places are taken."""
        taken = Membership.objects.present().filter(cohort=OuterRef("pk")).order_by().values("cohort")
        return self.annotate(people=Coalesce(Subquery(taken.annotate(n=Count("pk")).values("n")), 0))


class Cohort(models.Model):
    """People who take one course together with the same trainers. Its join code works until it closes.

    It holds no list of people (Membership does), no count and no progress: those are derived.
    """

    class State(models.TextChoices):
        """Where it is in its life."""

        PLANNED = "PLANNED", _("Planned")
        OPEN = "OPEN", _("Open to join")
        RUNNING = "RUNNING", _("Running")
        CLOSING = "CLOSING", _("Closing")
        CLOSED = "CLOSED", _("Closed")

    class JoinPolicy(models.TextChoices):
        """How people come in."""

        CODE = "CODE", _("Anyone with the code")
        APPROVAL = "APPROVAL", _("Anyone with the code, once a trainer agrees")
        INVITATION = "INVITATION", _("Only people the trainer adds")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100)
    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="+", verbose_name=_("course"))
    route = models.ForeignKey(
        Route,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("route of those who join by code"),
    )
    staff_route = models.ForeignKey(
        Route,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("route of those who join and hold a post"),
        help_text=_("Empty: everybody takes the same route."),
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("host"))
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    join_code = models.CharField(_("join code"), max_length=8)
    join_policy = models.CharField(max_length=10, choices=JoinPolicy.choices, default=JoinPolicy.CODE)
    join_until = models.DateField(_("code works until"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    trainers = models.ManyToManyField(User, related_name="+", verbose_name=_("trainers"))
    form_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ("add", "change", "view")
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints = [
            models.UniqueConstraint(
                fields=["join_code"], condition=~Q(state="CLOSED"), name="cohort_join_code_once_while_open"
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0), name="cohort_capacity_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(state="CLOSED", closed_at__isnull=False) | (~Q(state="CLOSED") & Q(closed_at__isnull=True)),
                name="cohort_closed_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Whether it can only be read."""
        return self.state == Cohort.State.CLOSED

    @property
    def led_by(self) -> str:
        """Who runs it, in words."""
        return ", ".join(str(trainer) for trainer in self.trainers.order_by("given_name", "pk"))


class MembershipQuerySet(models.QuerySet):
    """Named reads of places."""

    def visible_to(self, user: Any) -> "MembershipQuerySet":
        """One's own place, and the places in cohorts one trains."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(enrolment__person=user) | Q(cohort__in=Cohort.objects.visible_to(user)))

    def present(self) -> "MembershipQuerySet":
        """Places that nobody has given up."""
        return self.filter(left_at__isnull=True)

    def with_people(self) -> "MembershipQuerySet":
        """With the enrolment, its route and its person, in the order of the names."""
        found = self.select_related("enrolment__person", "enrolment__route")
        return found.order_by("enrolment__person__given_name", "enrolment__person__family_name", "pk")


class Membership(models.Model):
    """One place taken in one cohort, through an enrolment: joining a cohort enrols.

    It holds no progress and no name: the enrolment has the one, its person the other.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="memberships")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["cohort", "joined_at", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["cohort", "enrolment"], name="membership_once_per_enrolment")]

    def __str__(self) -> str:
        return str(self.enrolment.person)
