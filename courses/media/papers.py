"""Things to read: PDF, the two kinds of written document, and plain text. Nothing in them acts by itself."""

import codecs
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from django.utils.translation import gettext as _

from courses.media.kinds import Refused, other_inside

PIECE = 1024 * 1024
UNPACKED = 200 * 1024 * 1024
PARTS = 5000
# Names of a PDF under which a program, another file or a command stands.
ACTS = (b"/JS", b"/JavaScript", b"/EF", b"/EmbeddedFiles", b"/Launch")
DOCX = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT = b"application/vnd.oasis.opendocument.text"
# How the parts of a document are named that hold programs.
PROGRAMS = ("word/vbaproject", "word/activex", "basic/", "scripts/")
SPACE = frozenset("\t\n\r\f")


def _locked() -> Refused:
    return Refused(_("This file is locked with a password. Save it without one."))


def _acting() -> Refused:
    return Refused(_("This file holds a program or another file. Save it again without them, then bring it."))


def _head(file: BinaryIO, length: int) -> bytes:
    file.seek(0)
    found = file.read(length)
    file.seek(0)
    return found


def pdf(file: BinaryIO) -> None:
    """Raises Refused for what is no PDF, is locked, or holds scripts, files or commands."""
    if _head(file, 5) != b"%PDF-":
        raise other_inside("pdf")
    try:
        with pikepdf.open(file) as opened:
            acting = any(_acts(thing) for thing in opened.objects)
    except pikepdf.PasswordError as fault:
        raise _locked() from fault
    except pikepdf.PdfError as fault:
        raise other_inside("pdf") from fault
    if acting:
        raise _acting()


def _acts(thing: Any) -> bool:
    """Whether this object, or one that stands inside it, is named like something that acts."""
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
        return False
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    written = thing.unparse(resolved=True)
    # Looked at closely only where the letters stand at all: a long PDF has a hundred thousand objects.
    return any(name in written for name in ACTS) and any(name.encode() in ACTS for name in _names(thing))


def _names(thing: Any) -> Iterator[str]:
    """Every name in an object, key or value. What it refers to is an object of its own, and has its own turn."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary):
            yield from one.keys()
            waiting += [inside for inside in one.values() if not getattr(inside, "is_indirect", False)]
        elif isinstance(one, pikepdf.Array):
            waiting += [inside for inside in one if not getattr(inside, "is_indirect", False)]
        elif isinstance(one, pikepdf.Name):
            yield str(one)


def _unpacked(file: BinaryIO, extension: str) -> zipfile.ZipFile:
    """The packed parts, none of them unpacked yet. Raises Refused for too many, too large, locked or acting ones."""
    if _head(file, 4) != b"PK\x03\x04":
        raise other_inside(extension)
    try:
        parts = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise other_inside(extension) from fault
    inside = parts.infolist()
    if len(inside) > PARTS or sum(part.file_size for part in inside) > UNPACKED:
        raise Refused(_("Unpacked, this file is far too large. Save it again without its largest pictures."))
    if any(part.flag_bits & 1 for part in inside):
        raise _locked()
    if any(part.filename.lower().startswith(PROGRAMS) for part in inside):
        raise _acting()
    return parts


def _part(parts: zipfile.ZipFile, name: str, extension: str) -> bytes:
    """The beginning of one part: what it says about its own size is not believed."""
    try:
        with parts.open(name) as part:
            return part.read(PIECE)
    except (KeyError, zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError) as fault:
        raise other_inside(extension) from fault


def docx(file: BinaryIO) -> None:
    """Raises Refused for what is not a Word document, or is one with programs in it."""
    parts = _unpacked(file, "docx")
    if DOCX not in _part(parts, "[Content_Types].xml", "docx") or not _part(parts, "word/document.xml", "docx"):
        raise other_inside("docx")


def odt(file: BinaryIO) -> None:
    """Raises Refused for what is not an OpenDocument text, or is one with programs in it."""
    parts = _unpacked(file, "odt")
    if _part(parts, "mimetype", "odt").strip() != ODT or not _part(parts, "content.xml", "odt"):
        raise other_inside("odt")


def txt(file: BinaryIO) -> None:
    """Raises Refused for what is not text in UTF-8. Read piece by piece."""
    read = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            if any(letter < " " and letter not in SPACE for letter in read.decode(piece)):
                raise other_inside("txt")
        read.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        raise Refused(_("This is not UTF-8 text. Save the file as UTF-8.")) from fault
