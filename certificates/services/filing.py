"""Certificate files in private storage: written whole or not at all, and checked before they are handed out."""

import hashlib
from pathlib import Path

from django.core.files.storage import storages

from certificates.models import Certificate
from press.files import write_whole


class FileChanged(Exception):  # noqa: N818  says what happened to the file
    """The stored file is missing, or is no longer the one that was issued."""


def path_of(certificate: Certificate, sha256: str) -> str:
    """Where a certificate's file lies: by its own digest, so that the same bytes have one place."""
    return f"certificates/{certificate.pk}/{sha256}.pdf"


def store(path: str, content: bytes) -> None:
    """Afterwards the file is there, whole and on the disk. Written twice, it is the same file."""
    write_whole(Path(storages["private"].path(path)), content)


def read(certificate: Certificate) -> bytes:
    """The bytes that were issued. Raises FileChanged where the stored ones are others, or gone."""
    try:
        content = Path(storages["private"].path(certificate.pdf_path)).read_bytes()
    except OSError as error:
        raise FileChanged(f"The file of certificate {certificate.pk} cannot be read.") from error
    if hashlib.sha256(content).hexdigest() != certificate.pdf_sha256:
        raise FileChanged(f"The file of certificate {certificate.pk} is not the one that was issued.")
    return content
