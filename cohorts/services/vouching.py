"""Whom a trainer speaks for: those with a place in a cohort of theirs that has not closed."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cohorts.models import Cohort, Membership
from learning.models import Enrolment
from people.permissions import TRAINERS, is_trainer


def trained_by(user: Any) -> QuerySet:
    """The keys of the enrolments that have a place in a cohort which this person trains, and which has not closed."""
    if not is_trainer(user):
        return Membership.objects.none().values("enrolment")
    running = Cohort.objects.running().filter(trainers=user)
    return Membership.objects.present().filter(cohort__in=running.values("pk")).values("enrolment")


def in_hand() -> QuerySet:
    """The keys of all enrolments that have a place in a cohort which runs, with a trainer there who is somebody else.

    A trainer without an account that works, or without the rights of one, is not there.
    """
    able = Cohort.trainers.through.objects.filter(user__is_active=True, user__groups__name=TRAINERS)
    others = able.filter(cohort=OuterRef("cohort")).exclude(user=OuterRef("enrolment__person"))
    running = Membership.objects.present().filter(cohort__in=Cohort.objects.running().values("pk"))
    return running.filter(Exists(others)).values("enrolment")


def member_page(user: Any, enrolment: Enrolment) -> str:
    """The page of a member where this person may grant or undo modules; empty where they may not."""
    places = Membership.objects.filter(enrolment=enrolment, cohort__in=Cohort.objects.visible_to(user).running())
    found = places.select_related("cohort").order_by("left_at", "pk").first()
    return reverse("cohorts:member", args=[found.cohort.uuid, found.uuid]) if found else ""
