"""What is in people's way, passed on to the course team without a name, and what the team answers.

Whose words they are stays with the entry: neither the log of the site nor any page of the team names anybody.
"""

import uuid

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from learning.models import Obstacle, PracticeEntry
from people.models import User


class AnsweredBefore(Exception):  # noqa: N818  an answer, not an error
    """Somebody of the team has answered meanwhile: the first answer stays."""


def report(*, entry: PracticeEntry, pass_on: bool) -> Obstacle | None:
    """Afterwards the team has the words of the entry as they are now, once; or has them no longer, as long as open.

    What was answered stays as it was answered. Nothing is written into the log of the site: it would say whose words
    they are.
    """
    with transaction.atomic():
        found = Obstacle.objects.select_for_update().filter(entry=entry).first()
        if found is not None and found.state == Obstacle.State.ANSWERED:
            return found
        if not pass_on or not entry.in_the_way:
            take_back(entry=entry)
            return None
        if found is None:
            return Obstacle.objects.create(
                enrolment=entry.enrolment, entry=entry, text=entry.in_the_way, form_key=uuid.uuid4()
            )
        found.text = entry.in_the_way
        found.save(update_fields=["text"])
        return found


def take_back(*, entry: PracticeEntry) -> None:
    """Afterwards the words of this entry are with nobody, unless the team has answered them."""
    Obstacle.objects.filter(entry=entry, state=Obstacle.State.OPEN).delete()


def answer(*, obstacle: Obstacle, text: str, by: User) -> Obstacle:
    """Afterwards the answer stands beside the words, and whoever passed them on reads it in their log.

    The same answer sent twice is one. Raises AnsweredBefore where another stands already, ValueError for none.
    """
    said = text.strip()
    if not said:
        raise ValueError("An answer has words.")
    with transaction.atomic():
        locked = Obstacle.objects.select_for_update().get(pk=obstacle.pk)
        if locked.state == Obstacle.State.ANSWERED:
            if locked.answer != said:
                raise AnsweredBefore
            return locked
        locked.state, locked.answer = Obstacle.State.ANSWERED, said
        locked.answered_by, locked.answered_at = by, timezone.now()
        locked.full_clean(exclude=["enrolment", "entry", "form_key"])
        locked.save()
        log(locked, "learning.answer_obstacle", user=by)
        return locked
