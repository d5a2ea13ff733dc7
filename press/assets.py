"""Pictures of ours on their way into a page: printed pages read no file and no address."""

from base64 import b64encode

KINDS = {"image/png", "image/jpeg", "image/svg+xml"}


def data_uri(content: bytes, *, kind: str) -> str:
    """The picture as a data: address. Raises ValueError for a kind that printed pages do not take."""
    if kind not in KINDS:
        raise ValueError(f"A printed page takes no {kind}.")
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"
