"""What follows the publication of a design, by whichever road it came."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from certificates.models import CertificateDesign
from certificates.services.wording import version_of


@receiver(published, sender=CertificateDesign, dispatch_uid="certificates.version_of_a_design")
def give_it_a_version(sender: type[CertificateDesign], instance: CertificateDesign, **_rest: Any) -> None:
    """A look that is new has a version from its first day. One that waits for its date has none yet, though Wagtail
    sends the same signal: so the row is asked, which that draft has not reached."""
    design = CertificateDesign.objects.filter(pk=instance.pk, live=True).first()
    if design is not None:
        version_of(design)
