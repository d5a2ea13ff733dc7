"""What the end of a branching story is called, on screen and on paper, for whoever went there."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "pass": _("Settled"),
    "not_settled": _("Not settled"),
    "unsafe": _("Not safe"),
    "neutral": _("One way it can go"),
}


def in_words(kind: str) -> str:
    """How it ended, in a word or two; nothing for a kind there is not."""
    return str(WORDS.get(kind, ""))
