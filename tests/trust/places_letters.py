"""The places of reminders: the page behind the link in a letter, without sign-in, and the ticks in the settings."""

from collections.abc import Iterator

from people import mail
from tests.trust.place import Place, person, press


def stopping() -> Iterator[Place]:
    """Whoever opens the link of a letter."""
    address = mail.stop_path(person("wilf"), ["follow_up", "practice", "yearly"])
    yield Place("stop letters", address)
    yield Place("stop letters, done", address, press("Stop these letters"))
    yield Place("stop letters, wrong", "/accounts/stop/nobodys/", status=404)


def choosing() -> Iterator[Place]:
    """Whoever chooses in the settings."""
    yield Place("settings, reminders saved", "/accounts/settings/", press("Save my reminders"))
