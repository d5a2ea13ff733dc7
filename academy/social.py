"""The picture that other sites show beside a link to us: a weave and our name, drawn here as PNG.

The geometry is that of templatetags/weave.py; only the drawing differs, because what shows such pictures takes no SVG.
"""

from functools import lru_cache
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from academy.templatetags.weave import COLOUR_SETS, COLOURS, HALO, INK, MARGIN, RADIUS, SIZES, STROKE, WIDTH, Weave

SIZE = (1200, 630)  # what the sites that show them ask for
GROUND = "#EEF3EC"
FINER = 3  # drawn larger, then made smaller, so that curves are smooth
FIGURE = (80, 60, 1120, 450)  # where the weave stands
NAME_AT, NAME_SIZE = (600, 530), 64
NAME = settings.SITE_NAME
FACE = settings.BASE_DIR / "press" / "fonts" / "YoungSerif-400.ttf"


class Loom:
    """A sheet, and how the units of a weave lie on it."""

    def __init__(self, weave: Weave) -> None:
        self.image = Image.new("RGB", (SIZE[0] * FINER, SIZE[1] * FINER), GROUND)
        self.pen = ImageDraw.Draw(self.image)
        left, top, right, bottom = (edge * FINER for edge in FIGURE)
        wide, high = weave.length + 2 * MARGIN, weave.height + 2 * MARGIN
        self.scale = int(min((right - left) / wide, (bottom - top) / high))  # whole, so that strands are even
        self.left = left + round((right - left - weave.length * self.scale) / 2)
        self.top = top + round((bottom - top - weave.height * self.scale) / 2)

    def _loop(self, box: tuple[float, float, float, float], colour: str, width: float) -> None:
        x, y, wide, high = box
        out = width / 2
        edges = self._edges(x - out, y - out, x + wide + out, y + high + out)
        self.pen.rounded_rectangle(edges, (RADIUS + out) * self.scale, outline=colour, width=round(width * self.scale))

    def _edges(self, left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
        """The first and the last dot each way."""
        across, down = (lambda at: round(at * self.scale) + self.left), (lambda at: round(at * self.scale) + self.top)
        return across(left), down(top), across(right) - 1, down(bottom) - 1

    def loop(self, box: tuple[float, float, float, float], colour: str) -> None:
        """A strand with round ends: first its outline where it is honey, as everywhere."""
        if colour == "honey":
            self._loop(box, INK, STROKE * 1.25)
        self._loop(box, COLOURS[colour], STROKE)

    def halo(self, box: tuple[float, float, float, float]) -> None:
        """What a strand wipes of those below it."""
        self._loop(box, GROUND, STROKE + 2 * HALO)

    def bridge(self, x: float, y: float, colour: str) -> None:
        """A straight piece of a lying strand, over a standing one."""
        cover, reach = STROKE * 0.7, STROKE / 2 + HALO
        self._piece(x, y, cover, GROUND, STROKE + 2 * HALO)
        if colour == "honey":
            self._piece(x, y, reach + 0.2, INK, STROKE * 1.25)
        self._piece(x, y, reach + 0.6, COLOURS[colour], STROKE)

    def _piece(self, x: float, y: float, reach: float, colour: str, width: float) -> None:
        self.pen.rectangle(self._edges(x - reach, y - width / 2, x + reach, y + width / 2), fill=colour)

    def png(self) -> bytes:
        """The sheet at its own size, under our name."""
        face = ImageFont.truetype(str(FACE), NAME_SIZE * FINER)
        self.pen.text((NAME_AT[0] * FINER, NAME_AT[1] * FINER), NAME, fill=INK, font=face, anchor="mm")
        out = BytesIO()
        self.image.resize(SIZE, Image.Resampling.LANCZOS).quantize(200, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
        return out.getvalue()


@lru_cache(maxsize=len(SIZES) * len(COLOUR_SETS))
def picture(standing: int, lying: int, colours: str) -> bytes:
    """The picture of one pattern. Raises ValueError for a size or a set of colours that we do not have."""
    if (standing, lying) not in SIZES or colours not in COLOUR_SETS:
        raise ValueError(f"There is no weave of {standing} by {lying} in {colours}.")
    weave = Weave(standing, lying)
    loom = Loom(weave)
    first, others = COLOUR_SETS[colours]
    strands = [others[row % len(others)] for row in range(lying)]
    for row, colour in enumerate(strands):
        loom.loop((0, weave.rows[2 * row], weave.length, WIDTH), colour)
    for column in range(standing):
        box = (weave.columns[2 * column], 0, WIDTH, weave.height)
        loom.halo(box)
        loom.loop(box, first)
    for column, row in weave.lying_over():
        loom.bridge(weave.columns[column], weave.rows[row], strands[row // 2])
    return loom.png()
