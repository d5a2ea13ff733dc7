"""Which of the things that are in people's way a trainer reads: the words, the course and the month, never whose.

A trainer reads those of their own cohorts, where at least five people take the course with them and note what they
do: of fewer, the words would say whose they are. They come on the Monday after, so that no day says it either.
Administrators read every one, also of those who learn in no cohort.
"""

import datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from cohorts.models import Cohort, Membership
from learning.models import Obstacle
from learning.rules.small_numbers import LEAST
from people.models import User
from people.permissions import is_administrator


def for_team(user: User) -> QuerySet[Obstacle]:
    """What this person may read of it and answer."""
    if is_administrator(user):
        return Obstacle.objects.all()
    cohorts = Cohort.objects.visible_to(user)
    places = Membership.objects.filter(cohort__in=cohorts).order_by()
    there = places.present().filter(enrolment__person__is_active=True, enrolment__practice_entries__isnull=False)
    trainers = cohorts.order_by().filter(trainers__isnull=False).values("trainers")
    learning = there.exclude(enrolment__person=user).exclude(enrolment__person__in=trainers)
    courses = learning.values("enrolment__course").annotate(people=Count("enrolment__person", distinct=True))
    enough = courses.filter(people__gte=LEAST).values("enrolment__course")
    found = Obstacle.objects.filter(enrolment__in=places.values("enrolment"), enrolment__course__in=enough)
    return found.filter(asked_at__lt=_monday())


def in_no_order_of_time(found: QuerySet[Obstacle]) -> QuerySet[Obstacle]:
    """What waits first, the newest month on top; within a month shuffled, and always in the same way."""
    return found.order_by("-state", TruncMonth("asked_at").desc(), "uuid")


def _monday() -> datetime.datetime:
    """When this week began."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - datetime.timedelta(days=midnight.weekday())


def to_answer(user: User) -> int:
    """How many wait for an answer."""
    return for_team(user).filter(state=Obstacle.State.OPEN).count()
