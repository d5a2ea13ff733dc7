"""What is kept of designs: the pictures they print, and how many certificates carry each."""

import hashlib

from django.db import IntegrityError, transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from certificates.models import Certificate, CertificateDesign, DesignAsset


def keep_picture(content: bytes) -> str:
    """Afterwards the picture is there, once. Returns the digest by which a design names it."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not DesignAsset.objects.filter(sha256=sha256).exists():
        try:
            with transaction.atomic():
                DesignAsset.objects.create(sha256=sha256, content=content)
        except IntegrityError:
            pass  # somebody brought the same picture just now
    return sha256


def picture(sha256: str) -> bytes:
    """The bytes of a picture that a design names."""
    return bytes(DesignAsset.objects.get(sha256=sha256).content)


def with_uses(designs: QuerySet[CertificateDesign]) -> QuerySet[CertificateDesign]:
    """Each with ``uses``, the number of its certificates, and what its line of a list needs, in one query."""
    made = Certificate.objects.filter(design_version__design=OuterRef("pk")).order_by()
    counted = made.values("design_version__design").annotate(count=Count("pk")).values("count")
    uses = Coalesce(Subquery(counted), 0)
    return designs.select_related("organisation", "route__course").annotate(uses=uses)
