"""Django's name tag for courses: what can be learned."""

from importlib import import_module

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """What can be learned."""

    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Publications are listened to from the start."""
        import_module("courses.receivers")
