"""Pictures of ours on their way into a page: printed pages read no file and no address."""

from base64 import b64encode
from pathlib import Path

KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


def data_uri(content: bytes, *, kind: str) -> str:
    """The picture as a data: address. Raises ValueError for a kind that printed pages do not take."""
    if kind not in KINDS.values():
        raise ValueError(f"A printed page takes no {kind}.")
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def file_as_data_uri(path: Path) -> str:
    """A picture file of ours as a data: address. Raises ValueError for an unknown ending, OSError if it is missing."""
    if path.suffix.lower() not in KINDS:
        raise ValueError(f"A printed page takes no {path.suffix} file.")
    return data_uri(path.read_bytes(), kind=KINDS[path.suffix.lower()])
