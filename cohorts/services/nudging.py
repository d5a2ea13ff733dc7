"""A line for each half of a pairing, once a fortnight at most; and what a mentee is asked sixty days on."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from cohorts.models import Pairing
from cohorts.models.pairing import MENTEE, MENTOR, SIDES, PairingQuerySet
from courses.models import CompletedBy
from courses.services import fill, local_words
from learning.models import ModuleCompletion
from people.models import Reminder
from people.reminders import Due, in_words

NUDGE, SIXTY_DAYS = "nudge", "sixty_days"
FORTNIGHT, SIXTY = datetime.timedelta(days=14), datetime.timedelta(days=60)
LATE = datetime.timedelta(days=3)
LINES = {
    MENTOR: (
        gettext_noop("Where would you like to be next time?"),
        gettext_noop("Anything to take off your card, or put on it?"),
        gettext_noop("You’re steering."),
        gettext_noop("{coordinator} is a call away: {coordinator’s number}."),
    ),
    MENTEE: (
        gettext_noop("What was the word you said that you would use?"),
        gettext_noop("Who has talked more so far?"),
        gettext_noop("Your mentor picks the place. Have you asked?"),
        gettext_noop("One thing within your gift: what is it today?"),
    ),
}


def nudges(now: datetime.datetime) -> Iterable[Due]:
    """One line for each half of each pairing that meets, every fourteen days since it began, unless turned off."""
    lately = Reminder.objects.filter(kind=NUDGE, sent_at__gt=now - FORTNIGHT)
    resting = set(lately.values_list("person", flat=True))
    for pairing in under_way(now).with_people():
        turn, late = divmod(now - (pairing.started_at or now), FORTNIGHT)
        if turn < 1 or late > LATE:
            continue
        for side in SIDES:
            person = pairing.half(side).enrolment.person
            if person.pk not in resting and not getattr(pairing, f"{side}_nudges_off"):
                yield _due(pairing, side, turn)


def under_way(now: datetime.datetime) -> PairingQuerySet:
    """Pairings that meet, a fortnight after they began or later."""
    return Pairing.objects.filter(state=Pairing.State.MEETING, cohort__closed_at=None, started_at__lte=now - FORTNIGHT)


def _due(pairing: Pairing, side: str, turn: int) -> Due:
    lines = LINES[side]
    line = lines[(turn - 1) % len(lines)]
    return Due(
        person=pairing.half(side).enrolment.person,
        key=f"nudge:{pairing.pk}:{side}:{turn}",
        kind=NUDGE,
        subject=_("A line for your pairing"),
        text=in_words(_in_place, line, pairing),
        url=reverse("cohorts:pairing", args=[pairing.uuid]),
        label=_("Open my pairing"),
    )


def _in_place(line: str, pairing: Pairing) -> str:
    """The line with the coordinator's own name, and the number that is rung here."""
    number = local_words(pairing.cohort.organisation).get("coordinator's number", "")
    named = {"coordinator": pairing.coordinator.get_full_name(), "coordinator’s number": number}
    return fill(gettext(line), named)


def sixty_days_on(now: datetime.datetime) -> Iterator[Due]:
    """Mentees who held all their meetings, the last of them sixty days ago: what did you do?"""
    for pairing in done_then(now).with_people():
        yield Due(
            person=pairing.mentee.enrolment.person,
            key=f"sixty:{pairing.pk}:{pairing.last}",
            kind=SIXTY_DAYS,
            subject=_("Sixty days on: what did you do?"),
            text=_("Sixty days ago you said that you would do one thing. Tell your mentor what came of it."),
            url=reverse("cohorts:pairing", args=[pairing.uuid]),
            label=_("Open my pairing"),
        )


def done_then(now: datetime.datetime) -> PairingQuerySet:
    """Pairings that held all their meetings, the ``last`` of them sixty days ago."""
    last = timezone.localdate(now) - SIXTY
    done = ModuleCompletion.objects.filter(
        enrolment=OuterRef("mentee__enrolment"), module__completed_by=CompletedBy.MENTORING, revoked_at__isnull=True
    )
    held = Pairing.objects.annotate(last=Max("meetings__held_on")).filter(Exists(done))
    return held.filter(last__lte=last, last__gt=last - LATE, cohort__closed_at=None)
