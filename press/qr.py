"""An address becomes a QR code: level M, four quiet modules, always the same code for the same address."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET_ZONE = 4
LEVEL = "m"
# A fixed mask spares the comparison of all eight, which is most of the work, and any of them can be read.
MASK = 2


def make(text: str) -> segno.QRCode:
    """The code of a text. Raises segno.DataOverflowError above 2,331 bytes."""
    return segno.make(text, error=LEVEL, mask=MASK, micro=False, boost_error=False)


def png_data_uri(text: str, *, scale: int = 8) -> str:
    """The code as a black-and-white PNG inside a data: address, as printed pages want it."""
    return make(text).png_data_uri(scale=scale, border=QUIET_ZONE)


def svg(text: str, *, title: str) -> SafeString:
    """The code as an SVG element for a page, named for those who cannot see it. It has no style and no id."""
    matrix = make(text).matrix
    size = len(matrix) + 2 * QUIET_ZONE
    runs = "".join(_runs(row, y) for y, row in enumerate(matrix, start=QUIET_ZONE))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}"'
        ' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{}v{}h-{}z"/><path fill="#000" d="{}"/></svg>',
        *(size, size, title, size, size, size, runs),
    )


def _runs(row: bytearray, y: int) -> str:
    """The dark stretches of one row as closed boxes."""
    path, x = "", 0
    while x < len(row):
        if not row[x]:
            x += 1
            continue
        start = x
        while x < len(row) and row[x]:
            x += 1
        path += f"M{start + QUIET_ZONE} {y}h{x - start}v1h-{x - start}z"
    return path
