"""What is in people's way, passed on without a name to those who can move it. They answer it in services.answering.

Whose words they are stays with the entry: neither the log of the site nor any page of those who answer names anybody.
"""

import uuid

from django.db import transaction

from learning.models import Obstacle, PracticeEntry


def report(*, entry: PracticeEntry, pass_on: bool) -> Obstacle | None:
    """Afterwards the words of the entry as they are now are with those who answer, once; or no longer, if unanswered.

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
    """Afterwards the words of this entry are with nobody, unless they were answered."""
    Obstacle.objects.filter(entry=entry, state=Obstacle.State.OPEN).delete()
