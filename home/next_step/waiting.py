"""What waits for this person to say something, and what has been said to them."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.models import PlaceRequest
from cohorts.services import my_sessions
from cohorts.services.asking import requests_of
from learning.models import Question
from learning.services.notes import promises_to_ask
from people.models import User

ANSWER_IS_NEW = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Waiting:
    """One line: what it is about, the way to it, and until when it is kept, if it is."""

    text: str
    url: str
    label: str
    until: datetime.datetime | None = None


def waiting(person: User, sessions: Sequence[Any]) -> list[Waiting]:
    """The soonest first: places that are kept for a while, then promises, then answers. Three queries."""
    return [*_places(sessions), *_requests(person), *_promises(person), *_answers(person)]


def _places(sessions: Sequence[Any]) -> Iterator[Waiting]:
    for session in sessions:
        if session.mine.state == my_sessions.OFFERED:
            words = _("A place at a session of %(cohort)s is yours if you want it.") % {"cohort": session.cohort.name}
            url = reverse("cohorts:my_session", args=[session.uuid])
            yield Waiting(words, url, _("Take my place"), session.my_booking.offered_until)


def _requests(person: User) -> Iterator[Waiting]:
    for request in requests_of(person):
        url = reverse("cohorts:asked", args=[request.uuid])
        facts = {"cohort": request.cohort.name, "number": request.place_in_line}
        if request.offered_until and request.offered_until > timezone.now():
            words = _("A place in %(cohort)s is yours if you want it.") % facts
            yield Waiting(words, url, _("Take my place"), request.offered_until)
        elif request.kind == PlaceRequest.Kind.APPROVAL:
            yield Waiting(_("You asked to join %(cohort)s. We will tell you.") % facts, url, _("See how it stands"))
        else:
            words = _("You wait for a place in %(cohort)s. You are number %(number)s in line.") % facts
            yield Waiting(words, url, _("See how it stands"))


def _promises(person: User) -> Iterator[Waiting]:
    for promise in promises_to_ask(person):
        yield Waiting(
            _("You promised yourself: %(promise)s") % {"promise": promise.text},
            reverse("learning:notes"),
            _("Say how it went"),
        )


def _answers(person: User) -> Iterator[Waiting]:
    new = Question.objects.filter(person=person, answered_at__gt=timezone.now() - ANSWER_IS_NEW)
    for question in new.order_by("-answered_at")[:3]:
        words = _("Your question is answered: %(answer)s") % {"answer": question.answer}
        yield Waiting(words, reverse("learning:record"), _("See my record"))
