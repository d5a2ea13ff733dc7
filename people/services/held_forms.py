"""Forms that met the sign-in wall: held for the person who typed them, given back to nobody else."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from people import seal
from people.models import HeldForm, User
from people.refill import Pair

LONGEST = 200_000
WAITS = "held_form"  # in the session: the address whose form waits
# What is never kept, wherever it stands in the name of a field.
SECRET = re.compile(r"password|secret|token|credential|(^|[^a-z])(code|digits|otp|pin)([^a-z]|$)", re.IGNORECASE)
KEYS = {"form_key"}  # says which form it was, and is nothing that somebody typed

# What a page sends along for itself: its token, and the mark of the form that was held.
MARK = "held_form"
SENT_ALONG = ("csrfmiddlewaretoken", MARK)


@dataclass(frozen=True)
class Typed:
    """What was in a form: names and texts in their order, and whether something had to be left out."""

    pairs: list[Pair]
    whole: bool

    @property
    def worth_keeping(self) -> bool:
        """Whether somebody would miss it."""
        return any(text.strip() for name, text in self.pairs if name not in KEYS)


def typed_in(*, sent: Iterable[tuple[str, list[str]]], files: bool = False) -> Typed:
    """The fields of a form without its secrets and files; nothing at all where it is too long to keep."""
    pairs, whole = [], not files
    for name, texts in sent:
        if name in SENT_ALONG:
            continue
        if SECRET.search(name):
            whole = False
            continue
        pairs += [(name, str(text)) for text in texts]
    if sum(len(name) + len(text) for name, text in pairs) > LONGEST:
        return Typed([], whole=False)
    return Typed(pairs, whole)


def hold(*, person: User, browser: str, address: str, typed: Typed) -> HeldForm | None:
    """Afterwards the form waits for this person in this browser, instead of the one that waited before.

    ``browser`` is the secret in the browser's cookie. None where there is nothing worth keeping, or nobody to keep
    it for. Held twice, it is one.
    """
    if not typed.worth_keeping or not person.is_active or len(address) > 1000:
        return None
    body = json.dumps({"pairs": typed.pairs, "whole": typed.whole})
    facts: dict[str, Any] = {
        "address": address,
        "sealed": seal.seal(body, purpose=_purpose(person, browser)),
        "held_at": timezone.now(),
    }
    with transaction.atomic():
        held, _new = HeldForm.objects.update_or_create(person=person, browser=_digest(browser), defaults=facts)
    return held


def held_for(*, person: User, browser: str) -> HeldForm | None:
    """The form that waits for this person in this browser, if its half hour is not over."""
    return HeldForm.objects.fresh().filter(person=person, browser=_digest(browser)).first() if browser else None


def opened(*, held: HeldForm, browser: str) -> Typed:
    """What was typed. Nothing where the browser's secret is not the one it was sealed with."""
    try:
        body = json.loads(seal.unseal(held.sealed, purpose=_purpose(held.person, browser)))
    except seal.BrokenSeal:
        return Typed([], whole=False)
    return Typed([(name, text) for name, text in body["pairs"]], body["whole"])


def is_same(*, held: HeldForm, browser: str, typed: Typed, mark: str) -> bool:
    """Whether what was sent is the form that was held: it carries its mark, or it is the same to the letter."""
    return mark == held.mark or typed.pairs == opened(held=held, browser=browser).pairs


def drop(*, person: User, browser: str) -> None:
    """Afterwards nothing waits for this person in this browser."""
    HeldForm.objects.filter(person=person, browser=_digest(browser)).delete()


def drop_stale() -> int:
    """Remove what nobody came back for. Returns how many went."""
    return HeldForm.objects.stale().delete()[0]


def _digest(browser: str) -> str:
    return salted_hmac("people.held-form", browser, algorithm="sha256").hexdigest()


def _purpose(person: User, browser: str) -> str:
    return f"held-form:{person.pk}:{browser}"
