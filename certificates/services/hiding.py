"""A name that is not shown on the public page: initials, and a plain yes or no to whoever knows the name."""

import unicodedata

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from certificates import typefaces
from certificates.models import Certificate
from people.models import User


def show_name(*, certificate: Certificate, shown: bool, by: User) -> Certificate:
    """Afterwards the public page shows the name, or hides it; so does that of one being made in its place."""
    with transaction.atomic():
        mine = Q(pk=certificate.pk) | Q(replaces=certificate.pk, state=Certificate.State.PENDING)
        if Certificate.objects.filter(mine, hide_name=shown).update(hide_name=not shown):
            log(certificate, "certificates.show_name", user=by, data={"shown": shown})
    return Certificate.objects.get(pk=certificate.pk)


def initials(name: str) -> str:
    """The first letter of each word, with its marks: "A. P."."""
    return " ".join(_first(word) + "." for word in name.split())


def is_named(certificate: Certificate, typed: str) -> bool:
    """Whether this is the name on the certificate: capitals, spaces and ways of writing a letter do not matter."""
    return bool(certificate.holder_name) and _plain(typed) == _plain(certificate.holder_name)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", typefaces.clean(name).casefold())


def _first(word: str) -> str:
    letters = next((at for at, letter in enumerate(word) if unicodedata.category(letter).startswith("L")), 0)
    end = letters + 1
    while end < len(word) and unicodedata.category(word[end]).startswith("M"):
        end += 1
    return word[letters:end]
