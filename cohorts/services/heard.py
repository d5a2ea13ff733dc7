"""Notices about a session that have done their work: whoever has answered on its page needs none of them any more."""

from django.db import transaction
from django.db.models import Q

from cohorts.models import Booking, Session
from people.models import Message, User
from people.services.notices import mark_read


@transaction.atomic
def put_away_notices(*, session: Session, person: User) -> int:
    """Afterwards no notice of this session stands at this person's home, nor on the list of what is told by hand.

    Returns how many were put away. Letters that went by e-mail are left alone.
    """
    about = Q(key__startswith=f"session:{session.uuid}:")
    for booking in Booking.objects.filter(session=session, membership__enrolment__person=person):
        about |= Q(key__startswith=f"offer:{booking.pk}:")
    found = Message.objects.of(person).by_hand().filter(about, read_at__isnull=True)
    return len([mark_read(message=message, by=person) for message in found])
