"""What people share with others in cohorts, locked before the people are: docs/decisions/0046.

Each takes one query, holds the rows until the transaction ends, and returns them by key.
"""

from collections.abc import Iterable

from django.db.models import Q

from cohorts.models import Booking, Cohort, Invitation, Membership, Pairing, PlaceRequest, Session
from people.models import User


def hold_cohorts(people: Iterable[User]) -> list[Cohort]:
    """Nobody else counts places where one of these has one, asks for one or is kept one."""
    places = Membership.objects.filter(enrolment__person__in=people)
    asked = PlaceRequest.objects.filter(person__in=people)
    kept = Invitation.objects.filter(email__in=[person.email for person in people if person.email])
    theirs = Q(pk__in=places.values("cohort")) | Q(pk__in=asked.values("cohort")) | Q(pk__in=kept.values("cohort"))
    return list(Cohort.objects.select_for_update(of=("self",), no_key=True).filter(theirs).order_by("pk"))


def hold_sessions(people: Iterable[User]) -> list[Session]:
    """Nobody else gives out places at a session where one of these has said whether they come."""
    booked = Booking.objects.filter(membership__enrolment__person__in=people).values("session")
    return list(Session.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=booked).order_by("pk"))


def hold_pairings(people: Iterable[User]) -> list[Pairing]:
    """No pairing of theirs changes meanwhile."""
    half = Q(mentor__enrolment__person__in=people) | Q(mentee__enrolment__person__in=people)
    return list(Pairing.objects.select_for_update(of=("self",), no_key=True).filter(half).order_by("pk"))
