"""Join codes and check-in codes: six letters and digits that nobody mistakes for others, read by anyone."""

import base64
import secrets
from datetime import datetime
from uuid import UUID

from people import code

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31: no 0 or O, no 1, I or L
LENGTH = 6
STEP = 30  # seconds that a code stands on the screen


def new_code(length: int = LENGTH) -> str:
    """A fresh code, drawn by the system's own randomness."""
    return "".join(secrets.choice(LETTERS) for _place in range(length))


def normalise(typed: str) -> str:
    """What was typed, as a code is kept: capitals, without spaces and hyphens of any kind. May still be no code."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def is_code(text: str) -> bool:
    """Whether this could be a join code: six to eight of our letters."""
    return LENGTH <= len(text) <= LENGTH + 2 and set(text) <= set(LETTERS)


def step_at(moment: datetime) -> int:
    """Which code is on the screen at this moment: they are counted from the beginning of the computer's time."""
    return int(moment.timestamp()) // STEP


def screen_code(session: UUID, step: int) -> str:
    """The code that stands on this session's screen during one step. Only the site's key tells the next."""
    return _letters(code.digest(f"{session}:{step}", purpose="screen"))


def poster_codes(token: str) -> list[str]:
    """What is typed instead of scanning a poster: the code printed today, then those of the site's keys before."""
    return [_letters(digest) for digest in code.digests(token, purpose="poster")]


def token_from(form_key: UUID) -> str:
    """A poster's token, 128 bits: always the same for one form, so that a form sent twice makes one poster."""
    secret = bytes.fromhex(code.digest(str(form_key), purpose="poster token"))
    return base64.urlsafe_b64encode(secret[:16]).rstrip(b"=").decode()


def _letters(digest: str) -> str:
    number, letters = int(digest, 16), ""
    for _place in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return letters
