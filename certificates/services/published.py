"""What the apps above may know of a certificate."""

from uuid import UUID

from certificates.models import Certificate


def number_for(completion_uuid: UUID | str) -> str:
    """The number of the certificate that stands for this completion; empty where none is issued."""
    issued = Certificate.objects.filter(completion__uuid=completion_uuid, state=Certificate.State.ISSUED)
    return issued.values_list("number", flat=True).first() or ""
