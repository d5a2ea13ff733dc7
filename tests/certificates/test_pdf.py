from base64 import b64decode
from types import SimpleNamespace
from uuid import UUID
from xml.etree import ElementTree

import pytest

from academy.templatetags import weave
from certificates import pdf

ONE_PAGE = SimpleNamespace(pages=["one"])


def drawing(**figure):
    kind, _comma, data = pdf.band(**figure).partition("base64,")
    assert kind == "data:image/svg+xml;"
    return ElementTree.fromstring(b64decode(data))  # noqa: S314  our own


def test_the_colours_are_those_of_the_motif():
    assert (pdf.SETS, pdf.COLOURS) == (weave.COLOUR_SETS, weave.COLOURS)


@pytest.mark.parametrize("standing", [1, 2, 3, 4])
@pytest.mark.parametrize("lying", [1, 2, 3])
def test_every_band_is_26_by_297_and_decoration(standing, lying):
    root = drawing(standing=standing, lying=lying, colours="tarn")
    _left, _top, width, height = map(float, root.get("viewBox").split())
    assert width / height == pytest.approx(297 / 26, rel=0.005)
    assert [path.tag.partition("}")[2] for path in root] == ["path"] * len(root)


def test_an_unknown_set_of_colours_is_the_first():
    assert pdf.band(standing=2, lying=1, colours="no such") == pdf.band(standing=2, lying=1, colours="damson")


def test_identifier_is_16_bytes_and_the_same_each_time():
    first = pdf.identifier(UUID(int=1))
    assert (len(first), first) == (16, pdf.identifier(UUID(int=1)))
    assert first != pdf.identifier(UUID(int=2))


@pytest.mark.parametrize("parents", [[], ["1 0 R", "2 0 R"]])
def test_finisher_refuses_a_page_without_exactly_one_name(parents):
    finish = pdf.finisher(name="Asha", name_lang="", rtl=False)
    with pytest.raises(pdf.Untagged):
        finish(ONE_PAGE, SimpleNamespace(objects=[{"S": "/NonStruct", "P": parent} for parent in parents]))


def test_finisher_refuses_a_second_page():
    finish = pdf.finisher(name="Asha", name_lang="", rtl=False)
    with pytest.raises(pdf.TooLong):
        finish(SimpleNamespace(pages=["one", "two"]), SimpleNamespace(objects=[]))
