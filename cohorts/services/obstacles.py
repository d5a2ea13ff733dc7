"""Which of the things that are in people's way a course team reads: the words, the course and the month, never whose.

A trainer reads those of their own cohorts, where at least five people take the course with them: of fewer, the words
would say whose they are. Administrators read every one, also of those who learn in no cohort.
"""

from django.db.models import Count, QuerySet

from cohorts.models import Cohort, Membership
from learning.models import Obstacle
from learning.rules.small_numbers import LEAST
from people.models import User
from people.permissions import is_administrator


def for_team(user: User) -> QuerySet[Obstacle]:
    """What this person may read of it and answer."""
    if is_administrator(user):
        return Obstacle.objects.all()
    places = Membership.objects.filter(cohort__in=Cohort.objects.visible_to(user)).order_by()
    courses = places.values("enrolment__course").annotate(people=Count("enrolment__person", distinct=True))
    enough = courses.filter(people__gte=LEAST).values("enrolment__course")
    return Obstacle.objects.filter(enrolment__in=places.values("enrolment"), enrolment__course__in=enough)


def to_answer(user: User) -> int:
    """How many wait for an answer."""
    return for_team(user).filter(state=Obstacle.State.OPEN).count()
