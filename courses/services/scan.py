"""A second pair of eyes on what editors bring: clamd, where an operator set RA_CLAMD_SOCKET."""

import logging
import socket
import struct
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from courses.media.kinds import Refused

PIECE = 256 * 1024
SECONDS = 60  # for each piece and for the answer
LONGEST_ANSWER = 4096

logger = logging.getLogger(__name__)


def check(file: IO[bytes]) -> None:
    """Raises Refused for a file that holds something harmful, and for any while nobody can look.

    The file is read, never changed, and stands at its beginning afterwards. Nothing is kept before it was looked at.
    """
    if not settings.CLAMD_SOCKET:
        return
    file.seek(0)
    try:
        answer = _ask(file)
    except OSError as fault:
        answer = type(fault).__name__
    file.seek(0)
    if answer == "stream: OK":
        return
    if answer.endswith(" FOUND"):
        logger.warning("a file was refused by the malware scan")
        raise Refused(
            _("This file holds something harmful, so we did not take it. Tell whoever looks after your device.")
        )
    logger.error("the malware scan did not answer: %s", answer)
    raise Refused(_("We cannot check files for harmful programs just now, so we take none. Try again in ten minutes."))


def _ask(file: IO[bytes]) -> str:
    """What clamd says to the whole file, sent in pieces, each after its length (INSTREAM)."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as clamd:
        clamd.settimeout(SECONDS)
        clamd.connect(settings.CLAMD_SOCKET)
        clamd.sendall(b"zINSTREAM\0")
        try:
            while piece := file.read(PIECE):
                clamd.sendall(struct.pack("!L", len(piece)) + piece)
            clamd.sendall(struct.pack("!L", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # enough for clamd: it has said why
        answer = b""
        while b"\0" not in answer and len(answer) < LONGEST_ANSWER and (more := clamd.recv(LONGEST_ANSWER)):
            answer += more
    return answer.partition(b"\0")[0].decode("utf-8", "replace")
