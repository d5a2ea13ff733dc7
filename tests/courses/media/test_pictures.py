import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from courses.media import pictures
from courses.media.kinds import Refused
from tests.courses.media.making import PROGRAM, file, packed, pdf, picture

RED = (200, 40, 40)
PIXELS = "This picture has more than 40 million pixels. Make it smaller and try again."


def drawn(found: bytes, name: str) -> tuple[str, Image.Image]:
    extension, made = pictures.drawn_again(file(found), name=name, size=len(found))
    return extension, Image.open(io.BytesIO(made))


def said(found: bytes, name: str, size: int = 0) -> str:
    with pytest.raises(Refused) as refused:
        pictures.drawn_again(file(found), name=name, size=size or len(found))
    return str(refused.value)


def far(colour: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How far two colours are from each other, in the worst of their parts."""
    return max(abs(one - two) for one, two in zip(colour, other, strict=True))


def huge(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has so many pixels."""

    def chunk(name: bytes, inside: bytes) -> bytes:
        return struct.pack(">I", len(inside)) + name + inside + struct.pack(">I", zlib.crc32(name + inside))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "name", "extension", "wanted"),
    [
        ("png", "a.png", "png", "PNG"),
        ("jpeg", "a.JPG", "jpg", "JPEG"),
        ("jpeg", "a.jpeg", "jpg", "JPEG"),
        ("webp", "a.webp", "webp", "WEBP"),
        ("avif", "a.avif", "avif", "AVIF"),
    ],
)
def test_each_kind_of_picture_is_drawn_again(kind, name, extension, wanted):
    ending, made = drawn(picture(kind, (40, 20), RED), name)
    assert (ending, made.format, made.size) == (extension, wanted, (40, 20))
    assert far(made.convert("RGB").getpixel((20, 10)), RED) <= 4


@pytest.mark.parametrize("kind", ["jpeg", "webp", "avif", "png"])
def test_where_and_with_what_it_was_taken_is_gone(kind):
    told = Image.Exif()
    told[0x010F] = "Maker of cameras"
    told[0x0112] = 1
    told.get_ifd(0x8825).update({1: "N", 2: (53.0, 4.0, 0.0)})
    found = picture(kind, exif=told, **({"comment": b"Kit's house"} if kind == "jpeg" else {}))
    assert b"Maker of cameras" in found
    _ending, made = pictures.drawn_again(file(found), name=f"a.{kind}", size=len(found))
    again = Image.open(io.BytesIO(made))
    assert dict(again.getexif()) == {}
    assert [words for words in (b"Maker", b"Kit's house", b"Exif") if words in made] == []


def test_a_picture_stands_as_the_camera_was_held():
    told = Image.Exif()
    told[0x0112] = 6
    _ending, made = drawn(picture("jpeg", (40, 20), exif=told), "a.jpg")
    assert made.size == (20, 40)


def test_a_clear_part_stays_clear_and_a_jpeg_has_none():
    _ending, made = drawn(picture("png", mode="RGBA", colour=(1, 2, 3, 0)), "a.png")
    assert made.getpixel((0, 0))[3] == 0
    _ending, made = drawn(picture("png", mode="P", colour=0, transparency=0), "a.png")
    assert (made.mode, made.getpixel((0, 0))[3]) == ("RGBA", 0)


@pytest.mark.parametrize(
    ("mode", "colour", "seen"), [("L", 128, 128), ("I;16", 0x8000, 128), ("1", 1, 255), ("CMYK", 0, 255)]
)
def test_grey_black_and_white_and_print_colours_are_kept(mode, colour, seen):
    kind, name = ("jpeg", "a.jpg") if mode == "CMYK" else ("png", "a.png")
    (_ending, made) = drawn(picture(kind, mode=mode, colour=(0, 0, 0, 0) if mode == "CMYK" else colour), name)
    assert far(made.convert("RGB").getpixel((5, 5)), (seen,) * 3) <= 2


def test_colours_of_another_set_look_the_same_in_ours():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    _ending, made = drawn(picture("png", icc_profile=profile), "a.png")
    assert "icc_profile" not in made.info
    assert far(made.getpixel((5, 5)), RED) <= 2


def test_a_set_of_colours_that_cannot_be_read_does_not_lose_the_picture():
    _ending, made = drawn(picture("png", icc_profile=b"nonsense"), "a.png")
    assert (made.getpixel((5, 5)), made.info.get("icc_profile")) == (RED, None)


def test_a_wide_picture_is_made_as_wide_as_we_show():
    _ending, made = drawn(picture("png", (5120, 100)), "a.png")
    assert made.size == (2560, 50)


@pytest.mark.parametrize(("width", "height"), [(8000, 5001), (10_000, 10_000), (60_000, 60_000)])
def test_too_many_pixels_are_refused_by_the_head_alone(width, height):
    assert said(huge(width, height), "a.png") == PIXELS


def test_thirty_megabytes_are_refused_unread():
    words = "This file is 30.0\xa0MB. The most is 10.0\xa0MB. Make it smaller and try again."
    assert said(b"", "a.jpg", 30 * 1024**2) == words


def test_an_svg_is_refused_and_the_sentence_says_why():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    words = "We take PNG, JPEG, WebP and AVIF pictures. An SVG can hold a program, so save it as PNG."
    assert said(drawing, "a.svg") == words
    assert said(drawing, "a.png") == "The name ends in .png, but the file is something else. Save it again as .png."
    assert said(b"", "a.gif") == "We take PNG, JPEG, WebP and AVIF pictures. Save it as one of these."


@pytest.mark.parametrize("found", [PROGRAM, b"", pdf(), packed({"a": "b"}), picture("jpeg"), picture("png")[:60]])
def test_what_is_no_png_is_refused(found):
    assert said(found, "a.png") == "The name ends in .png, but the file is something else. Save it again as .png."


def test_a_moving_picture_is_refused():
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    for kind in ("png", "webp"):
        made = io.BytesIO()
        frames[0].save(made, kind, save_all=True, append_images=frames[1:], duration=100)
        words = "This picture moves. Save one still picture of it, or bring it as a film."
        assert said(made.getvalue(), f"a.{kind}") == words


def test_what_is_hidden_behind_a_picture_is_gone():
    found = picture("jpeg") + packed({"run.js": "alert(1)"}) + b"<script>alert(1)</script>"
    _ending, made = pictures.drawn_again(file(found), name="a.jpg", size=len(found))
    assert (b"PK\x03\x04" in made, b"script" in made) == (False, False)
