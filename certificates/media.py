"""Logos as they are printed: one kind of file, our own bytes, in common colours, and small enough for the page."""

from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image

from courses.media.kinds import Refused, extension_of
from courses.media.pictures import drawn_again
from press.assets import data_uri
from press.pdf import LARGEST_PICTURE

ENDINGS = ("png", "jpg", "jpeg")
SIDES = (2000, 1400, 1000, 700, 500)  # pixels; the first at which the page takes the picture
MOST = LARGEST_PICTURE * 3 // 4 - 100  # bytes: written into a page, three become four
ON_THE_FORM = 240


def logo(file: BinaryIO, *, name: str, size: int) -> bytes:
    """The bytes of an sRGB PNG that says nothing else. Raises Refused with words for the editor."""
    if extension_of(name) not in ENDINGS:
        raise Refused(_("A logo is a PNG or a JPEG. Save it as one of these and try again."))
    _ending, clean = drawn_again(file, name=name, size=size)
    with Image.open(BytesIO(clean)) as picture:
        picture.load()
        if made := _taken(picture):
            return made
    raise Refused(_("This logo has too many colours to print. Bring a plainer one."))


def small(content: bytes) -> str:
    """The logo as the form shows it, inside the page."""
    with Image.open(BytesIO(content)) as picture:
        return data_uri(_png(picture, ON_THE_FORM), kind="image/png")


def without_colour(content: bytes) -> bytes:
    """The logo as a printer without colour shows it, no larger than the page takes."""
    with Image.open(BytesIO(content)) as picture:
        grey = picture.convert("LA" if "A" in picture.getbands() else "L")
    return _taken(grey) or _png(grey, ON_THE_FORM)


def _taken(picture: Image.Image) -> bytes | None:
    """The picture at the first side at which the page takes it."""
    made = (_png(picture, side) for side in SIDES)
    return next((content for content in made if len(content) <= MOST), None)


def _png(picture: Image.Image, side: int) -> bytes:
    shown, made = picture.copy(), BytesIO()
    shown.info = {}
    shown.thumbnail((side, side), Image.Resampling.LANCZOS)
    shown.save(made, "PNG", optimize=True)
    return made.getvalue()
