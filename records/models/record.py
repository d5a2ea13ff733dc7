"""What HR may know of a fact of learning, version by version."""

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Assignment, Organisation, User

FILTERS = {
    "staff_role": "staff_role_code",
    "item": "item_code",
    "item_type": "item_type__in",
    "route": "route",
    "cohort": "cohort_code",
    "evidence": "evidence",
    "completed_from": "completed_on__gte",
    "completed_to": "completed_on__lte",
    "expires_from": "expires_on__gte",
    "expires_to": "expires_on__lte",
}


class FeedPosition(models.Model):
    """One organisation's last change number. Locked while a row is published, so numbers have no gaps."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+", primary_key=True)
    last_seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.organisation}: {self.last_seq}"


class LearningRecordQuerySet(models.QuerySet):
    """Named reads of learning records."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """HR: the records earned with their own organisation. Administrators: all. Anybody else: none."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser or user.has_perm("people.change_organisation"):
            return self
        if user.has_perm("records.view_learningrecord"):
            return self.filter(organisation_id=user.organisation_id)
        return self.none()

    def current(self) -> Self:
        """The newest version of each record."""
        return self.filter(superseded_seq__isnull=True)

    def matching(self, filters: dict[str, Any]) -> Self:
        """The records a filled filter form means: screen and file both come through here, so they agree."""
        found = self
        for name, lookup in FILTERS.items():
            if filters.get(name):
                found = found.filter(**{lookup: filters[name]})
        words = (filters.get("q") or "").split()
        for word in words:
            found = found.filter(
                Q(person__given_name__icontains=word)
                | Q(person__family_name__icontains=word)
                | Q(assignment__employee_number__iexact=word)
            )
        if filters.get("department"):
            path = filters["department"]
            found = found.filter(Q(department=path) | Q(department__startswith=f"{path} / "))
        return found.filter(action=filters.get("action") or LearningRecord.Action.UPSERT)

    def in_order(self) -> Self:
        """The one order of screens and files: the newest first, and of one moment what was published last."""
        return self.select_related("person", "assignment").order_by("-completed_on", "-completed_at", "-pk")

    def as_at(self, seq: int) -> Self:
        """The versions that stood when the organisation's change number was seq."""
        return self.filter(Q(superseded_seq__isnull=True) | Q(superseded_seq__gt=seq), change_seq__lte=seq)


class LearningRecord(models.Model):
    """One version of one fact: a module, session or course somebody with a post completed on a staff route.

    Append-only: a correction is a new version. It lacks everything HR must never see: answers, reflections,
    practice entries, scores of observations, access needs, and whoever learns as a resident.
    """

    class Action(models.TextChoices):
        """What a receiver does with the row."""

        UPSERT = "upsert", _("stands")
        VOID = "void", _("withdrawn")
        ERASED = "erased", _("erased")

    class Item(models.TextChoices):
        """What was completed."""

        MODULE = "module", _("Module")
        SESSION = "session", _("Session")
        COURSE = "course", _("Course")

    class Evidence(models.TextChoices):
        """The strongest evidence it rests on."""

        ASSESSED = "assessed", _("Observed and signed")
        TRAINER_RECORDED = "trainer_recorded", _("Recorded by a trainer")
        IMPORTED = "imported", _("Imported")
        SELF_PACED = "self_paced", _("Done on screen")

    record_id = models.UUIDField()
    version = models.PositiveIntegerField()
    action = models.CharField(max_length=6, choices=Action.choices, default=Action.UPSERT)
    change_seq = models.PositiveBigIntegerField()
    superseded_seq = models.PositiveBigIntegerField(null=True, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    employer_code = models.CharField(max_length=20)
    job_title = models.CharField(max_length=150, blank=True)
    staff_role_code = models.CharField(max_length=30, blank=True)
    staff_role = models.CharField(max_length=100, blank=True)
    department = models.CharField(max_length=400, blank=True)
    cost_centre = models.CharField(max_length=30, blank=True)
    manager_employee_number = models.CharField(max_length=30, blank=True)
    item_code = models.CharField(max_length=30)
    item_version = models.PositiveIntegerField(null=True, blank=True)
    item_title = models.CharField(max_length=200)
    item_type = models.CharField(max_length=7, choices=Item.choices)
    delivery_method = models.CharField(max_length=10, blank=True)
    cohort_code = models.CharField(max_length=30, blank=True)
    requirement = models.CharField(max_length=11, default="voluntary")
    status = models.CharField(max_length=14)
    attempt = models.PositiveIntegerField(default=1)
    started_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField()
    completed_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    score_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    duration_minutes = models.PositiveIntegerField(null=True, blank=True)
    cpd_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    evidence = models.CharField(max_length=16, choices=Evidence.choices, blank=True)
    recorded_by_employee_number = models.CharField(max_length=30, blank=True)
    certificate_number = models.CharField(max_length=40, blank=True)
    route = models.CharField(max_length=30, blank=True)
    delivery_language = models.CharField(max_length=10, blank=True)

    objects = LearningRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-completed_on", "record_id"]
        default_permissions = ("view",)
        verbose_name = _("learning record")
        verbose_name_plural = _("learning records")
        constraints = [
            models.UniqueConstraint(fields=["record_id", "version"], name="record_version_once"),
            models.UniqueConstraint(fields=["organisation", "change_seq"], name="record_change_seq_once"),
            models.UniqueConstraint(
                fields=["record_id"], condition=Q(superseded_seq__isnull=True), name="record_one_current_version"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-completed_on", "record_id"],
                condition=Q(superseded_seq__isnull=True),
                name="record_current_by_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_title}, {self.completed_on}"
