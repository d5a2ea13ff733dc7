"""Join codes: six letters and digits that nobody mistakes for others, read from a poster by anyone."""

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31: no 0 or O, no 1, I or L
LENGTH = 6


def new_code(length: int = LENGTH) -> str:
    """A fresh code, drawn by the system's own randomness."""
    return "".join(secrets.choice(LETTERS) for _place in range(length))


def normalise(typed: str) -> str:
    """What was typed, as a code is kept: capitals, without spaces and hyphens of any kind. May still be no code."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def is_code(text: str) -> bool:
    """Whether this could be a join code: six to eight of our letters."""
    return LENGTH <= len(text) <= LENGTH + 2 and set(text) <= set(LETTERS)
