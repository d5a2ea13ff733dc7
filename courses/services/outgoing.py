"""One question to a place elsewhere: does it answer? Addresses come from editors, so nothing inside is ever asked."""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

PORTS = {"https": 443, "http": 80}
SECONDS, AT_MOST = 4, 5  # to wait for each piece of an answer, and for all of it
GONE = {404, 410}
# The IPv6 addresses that are given out, and the part of them that is kept for examples.
GIVEN_OUT, EXAMPLES = ipaddress.ip_network("2000::/3"), ipaddress.ip_network("3fff::/20")
HEADERS = {"User-Agent": "Relationships-Academy-link-check", "Accept": "*/*", "Connection": "close"}

May = Callable[[str, int], bool]


def may_ask(address: str, port: int) -> bool:
    """Whether an address is one that everybody can reach, at a usual port. Anything that wraps another one is not."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and (
        found.sixtofour or found.teredo or found not in GIVEN_OUT or found in EXAMPLES
    ):
        return False
    return port in PORTS.values() and found.is_global and not found.is_multicast


@dataclass(frozen=True)
class _Place:
    """Where to connect: the address that was looked up once, and the name that is asked for."""

    scheme: str
    host: str
    address: str
    port: int


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was looked up and to no other, however the name is answered meanwhile."""

    def __init__(self, place: _Place, may: May) -> None:
        super().__init__(place.host, place.port, timeout=SECONDS)
        self._place, self._may = place, may

    def connect(self) -> None:
        """Connected, and it is the address that may be asked."""
        sock = socket.create_connection((self._place.address, self._place.port), timeout=SECONDS)
        self.sock = sock
        if not self._may(*sock.getpeername()[:2]):
            raise ConnectionError
        if self._place.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self._place.host)

    def cut_off(self) -> None:
        """Whoever waits for this connection waits no longer."""
        with suppress(OSError, AttributeError):  # it may not be there yet, or no more
            self.sock.shutdown(socket.SHUT_RDWR)


def answers(url: str, *, may: May = may_ask) -> bool | None:
    """Whether there is something at this address. None where it is not for us to ask: inside, or not on the web.

    One look-up, no redirect followed, nothing of the page read. Whoever refuses us or sends us on is there.
    """
    host = ""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
        host = (parts.hostname or "").encode("idna").decode()
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (KeyError, ValueError):
        return None
    except OSError:
        return False if host else None
    place = _Place(parts.scheme, host, str(found[0][4][0]), port)
    if not may(place.address, port):
        return None
    path = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe="/%?&=+:;,@!$'()*~-._")
    status = _status(place, "HEAD", path, may)
    if status is not None and not _is_there(status):  # some refuse only this; whoever is silent stays silent
        status = _status(place, "GET", path, may)
    return status is not None and _is_there(status)


def _is_there(status: int) -> bool:
    return status < 500 and status not in GONE


def _status(place: _Place, method: str, path: str, may: May) -> int | None:
    connection = _Pinned(place, may)
    # Whoever answers a letter at a time is cut off, too.
    limit = threading.Timer(AT_MOST, connection.cut_off)
    limit.daemon = True
    limit.start()
    try:
        connection.request(method, path, headers=HEADERS)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        limit.cancel()
        connection.close()
