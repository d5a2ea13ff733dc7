"""Django's name tag for home: the front door."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front door."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
