"""The app: its checks and its receivers are found at start-up."""

import importlib

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    """Proof."""

    name = "certificates"
    verbose_name = _("Certificates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the start-up checks, and what follows a publication."""
        importlib.import_module("certificates.checks")
        importlib.import_module("certificates.receivers")
