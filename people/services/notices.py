"""Notices: what no e-mail could carry, read at home by the person or told by somebody who knows them."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from people.models import Message, User


def mark_read(*, message: Message, by: User) -> Message:
    """Afterwards the notice is done with: it leaves the person's home and the list of what is to be told by hand.

    Somebody else who told it is written down. Twice: the first time stands.
    """
    with transaction.atomic():
        found = Message.objects.by_hand().filter(pk=message.pk, read_at__isnull=True)
        if found.update(read_at=timezone.now()) and message.person_id != by.pk:
            log(message.person, "people.tell", user=by, data={"message": message.pk})
    message.refresh_from_db(fields=["read_at"])
    return message


def put_back(*, message: Message, by: User) -> Message:
    """Afterwards the notice stands where it stood before it was read or told."""
    with transaction.atomic():
        found = Message.objects.by_hand().filter(pk=message.pk, read_at__isnull=False)
        if found.update(read_at=None) and message.person_id != by.pk:
            log(message.person, "people.put_back", user=by, data={"message": message.pk})
    message.refresh_from_db(fields=["read_at"])
    return message
