"""Check codes and certificate numbers: drawn, typed, forgiven, hashed. Pure."""

import hashlib
import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20  # five bits each: 100 bits, which nobody can guess
NUMBER_LENGTH = 6
LONGEST = 300  # of what is typed or pasted; a whole check address fits

_FORGIVEN = str.maketrans("OIL", "011")
_IGNORED = re.compile(r"[\s\-‐‑‒–—_.]+")
_ADDRESS = re.compile(r"^.*/verify/([^/?#]*).*$", re.DOTALL | re.IGNORECASE)


def draw() -> str:
    """A new check code."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))


def draw_number(year: int) -> str:
    """A new certificate number, such as RA-2026-4KX2HV. It opens nothing and says nothing about order."""
    return f"RA-{year:04}-" + "".join(secrets.choice(ALPHABET) for _letter in range(NUMBER_LENGTH))


def normalise(typed: str) -> str:
    """What was meant by what was typed: a pasted address, any case, spaces and hyphens, O for 0, I and L for 1."""
    meant = _ADDRESS.sub(r"\1", typed[:LONGEST])
    return _IGNORED.sub("", meant).upper().translate(_FORGIVEN)


def digest(typed: str) -> str:
    """The sha256 by which a code is looked up. Any text has one, so every look-up takes the same path."""
    return hashlib.sha256(normalise(typed).encode("utf-8", "surrogatepass")).hexdigest()


def grouped(code: str) -> str:
    """The code as it is shown and printed: groups of four with hyphens."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
