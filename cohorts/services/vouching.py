"""Whom a trainer speaks for: those with a place in a cohort of theirs that has not closed."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from cohorts.models import Cohort, Membership
from learning.models import Enrolment
from people.models import User
from people.permissions import is_trainer


def trained_by(user: Any) -> QuerySet:
    """The keys of the enrolments that have a place in a cohort which this person trains, and which has not closed."""
    if not is_trainer(user):
        return Membership.objects.none().values("enrolment")
    running = Cohort.objects.running().filter(trainers=user)
    return Membership.objects.present().filter(cohort__in=running.values("pk")).values("enrolment")


def in_hand_of(person: User) -> QuerySet:
    """The keys of the person's own enrolments that a trainer looks after today."""
    running = Cohort.objects.running().filter(trainers__is_active=True)
    mine = Membership.objects.present().filter(enrolment__person=person, cohort__in=running.values("pk"))
    return mine.values_list("enrolment", flat=True)


def member_page(user: Any, enrolment: Enrolment) -> str:
    """The page of a member where this person may grant or undo modules; empty where they may not."""
    places = Membership.objects.filter(enrolment=enrolment, cohort__in=Cohort.objects.visible_to(user).running())
    found = places.select_related("cohort").order_by("left_at", "pk").first()
    return reverse("cohorts:member", args=[found.cohort.uuid, found.uuid]) if found else ""
