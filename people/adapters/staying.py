"""How long a sign-in lasts: idle, and in all."""

import time

from django.http import HttpRequest

from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS, groups_of

MINUTE, HOUR, DAY = 60, 3600, 86400
# Idle seconds, seconds in all.
SHARED = (15 * MINUTE, 12 * HOUR)
LEARNER = (30 * DAY, 90 * DAY)
BY_GROUP = (
    ({HR, ADMINISTRATORS}, (30 * MINUTE, 12 * HOUR)),
    ({TRAINERS, EDITORS}, (2 * HOUR, 12 * HOUR)),
)


def lifetimes(request: HttpRequest) -> tuple[int, int]:
    """How long this sign-in may stay idle, and how long it lasts in all, in seconds."""
    if request.session.get("shared_device"):
        return SHARED
    names = groups_of(request.user) | ({ADMINISTRATORS} if request.user.is_superuser else set())
    for groups, limits in BY_GROUP:
        if names & groups:
            return limits
    return LEARNER


def seconds_left(request: HttpRequest) -> int:
    """How long it takes from now until somebody who does nothing is signed out."""
    now, session = int(time.time()), request.session
    idle, in_all = lifetimes(request)
    seen = session.get("seen_at", now)
    return max(0, min(seen + idle, session.get("signed_in_at", seen) + in_all) - now)
