"""Two entries were one person: places and cohorts become one person's."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Membership
from learning.models import Enrolment
from learning.services.merging import clashes
from people.models import User


def hand_over_cohorts(gone: User, kept: User) -> int:
    """Afterwards the kept person stands as trainer wherever the other did. Rights come from groups, not from this."""
    trained = list(Cohort.objects.filter(trainers=gone).order_by("pk"))
    for cohort in trained:
        cohort.trainers.add(kept)
        cohort.trainers.remove(gone)
    return len(trained)


def hand_over_places(gone: User, kept: User) -> int:
    """Afterwards each place hangs on an enrolment that goes on, one in each cohort. Returns how many places there were.

    Asked before the enrolments move: until then they say whose each one was.
    """
    with transaction.atomic():
        places = Membership.objects.filter(enrolment__person=gone).count()
        for clash in clashes(gone=gone, kept=kept):
            for place in Membership.objects.filter(enrolment=clash.goes).order_by("pk"):
                _move(place, clash.stays)
        return places


def _move(place: Membership, stays: Enrolment) -> None:
    twin = Membership.objects.filter(cohort=place.cohort_id, enrolment=stays).first()
    if twin is None:
        Membership.objects.filter(pk=place.pk).update(enrolment=stays)
        return
    if place.left_at is None:  # one of the two stands, and its register keeps both lines
        Membership.objects.filter(pk=twin.pk).update(left_at=None)
        Membership.objects.filter(pk=place.pk).update(left_at=timezone.now())


def places_in_one_cohort(gone: User, kept: User) -> list[str]:
    """The cohorts in which both have a place today, in words."""
    theirs = [Membership.objects.present().filter(enrolment__person=person).values("cohort") for person in (gone, kept)]
    found = Cohort.objects.filter(pk__in=theirs[0]).filter(pk__in=theirs[1]).order_by("pk")
    words = _("Both have a place in “%(cohort)s”. One of the two places is given up.")
    return [words % {"cohort": cohort} for cohort in found]
