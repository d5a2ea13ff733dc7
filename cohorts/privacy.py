"""What cohorts hold about a person, and how it goes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cohorts.models import Attendance, Cohort, Membership, Session
from people.models import User
from people.registry import register

PUBLIC_TASK = _("The course you take part in, and the public task of the organisation that runs it")
SIX_YEARS = _("Six years after the cohort closes")


def _kept(person: User) -> str:
    return str(_("Kept with the record it belongs to."))


def _trained(person: User) -> list[dict[str, Any]]:
    return list(Cohort.objects.filter(trainers=person).order_by("pk").values("name", "code", "created_at"))


def _places(person: User) -> list[dict[str, Any]]:
    places = Membership.objects.filter(enrolment__person=person).order_by("pk")
    return list(places.values("cohort__name", "joined_at", "left_at"))


def _registers(person: User) -> list[dict[str, Any]]:
    saved = Session.objects.filter(register_saved_by=person).order_by("pk")
    return list(saved.values("cohort__name", "starts_at", "register_saved_at"))


def _attendance(person: User) -> list[dict[str, Any]]:
    rows = Attendance.objects.filter(membership__enrolment__person=person).order_by("pk")
    return list(rows.values("session__cohort__name", "session__starts_at", "mark", "minutes", "marked_at"))


register(
    Cohort,
    purpose=_("Who leads a cohort"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=_trained,
    erase=_kept,
)
register(
    Membership,
    purpose=_("Who takes part in a cohort"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=_places,
    erase=_kept,
)
register(
    Session,
    purpose=_("Who saved a register"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=_registers,
    erase=_kept,
)
register(
    Attendance,
    purpose=_("Who was at a session, as evidence for a module"),
    basis=PUBLIC_TASK,
    retention=SIX_YEARS,
    collect=_attendance,
    erase=_kept,
)
