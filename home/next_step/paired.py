"""The pairings of somebody: with whom, and when and where they meet next."""

from dataclasses import dataclass

from django.utils import timezone

from cohorts.models import Meeting, Pairing
from cohorts.services.pairing import other, pairings_of
from people.models import User


@dataclass(frozen=True)
class Paired:
    """One pairing as its one half sees it."""

    pairing: Pairing
    name: str
    next: Meeting | None = None


def paired(person: User) -> list[Paired]:
    """The living pairings, newest first. Two queries, one where there are none."""
    pairings = pairings_of(person)
    if not pairings:
        return []
    planned = Meeting.objects.filter(pairing__in=pairings, held_on=None, planned_at__gte=timezone.now())
    soonest = {meeting.pairing_id: meeting for meeting in planned.order_by("-planned_at")}
    return [
        Paired(row, row.half(other(row.side_of(person))).enrolment.person.get_short_name(), soonest.get(row.pk))
        for row in pairings
    ]
