"""Which files an editor may bring, how large each may be, and what it is for."""

from dataclasses import dataclass
from pathlib import PurePath

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

MB = 1024 * 1024
PICTURES = ("png", "jpg", "jpeg", "webp", "avif")
MOST_PICTURE, MOST_PIXELS = 10 * MB, 40_000_000


class Refused(Exception):  # noqa: N818  an answer in plain words, not a fault
    """A file that we do not take. Its text is said to the editor beside the field."""


@dataclass(frozen=True)
class Kind:
    """What a file is for: its name in code, the most bytes it may have, and whether players read it in the page."""

    name: str
    most: int
    plays: bool = False


PDF = Kind("pdf", 50 * MB)
WRITING = Kind("writing", 50 * MB)
CAPTIONS = Kind("captions", 2 * MB, plays=True)
AUDIO = Kind("audio", 500 * MB, plays=True)
VIDEO = Kind("video", 500 * MB, plays=True)
DOCUMENTS = {
    "pdf": PDF,
    "docx": WRITING,
    "odt": WRITING,
    "txt": WRITING,
    "vtt": CAPTIONS,
    "mp3": AUDIO,
    "mp4": VIDEO,
}
LARGEST = max(kind.most for kind in DOCUMENTS.values())
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
KINDS_ASKED = "kinds"  # how the address of the documents' chooser names those that it offers


def endings_of(kinds: str) -> list[str]:
    """The endings of file names of these kinds, given with commas; none for what we do not know."""
    return [f".{ending}" for ending, kind in DOCUMENTS.items() if kind.name in kinds.split(",")]


def extension_of(name: str) -> str:
    """The last part of a file's name, in small letters, without its dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def kind_of(document_name: str) -> str:
    """What a document of the library is for: pdf, writing, captions, audio or video; nothing for a name we do not know.

    The name must be one that we gave (``document.filename``): only such an ending was held against what is inside.
    """
    kind = DOCUMENTS.get(extension_of(document_name))
    return kind.name if kind else ""


def keep_to(most: int, size: int) -> None:
    """Raises Refused for more bytes than the most."""
    if size > most:
        words = _("This file is %(size)s. The most is %(most)s. Make it smaller and try again.")
        raise Refused(words % {"size": filesizeformat(size), "most": filesizeformat(most)})


def other_inside(extension: str) -> Refused:
    """What to raise where the name says one thing and the content another."""
    words = _("The name ends in .%(extension)s, but the file is something else. Save it again as .%(extension)s.")
    return Refused(words % {"extension": extension})
