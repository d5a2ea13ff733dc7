import pytest

from press.colours import contrast, grey, greyed, luminance


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#7A1F4F", "#FFFFFF", 9.8),
    ],
)
def test_contrast_is_that_of_the_guideline_in_either_order(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.05)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("colour", ["#7A1F4F", "#F2B134", "#000000", "#ffffff", "#1B5577"])
def test_the_grey_of_a_colour_is_as_light_and_has_no_hue(colour):
    found = grey(colour)
    assert len({found[1:3], found[3:5], found[5:7]}) == 1
    assert luminance(found) == pytest.approx(luminance(colour), abs=0.005)


def test_a_text_is_greyed_where_it_names_a_colour():
    assert greyed("a { color: #7A1F4F; } #top { color: #fff }") == "a { color: #434343; } #top { color: #fff }"
