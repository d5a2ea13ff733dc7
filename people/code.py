"""Codes on paper: how they are made, read back from what somebody typed, and turned into a digest.

31 letters and digits without 0, O, 1, I and L. Only the keyed digest of a code is ever stored.
"""

import hmac
import secrets
from collections.abc import Iterator

from django.conf import settings

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10


def new_code(length: int = LENGTH) -> str:
    """A fresh code; ten characters are about fifty bits."""
    return "".join(secrets.choice(ALPHABET) for _place in range(length))


def new_digits(length: int = 6) -> str:
    """A fresh number with leading noughts kept, for an e-mail."""
    return "".join(secrets.choice("0123456789") for _place in range(length))


def tidy(typed: str) -> str:
    """What somebody typed, as it was printed: capitals, without blanks, dashes or dots."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def in_groups(code: str, size: int = 4) -> str:
    """The code as it is shown: ABCD EFGH JK."""
    return " ".join(code[start : start + size] for start in range(0, len(code), size))


def digest(code: str, *, purpose: str) -> str:
    """The keyed digest under the present key: what is stored."""
    return _digest(code, purpose, settings.SECRET_KEY)


def digests(code: str, *, purpose: str) -> Iterator[str]:
    """The digests that a stored one may have: the present key's first, then those of the keys before."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield _digest(code, purpose, key)


def matches(code: str, stored: str, *, purpose: str) -> bool:
    """Whether this is the code that was stored. Takes as long for a wrong one as for a right one."""
    answers = [hmac.compare_digest(found, stored) for found in digests(code, purpose=purpose)]
    return any(answers)  # only now: every key is tried whatever the first one says


def _digest(code: str, purpose: str, key: str) -> str:
    return hmac.new(key.encode(), f"people.code:{purpose}:{code}".encode(), "sha256").hexdigest()
