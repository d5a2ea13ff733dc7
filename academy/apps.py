"""Django's name tag for academy: settings, addresses, start-up checks, commands, static files."""

from django.apps import AppConfig


class AcademyConfig(AppConfig):
    """The project."""

    name = "academy"

    def ready(self) -> None:
        """Find the start-up checks and open the pages that need no sign-in."""
        from academy import checks, openings  # noqa: F401, PLC0415
