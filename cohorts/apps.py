"""Django's name tag for cohorts: people learning together."""

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    """People learning together."""

    name = "cohorts"
    default_auto_field = "django.db.models.BigAutoField"
