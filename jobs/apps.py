"""The app: finds every handler, and connects the nudge."""

import importlib

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work that must not be lost."""

    name = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        """Import the handlers module of every app, then the tasks, which listen for new jobs."""
        autodiscover_modules("handlers")
        importlib.import_module("jobs.tasks")
