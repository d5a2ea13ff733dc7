"""Django's name tag for learning: what a person has done."""

import importlib

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """What a person has done."""

    name = "learning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for publications."""
        importlib.import_module("learning.receivers")
