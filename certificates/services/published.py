"""What the apps above may know of a certificate."""

from uuid import UUID

from django.db.models import QuerySet

from certificates.models import Certificate
from people.models import User


def number_for(completion_uuid: UUID | str) -> str:
    """The number of the certificate that stands for this completion; empty where none is issued."""
    issued = Certificate.objects.filter(completion__uuid=completion_uuid, state=Certificate.State.ISSUED)
    return issued.values_list("number", flat=True).first() or ""


def shown_to(person: User) -> QuerySet[Certificate]:
    """The person's own certificates, the newest of each completion first. One query."""
    mine = Certificate.objects.visible_to(person).filter(holder=person)
    return mine.select_related("achievement", "organisation").order_by("completion", "-sequence")
