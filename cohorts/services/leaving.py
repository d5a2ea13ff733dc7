"""A member goes: what they had booked is given up, and their place in the cohort is free for somebody else."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cohorts.models import Booking, Cohort, Membership
from cohorts.models.cohort import MembershipQuerySet
from cohorts.services.asking import promote
from cohorts.services.booking import TooLate, give_up
from cohorts.services.joining import locked
from cohorts.services.pairing import end_with_place
from jobs.services import enqueue
from learning.models import Enrolment
from people.models import User
from people.services.privacy import unname


def free_places(*, enrolment: Enrolment) -> int:
    """Afterwards an enrolment that was left, or whose person is gone, has no place in a cohort that goes on.

    Returns how many it had. Twice: none.
    """
    places = Membership.objects.filter(enrolment=enrolment)
    if enrolment.status == Enrolment.Status.LEFT:
        return _leave(places)
    return 0 if enrolment.person.is_active else _leave(places.exclude(cohort__state=Cohort.State.CLOSED))


def leave_all(*, person: User) -> int:
    """Every place of somebody who goes, in cohorts that go on, is given back by job. Returns how many they have.

    By job: others are offered them and written to, which is no part of forgetting somebody.
    """
    theirs = Membership.objects.filter(enrolment__person=person)
    unname(theirs)
    places = list(theirs.present().exclude(cohort__state=Cohort.State.CLOSED))
    for place in places:
        enqueue("cohorts.free_place", key=f"free-place-of-gone:{place.uuid}", enrolment=place.enrolment_id)
    return len(places)


def _leave(memberships: MembershipQuerySet) -> int:
    rows = list(memberships.present().select_related("cohort", "enrolment__person").order_by("cohort", "pk"))
    return sum(_leave_one(row) for row in rows)


@transaction.atomic
def _leave_one(membership: Membership) -> int:
    cohort = locked(membership.cohort)
    if not Membership.objects.present().filter(pk=membership.pk).exists():
        return 0
    for booking in membership.bookings.exclude(state=Booking.State.GIVEN_UP).select_related("session"):
        with suppress(TooLate):
            give_up(session=booking.session, membership=membership)
    Membership.objects.filter(pk=membership.pk).update(left_at=timezone.now())
    end_with_place(membership=membership)
    log(cohort, "cohorts.leave", user=None, data={"membership": membership.pk})
    promote(cohort=cohort)
    return 1
