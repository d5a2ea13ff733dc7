"""manage.py publish_scheduled: what the clock does each minute, by hand. Wagtail's own would not ask the gates."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.handlers import publish_scheduled


class Command(BaseCommand):
    """Publishes what goes live now and takes down what ends now, gates asked."""

    help = "Publishes what goes live now and takes down what ends now."

    def handle(self, *args: Any, **options: Any) -> None:
        """The same as the duty of each minute."""
        self.stdout.write(publish_scheduled())
