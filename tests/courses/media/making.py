"""Real files for the tests of what editors bring, made as small as each kind can be."""

import io
import struct
import zipfile
from typing import Any

import pikepdf
from PIL import Image

CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:04.000\nI was doing the light on the third landing.\n"
TYPES = (
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
DOCX = {"[Content_Types].xml": TYPES, "word/document.xml": "<w:document/>"}
ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office:document-content/>"}
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200


def picture(kind: str, size: tuple[int, int] = (40, 20), colour: Any = (200, 40, 40), **how: Any) -> bytes:
    """A picture of one colour."""
    made = io.BytesIO()
    Image.new(how.pop("mode", "RGB"), size, colour).save(made, kind, **how)
    return made.getvalue()


def pdf(**root: Any) -> bytes:
    """One empty page; more entries for its catalogue may be given."""
    made = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        for name, value in root.items():
            paper.Root[f"/{name}"] = value
        paper.save(made)
    return made.getvalue()


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts, as written documents are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            zipped.writestr(name, text)
    return made.getvalue()


def swollen(parts: dict[str, str | bytes], declared: int) -> bytes:
    """The same, with a part that says that it unpacks to so many bytes."""
    whole = bytearray(packed(parts | {"word/media/image.bmp": b"\x00" * 100}))
    entry = whole.rindex(b"PK\x01\x02")
    struct.pack_into("<I", whole, entry + 24, declared)
    return bytes(whole)


def mp3(frames: int = 40) -> bytes:
    """About a second of nothing, 128 kbit."""
    return (b"\xff\xfb\x90\x64" + b"\x00" * 413) * frames


def box(name: bytes, *inside: bytes) -> bytes:
    """One box of an MP4."""
    whole = b"".join(inside)
    return struct.pack(">I", len(whole) + 8) + name + whole


def mp4(seconds: int = 3) -> bytes:
    """The head of a film of so many seconds, and no picture in it."""
    head = struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000) + b"\x00" * 80
    track = box(b"trak", box(b"mdia", box(b"mdhd", struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000) + b"\x00" * 4)))
    return box(b"ftyp", b"isom\x00\x00\x02\x00isommp41") + box(b"moov", box(b"mvhd", head), track) + box(b"mdat", b"")


def file(found: bytes) -> io.BytesIO:
    """As a form hands it over."""
    return io.BytesIO(found)
