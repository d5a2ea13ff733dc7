"""What a coordinator has before them: five lists, and what Today says."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from cohorts.models import Pairing
from cohorts.models.pairing import MENTEE, MENTOR
from cohorts.services.pairing import waiting
from people.models import User

MOST = 50
LATELY = datetime.timedelta(days=7)
State = Pairing.State


@dataclass(frozen=True, slots=True)
class Board:
    """The five lists, fifty of each at most."""

    mentors: list[Any]
    mentees: list[Any]
    proposed: list[Pairing]
    meeting: list[Pairing]
    ended: list[Pairing]


def lists_for(person: User) -> Board:
    """Whoever waits in the cohorts somebody trains, and the pairings there, by their state. Five queries."""
    found = (
        Pairing.objects.led_by(person)
        .with_people()
        .annotate(held=Count("meetings", filter=Q(meetings__held_on__isnull=False)), last=Max("meetings__held_on"))
    )
    return Board(
        mentors=list(waiting(side=MENTOR, by=person)[:MOST]),
        mentees=list(waiting(side=MENTEE, by=person)[:MOST]),
        proposed=list(found.filter(state__in=[State.PROPOSED, State.MENTOR_AGREED])[:MOST]),
        meeting=list(found.filter(state__in=[State.MEETING, State.PAUSED])[:MOST]),
        ended=list(found.filter(state__in=[State.ENDED, State.DECLINED]).order_by("-ended_at", "-pk")[:MOST]),
    )


def today_for(person: User) -> list[Pairing]:
    """Pairings that need their coordinator now: a wish is open, it is over or paused lately, or an offer is to mark."""
    lately = timezone.now() - LATELY
    over = Q(ended_at__gt=lately, called_at=None) | Q(paused_at__gt=lately, called_at=None)
    offers = Q(state__in=[State.MENTOR_AGREED, State.MEETING], offer_answer="")
    wanted = Q(call_wanted_by__isnull=False) | Q(another_wanted_by__isnull=False)
    found = Pairing.objects.led_by(person).filter(coordinator=person, cohort__closed_at=None)
    return list(found.filter(wanted | over | offers).with_people()[:MOST])
