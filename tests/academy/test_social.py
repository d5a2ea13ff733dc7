"""The picture beside a link to us."""

from io import BytesIO

import pytest
from PIL import Image

from academy import social
from academy.templatetags.weave import COLOUR_SETS, COLOURS, SIZES


@pytest.mark.parametrize("size", SIZES)
def test_every_pattern_can_be_drawn_in_the_size_that_other_sites_show(size):
    image = Image.open(BytesIO(social.picture(*size, "damson")))
    assert (image.format, image.size) == ("PNG", social.SIZE)


def rgb(colour):
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.parametrize("colours", COLOUR_SETS)
def test_each_set_shows_its_colours_on_our_ground(colours):
    image = Image.open(BytesIO(social.picture(4, 3, colours))).convert("RGB")
    seen = {colour for count, colour in image.getcolors(2**20) if count > 200}
    first, others = COLOUR_SETS[colours]
    near = {
        name
        for name in COLOURS
        if any(sum(abs(a - b) for a, b in zip(rgb(COLOURS[name]), c, strict=True)) < 9 for c in seen)
    }
    assert near >= {first, *others}
    assert image.getpixel((5, 5)) == rgb(social.GROUND)


def test_it_is_small_enough_to_pass_on():
    assert max(len(social.picture(standing, lying, "honey")) for standing, lying in ((1, 1), (4, 3))) < 60_000


def test_what_we_do_not_have_cannot_be_drawn():
    for wrong in ((5, 1, "damson"), (1, 4, "damson"), (0, 0, "tarn"), (1, 1, "puce")):
        with pytest.raises(ValueError, match="There is no weave"):
            social.picture(*wrong)
