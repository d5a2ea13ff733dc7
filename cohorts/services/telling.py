"""What a course page of a member says of their sessions."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Attendance, Booking, Cohort, Membership, Session
from cohorts.services.published import next_sessions
from learning.registry import ModuleDate
from people.models import User


def dates_of(person: User) -> list[ModuleDate]:
    """This person's sessions that deliver a module: to come, or over without a mark for them. Three queries."""
    coming = (session for session in next_sessions(person) if session.module_id)
    return [*_dates(_without_mark(person), is_over=True), *_dates(coming, is_over=False)]


def _dates(sessions: Iterable[Any], *, is_over: bool) -> list[ModuleDate]:
    return [
        ModuleDate(
            module=session.module_id,
            starts_at=session.starts_at,
            where=str(session.where or ""),
            url=reverse("cohorts:my_session", args=[session.uuid]),
            is_over=is_over,
        )
        for session in sessions
    ]


def _without_mark(person: User) -> QuerySet:
    """Sessions that are over, that this member had not given up, and whose register does not say yet who was there."""
    mine = Membership.objects.present().filter(enrolment__person=person)
    then = mine.filter(cohort=OuterRef("cohort"), joined_at__lte=OuterRef("ends_at"))
    marked = Attendance.objects.filter(session=OuterRef("pk"), membership__in=mine)
    over = Session.objects.held().filter(module__isnull=False, ends_at__lte=timezone.now())
    running = over.filter(cohort__in=Cohort.objects.running().values("pk"))
    missed = Booking.objects.filter(session=OuterRef("pk"), membership__in=mine).exclude(state=Booking.State.BOOKED)
    return running.filter(Exists(then), ~Exists(marked), ~Exists(missed)).select_related("cohort__place", "place")
