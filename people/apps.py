"""The app: finds what every app holds about people, and gives the groups their rights after each migration."""

import importlib

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Who everyone is."""

    name = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import the privacy module of every app, then our receivers."""
        autodiscover_modules("privacy")
        importlib.import_module("people.receivers")
