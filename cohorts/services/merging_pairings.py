"""Two entries were one person: the pairings of either go on with the place that stands."""

from django.db import transaction

from cohorts.models import Membership, Pairing
from cohorts.models.pairing import MENTEE, MENTOR, SIDES, half_is
from cohorts.services.pairing import finish
from people.models import User

OTHER = {MENTOR: MENTEE, MENTEE: MENTOR}


def hand_over_pairings(gone: User, kept: User) -> int:
    """Afterwards no living pairing hangs on a place that was given up, and none is of one person. How many there were.

    Asked after the places and before the enrolments move: until then they say whose each one was.
    """
    persons = [gone.pk, kept.pk]
    with transaction.atomic():
        found = Pairing.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        theirs = list(found.filter(half_is([gone])))
        for pairing in found.living().filter(half_is(persons)).with_people():
            owners = {pairing.half(side).enrolment.person_id for side in SIDES}
            if owners <= set(persons):
                finish(pairing=pairing)
                continue
            for side in SIDES:
                _follow(pairing, side, persons)
        Pairing.objects.filter(coordinator=gone).update(coordinator=kept)
        return len(theirs)


def _follow(pairing: Pairing, side: str, persons: list[int]) -> None:
    """A half whose place was given up in favour of another of the same person: the pairing goes along."""
    place = pairing.half(side)
    if place.left_at is None or place.enrolment.person_id not in persons:
        return
    stands = Membership.objects.present().filter(cohort=pairing.cohort_id, enrolment__person__in=persons).first()
    if stands is None:
        return
    across = {side: stands, OTHER[side]: pairing.half(OTHER[side])}
    if Pairing.objects.living().filter(**across).exists():
        finish(pairing=pairing)
    else:
        Pairing.objects.filter(pk=pairing.pk).update(**{side: stands})
