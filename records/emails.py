"""The letters of records."""

from django.conf import settings
from django.urls import reverse

from people import mail
from records.models import Export


def export_ready(*, export: Export) -> None:
    """The file is made. A link that needs sign-in, never the file."""
    mail.post(
        key=f"export-ready:{export.uuid}",
        person=export.requested_by,
        template="records/emails/export_ready",
        context={
            "export": export,
            "address": settings.SITE_URL + reverse("records:export", args=[export.uuid]),
        },
    )
