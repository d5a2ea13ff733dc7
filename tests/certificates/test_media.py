"""Logos as editors bring them: the good, and what only looks like one."""

import struct
import zlib
from base64 import b64decode
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from certificates.media import MOST, logo, small, without_colour
from courses.media.kinds import Refused

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>1</script></svg>'


def picture_file(kind, *, size=(300, 90), shade="red", mode="RGB", **facts):
    """A picture of one shade, as a file."""
    made = BytesIO()
    Image.new(mode, size, shade).save(made, kind, **facts)
    made.seek(0)
    return made


def head_of(width, height):
    """A PNG that says how many pixels it has, and has none."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [b"\x89PNG\r\n\x1a\n"]
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")):
        parts.append(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))
    return BytesIO(b"".join(parts))


def made_of(file, name="logo.png"):
    """The picture that we keep."""
    content = logo(file, name=name, size=len(file.getvalue()))
    assert len(content) <= MOST
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("JPEG", "a.JPEG")])
def test_a_logo_becomes_a_png_that_says_nothing_else(kind, name):
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    made = made_of(picture_file(kind, exif=exif), name)
    assert (made.format, made.mode, made.size, made.info) == ("PNG", "RGB", (300, 90), {})


def test_what_is_clear_stays_clear():
    assert made_of(picture_file("PNG", mode="RGBA", shade=(255, 0, 0, 0))).getpixel((1, 1))[3] == 0


def test_a_large_logo_is_made_smaller():
    assert made_of(picture_file("PNG", size=(4000, 1000))).size == (2000, 500)


def test_a_logo_of_many_colours_is_made_smaller_until_a_page_takes_it():
    noise = BytesIO()
    Image.effect_noise((1600, 900), 80).convert("RGB").save(noise, "PNG")
    assert max(made_of(noise).size) < 1600


@pytest.mark.parametrize(
    ("file", "name", "words"),
    [
        (BytesIO(SVG), "logo.svg", "A logo is a PNG or a JPEG"),
        (BytesIO(SVG), "logo.png", "the file is something else"),
        (picture_file("WEBP"), "logo.webp", "A logo is a PNG or a JPEG"),
        (picture_file("JPEG"), "logo.png", "the file is something else"),
        (head_of(20_000, 20_000), "logo.png", "more than 40 million pixels"),
    ],
    ids=["svg", "svg called png", "webp", "jpeg called png", "400 megapixels"],
)
def test_what_is_no_logo_is_refused_in_words(file, name, words):
    with pytest.raises(Refused, match=words):
        logo(file, name=name, size=len(file.getvalue()))


def test_the_form_shows_it_small():
    address = small(picture_file("PNG", size=(1000, 500)).getvalue())
    with Image.open(BytesIO(b64decode(address.partition(",")[2]))) as shown:
        assert shown.size == (240, 120)


def picture_near_the_limit():
    """A grey picture that is only just accepted."""
    shades = Random(1).randbytes(335 * 335)  # noqa: S311  the same picture each time
    made = BytesIO()
    Image.frombytes("L", (335, 335), shades).convert("RGB").save(made, "PNG")
    return made


def test_without_colour_a_logo_near_the_limit_still_fits_on_the_page():
    file = picture_near_the_limit()
    content = logo(file, name="logo.png", size=len(file.getvalue()))
    assert len(content) > MOST * 9 // 10
    assert len(without_colour(content)) <= MOST


def test_without_colour_what_is_clear_stays_clear():
    content = logo(picture_file("PNG", mode="RGBA", shade=(255, 0, 0, 0)), name="logo.png", size=1)
    with Image.open(BytesIO(without_colour(content))) as grey:
        assert grey.getpixel((1, 1))[-1] == 0


def test_without_colour_it_is_grey():
    with Image.open(BytesIO(without_colour(picture_file("PNG").getvalue()))) as grey:
        red, green, blue, clear = grey.convert("RGBA").getpixel((1, 1))
    assert red == green == blue
    assert clear == 255
