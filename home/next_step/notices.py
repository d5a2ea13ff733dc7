"""A letter that no e-mail could carry, as it stands on a page: its own words, without the paper around them."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Message

FOOT = re.compile(r"^-- ?$", re.MULTILINE)
BUTTON = re.compile(r"(?:^|\n\n)([^\n]+):\n(https?://\S+)$")


@dataclass(frozen=True)
class Notice:
    """A message, and the one place that it leads to."""

    pk: int
    subject: str
    text: str
    label: str = ""
    url: str = ""


def as_notice(message: Message) -> Notice:
    """The letter without its head, its greeting and its foot; its button as a link."""
    text = FOOT.split(message.text.replace("\r\n", "\n"), maxsplit=1)[0].strip()
    head, parted, rest = text.partition("\n\n")
    if parted and head == _("Relationships Academy"):
        text = rest.strip()
    first, parted, rest = text.partition("\n\n")
    if parted and message.person and _greets(first, message.person.get_short_name()):
        text = rest.strip()
    button = BUTTON.search(text)
    if button is None:
        return Notice(message.pk, message.subject, text)
    return Notice(message.pk, message.subject, text[: button.start()].strip(), button[1], button[2])


def _greets(line: str, name: str) -> bool:
    return "\n" not in line and line in {_("Hello %(name)s") % {"name": name}, f"Hello {name}"}
