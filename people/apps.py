"""The app: finds what every app holds about people, and gives the groups their rights after each migration."""

import importlib

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Who everyone is."""

    name = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import the privacy module of every app, then our receivers."""
        if not hasattr(settings, "ACCOUNT_FORMS"):
            settings.ACCOUNT_FORMS = importlib.import_module("people.forms.account").FORMS
        if not hasattr(settings, "MFA_FORMS"):
            settings.MFA_FORMS = importlib.import_module("people.forms.factor").FORMS
        autodiscover_modules("privacy")
        importlib.import_module("people.receivers")
