"""Django's name tag for records: what HR needs."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """What hr needs."""

    name = "records"
    default_auto_field = "django.db.models.BigAutoField"
