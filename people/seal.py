"""Secrets at rest: sealed with a key made from SECRET_KEY, opened with that one or the keys before it."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class BrokenSeal(ValueError):  # noqa: N818  an answer, not an error
    """What was to be opened was not sealed by us for this purpose, or its key is gone."""


def seal(text: str, *, purpose: str) -> str:
    """The text, unreadable without the site's key."""
    return _keys(purpose, settings.SECRET_KEY, tuple(settings.SECRET_KEY_FALLBACKS)).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """The text again. Raises BrokenSeal."""
    keys = _keys(purpose, settings.SECRET_KEY, tuple(settings.SECRET_KEY_FALLBACKS))
    try:
        return keys.decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise BrokenSeal(purpose) from error


@lru_cache(maxsize=32)
def _keys(purpose: str, present: str, before: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([_key(purpose, secret) for secret in (present, *before)])


def _key(purpose: str, secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"people.seal:{purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))
