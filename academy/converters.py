"""Addresses carry a UUID as 22 letters and digits, never a counter."""

import uuid

from django.urls import register_converter

LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # no 0 O I l
LENGTH = 22


def to_key(value: uuid.UUID) -> str:
    """The 22 letters of a UUID."""
    number, letters = value.int, ""
    for _step in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def from_key(key: str) -> uuid.UUID:
    """The UUID of 22 letters; ValueError where they name none."""
    number = 0
    for letter in key:
        number = number * len(LETTERS) + LETTERS.index(letter)
    if len(key) != LENGTH or number >= 2**128:
        raise ValueError("These letters name nothing.")
    return uuid.UUID(int=number)


class KeyConverter:
    """<key:name> in an address: a uuid.UUID in Python, 22 letters on screen."""

    regex = f"[{LETTERS}]{{{LENGTH}}}"

    def to_python(self, value: str) -> uuid.UUID:
        """The UUID; ValueError makes the address unknown."""
        return from_key(value)

    def to_url(self, value: uuid.UUID | str) -> str:
        """The letters."""
        return to_key(value if isinstance(value, uuid.UUID) else uuid.UUID(value))


register_converter(KeyConverter, "key")
