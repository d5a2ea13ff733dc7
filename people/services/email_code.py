"""A six-digit code to an address, for people who have no account yet. Known and unknown addresses look alike.

The state lives in the browser's sign-in session, so a code opens something only in the browser that asked for it.
"""

import time
from typing import Any

from django.conf import settings

from people import code, emails, limits
from people.models import User

TRIES = 3
PURPOSE = "e-mail"
DOOR = limits.Door("email_code", times=3, seconds=60)


def begin(*, address: str) -> dict[str, Any]:
    """Post a fresh code to the address and return the state to keep in the session: plain values, no code.

    More than three a minute to one address are not sent: the state then says ``sent: False`` and opens nothing.
    """
    address = address.strip().lower()
    digits = code.new_digits()
    sent = DOOR.allow(address)
    if sent:
        emails.sign_in_code(address=address, person=User.objects.active().filter(email=address).first(), digits=digits)
    return {
        "address": address,
        "digest": code.digest(f"{address}:{digits}", purpose=PURPOSE) if sent else "",
        "expires": time.time() + settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
        "tries": 0,
        "sent": sent,
    }


def check(state: dict[str, Any], typed: str) -> bool:
    """Whether this is the code, in time, within three tries and for the first time. Counts the try in the state.

    The caller puts the state back into the session whatever the answer is.
    """
    if not state.get("digest") or state["tries"] >= TRIES or time.time() > state["expires"]:
        return False
    state["tries"] += 1
    if not code.matches(f"{state['address']}:{code.tidy(typed)}", state["digest"], purpose=PURPOSE):
        return False
    state["digest"] = ""
    return True
