"""Employers, partners and hosts, and how each is divided."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Named reads of organisations."""

    def visible_to(self, user: Any) -> "OrganisationQuerySet":
        """Every organisation for an administrator, one's own for anybody else."""
        if user.is_superuser or user.has_perm("people.change_organisation"):
            return self
        return self.filter(pk=user.organisation_id)

    def open(self) -> "OrganisationQuerySet":
        """Those that take new people and cohorts. A closed one keeps its records."""
        return self.filter(active=True)


class Organisation(models.Model):
    """One employer, partner or host. It holds no address and no contract: only what learning needs."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, unique=True, help_text=_("For example E07000187."))
    name = models.CharField(_("name"), max_length=150)
    contact = models.CharField(
        _("who to ask"), max_length=200, blank=True, help_text=_("Shown where somebody needs help with a record.")
    )
    active = models.BooleanField(_("active"), default=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(active=False),
                name="organisation_closed_is_not_active",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """One unit of an organisation, in a tree. Deactivated, never deleted, once used."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="departments")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    code = models.CharField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=100)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["organisation", "name"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="department_code_once_per_organisation"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="department_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """The units from the top to this one, with " / " between: "Housing / Estates / North"."""
        names: list[str] = []
        seen: set[int] = set()
        unit: Department | None = self
        while unit is not None and unit.pk not in seen:
            names.append(unit.name)
            seen.add(unit.pk)
            unit = unit.parent
        return " / ".join(reversed(names))


class StaffRole(models.Model):
    """One kind of job, the same in every organisation. A job, never an access right."""

    class Retention(models.TextChoices):
        """How long records of people in this job are kept."""

        ORDINARY = "ORDINARY", _("Ordinary")
        HIGH_RISK = "HIGH_RISK", _("High-risk or care")

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100)
    retention_class = models.CharField(
        _("kept as"), max_length=10, choices=Retention.choices, default=Retention.ORDINARY
    )
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("staff role")
        verbose_name_plural = _("staff roles")

    def __str__(self) -> str:
        return self.name
