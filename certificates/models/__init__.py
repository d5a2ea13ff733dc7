"""The facts about certificates, split by noun."""

from certificates.models.achievement import Achievement
from certificates.models.certificate import Certificate, CertificateEvent
from certificates.models.credential import StatusList
from certificates.models.design import CertificateDesign, DesignAsset, DesignVersion
from certificates.models.name_request import NameRequest

__all__ = [
    "Achievement",
    "Certificate",
    "CertificateDesign",
    "CertificateEvent",
    "DesignAsset",
    "DesignVersion",
    "NameRequest",
    "StatusList",
]
