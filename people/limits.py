"""How often somebody may knock: token buckets in a table, the same for every process, alive without Redis.

A bucket is found by a keyed digest of the door and whoever knocks, so the table holds no address. A fault of the
database is not swallowed here: a door that asks for a limit stays closed while the limit cannot be asked (503).
"""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from people import code
from people.models import TokenBucket

log = structlog.get_logger("people.limits")
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Door:
    """Where one may knock so many ``times`` in so many ``seconds``: declared once, beside what it opens."""

    name: str
    times: int
    seconds: int

    def allow(self, who: str) -> bool:
        """Take one turn. False, and nothing is taken, when all turns of the period are gone.

        Turns come back evenly: with times=10 and seconds=60 one every six seconds, ten at most. Two at once cannot
        take the same turn: the row is locked.
        """
        now = timezone.now()
        with transaction.atomic():
            bucket = _bucket(self, who)
            passed = max(0.0, (now - bucket.filled_at).total_seconds())
            left = min(float(self.times), bucket.tokens + passed * self.times / self.seconds)
            if left < 1:
                return False
            bucket.tokens, bucket.filled_at = left - 1, now
            bucket.save(update_fields=["tokens", "filled_at"])
        return True

    def give_back(self, who: str) -> None:
        """Put a turn back, where only wrong tries are to count and this one was right."""
        with transaction.atomic():
            bucket = _bucket(self, who)
            bucket.tokens = min(float(self.times), bucket.tokens + 1)
            bucket.save(update_fields=["tokens"])


@dataclass(frozen=True, slots=True)
class CodeDoor(Door):
    """A door that a code opens. So many wrong codes in an hour from everybody together are an ``alarm``."""

    alarm: int

    def note_wrong(self) -> None:
        """A wrong code is counted. When there are too many the log says so; nobody is kept out for it."""
        if not Door(f"{self.name}_wrong", times=self.alarm, seconds=HOUR).allow("everybody"):
            log.warning("codes.alarm", door=self.name)


def client(request: HttpRequest) -> str:
    """The address that a request came from, as far as the proxies in front of us vouch for it; IPv6 by its /64."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if len(named) >= settings.BEHIND_PROXY:
            address = named[-settings.BEHIND_PROXY]
    return _without_house_number(address)


def forget_full_buckets(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Remove the buckets that nobody has touched for a day: they are full again. Returns how many went."""
    gone, _each = TokenBucket.objects.filter(filled_at__lt=timezone.now() - older_than).delete()
    return gone


def _bucket(door: Door, who: str) -> TokenBucket:
    key = code.digest(f"{door.name}\n{who}", purpose="limit")
    full = {"tokens": float(door.times), "filled_at": timezone.now()}
    return TokenBucket.objects.select_for_update().get_or_create(key=key, defaults=full)[0]


def _without_house_number(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found)
