import base64
import io
import re
import struct

from PIL import Image

from press import qr

ADDRESS = "https://academy.example/verify/ABCD-EFGH-JKMN-PQRS-TVWX/"


def pixels_of_png(uri: str, scale: int) -> list[list[bool]]:
    picture = Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))).convert("L")
    side = picture.width // scale
    return [[picture.getpixel((x * scale, y * scale)) == 0 for x in range(side)] for y in range(side)]


def pixels_of_svg(svg: str) -> list[list[bool]]:
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    dark = [[False] * side for _row in range(side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h", svg):
        for at in range(int(width)):
            dark[int(y)][int(x) + at] = True
    return dark


def test_the_png_has_one_bit_a_pixel_and_a_quiet_zone_of_four():
    uri = qr.png_data_uri(ADDRESS, scale=2)
    content = base64.b64decode(uri.removeprefix("data:image/png;base64,"))
    assert struct.unpack(">B", content[24:25]) == (1,)
    dark = pixels_of_png(uri, 2)
    side = len(dark)
    edge = [*range(4), *range(side - 4, side)]
    assert not any(dark[y][x] for y in range(side) for x in range(side) if x in edge or y in edge)
    assert dark[4][4:11] == [True] * 7


def test_the_svg_shows_the_same_code_as_the_png():
    assert pixels_of_svg(qr.svg(ADDRESS, title="Check code")) == pixels_of_png(qr.png_data_uri(ADDRESS, scale=1), 1)


def test_the_same_text_gives_the_same_code():
    assert qr.png_data_uri(ADDRESS) == qr.png_data_uri(ADDRESS)
    assert qr.png_data_uri(ADDRESS) != qr.png_data_uri(ADDRESS + "x")


def test_the_code_is_level_m_with_our_mask():
    made = qr.make(ADDRESS)
    assert (made.error, made.mask, made.is_micro) == ("M", qr.MASK, False)
    assert not qr.make("1").is_micro


def test_the_title_of_an_svg_is_escaped():
    svg = qr.svg(ADDRESS, title='"><script>')
    assert 'aria-label="&quot;&gt;&lt;script&gt;"' in svg
    assert "style" not in svg
