"""What every chart is drawn with."""

import io
import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pikepdf
import pytest

from press import pdf
from press.charts import Pair, Share, bars_of_a_whole, before_and_after, columns_by_month
from press.charts.drawing import INK, LETTERS, MARKS, NARROW, SERIES, lines_of, written

MONTHS = [date(2026, 1, 1), date(2026, 2, 1)]


@pytest.fixture
def charts(words):
    """One of each kind, with as many series as it takes."""
    four = ("Trained", "Started", "Waiting", "Away")
    return [
        columns_by_month([(month, [1, 2, 3, 4]) for month in MONTHS], words(*four, key="by-month")),
        bars_of_a_whole([Share("Housing", [4, 3, 2, 1], 5), Share("Parks", [1, 1, 1, 1], 5)], words(*four, key="bars")),
        before_and_after([Pair("I know", Decimal("1.5"), 4, 9)], words("Before", "After", key="pairs"), most=5),
        columns_by_month([(month, [7]) for month in MONTHS], words(key="one")),
    ]


@pytest.fixture
def svgs(charts):
    """Their pictures, wide and narrow."""
    return [svg for chart in charts for svg in (chart.svg, chart.narrow)]


def test_a_picture_is_named_and_described(charts):
    for chart in charts:
        for svg, size in ((chart.svg, "wide"), (chart.narrow, "narrow")):
            root = ElementTree.fromstring(svg)  # noqa: S314
            title, described = (root.find(f"{{*}}{tag}") for tag in ("title", "desc"))
            assert root.get("role") == "img"
            assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
            assert title.get("id") == f"{chart.key}-{size}-title"
            assert (title.text, described.text) == ("Completions", "Three months.")


def test_ids_are_their_own_on_a_page_with_several_charts_and_every_pattern_is_there(svgs):
    ids = [found for svg in svgs for found in re.findall(r'\sid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids))
    for svg in svgs:
        used = set(re.findall(r"url\(#([^)]+)\)", svg))
        assert used == set(re.findall(r'<pattern[^>]*\sid="([^"]+)"', svg))


def test_four_series_have_four_colours_three_patterns_and_their_names_in_the_key(charts):
    for chart in charts[:2]:
        key = ElementTree.fromstring(chart.svg).find("{*}g")  # noqa: S314
        assert [text.text for text in key.iter() if text.tag.endswith("text")] == [
            "Trained",
            "Started",
            "Waiting",
            "Away",
        ]
        marks = [part for part in key if "chart-mark" in part.get("class")]
        assert [part.get("fill") for part in marks] == list(SERIES)
        assert [part.get("class") for part in marks] == [f"chart-mark series-{number}" for number in (1, 2, 3, 4)]
        patterned = [part for part in key if part.get("class") == "chart-pattern"]
        assert len({part.get("fill") for part in patterned}) == 3
        drawn = re.findall(r'class="pattern (pattern-\d)[^"]*" [^>]*(?:fill|stroke)="(#\w+)"', chart.svg)
        assert drawn == [(f"pattern-{number}", MARKS[number - 1]) for number in (2, 3, 4)]


def test_a_single_series_has_no_key_and_no_pattern(charts):
    assert "<g" not in charts[3].svg
    assert "<pattern" not in charts[3].svg
    assert "chart-done" in charts[3].svg


def test_every_mark_is_outlined_one_pixel_in_ink(svgs):
    for svg in svgs:
        marks = [part for part in ElementTree.fromstring(svg).iter() if "chart-mark" in (part.get("class") or "")]  # noqa: S314
        assert marks
        assert {(part.get("stroke"), part.get("stroke-width")) for part in marks} == {(INK, "1")}


def test_nothing_is_in_a_style_and_nothing_scales_the_letters(svgs):
    for svg in svgs:
        assert not re.search(r"style|<script|\son\w+=|viewBox", svg)
        root = ElementTree.fromstring(svg)  # noqa: S314
        assert (root.get("width"), root.get("font-size")) == ("100%", str(LETTERS))
        assert all(part.get("font-size") is None for part in root.iter() if part is not root)


def test_texts_are_escaped_wherever_they_come_from(words):
    hostile = "<script>\"&'"
    made = words(hostile, "Other", sentence=hostile)
    chart = bars_of_a_whole([Share(hostile, [hostile, 1], 2)], made)
    for svg in (chart.svg, chart.narrow):
        assert "<script" not in svg
        assert "&lt;script&gt;" in svg
        ElementTree.fromstring(svg)  # noqa: S314


@pytest.mark.parametrize("key", ["", 'a"b', "a b", "é"])
def test_a_key_that_could_be_no_id_is_refused(words, key):
    with pytest.raises(ValueError, match="key"):
        bars_of_a_whole([], words("Trained", key=key))


@pytest.mark.parametrize("many", [0, 5])
def test_no_series_and_more_than_four_are_refused(words, many):
    made = words("Trained")
    made = type(made)(made.key, made.title, made.sentence, made.heading, [f"Series {n}" for n in range(many)])
    for draw in (columns_by_month, bars_of_a_whole):
        with pytest.raises(ValueError, match="one to four series"):
            draw([], made)


def test_a_long_name_takes_three_lines_at_most():
    assert lines_of("Housing", NARROW) == ["Housing"]
    assert lines_of("Gwasanaethau Cymdeithasol Oedolion a Chymunedau", NARROW) == [
        "Gwasanaethau",
        "Cymdeithasol Oedolion a",
        "Chymunedau",
    ]
    long = lines_of("Llanfair" * 30, NARROW)
    assert len(long) == 3
    assert long[-1].endswith("…")
    assert max(len(line) for line in long) <= NARROW / 0.62
    assert lines_of("", NARROW) == [""]


def test_values_are_written_as_people_read_them():
    assert [written(value) for value in (0, 1200, 1_200_000, Decimal("2.94"), "under 5")] == [
        *("0", "1,200", "1,200,000", "2.9", "under 5"),
    ]


def test_a_table_folds_from_eight_rows_on(words):
    shares = [Share(f"Place {number}", [1], 2) for number in range(8)]
    assert [bars_of_a_whole(shares[:many], words()).folded for many in (0, 7, 8)] == [False, False, True]


def test_paper_has_the_same_picture_with_its_title_its_light_colours_and_its_patterns(charts):
    figures = "".join(f"<figure>{chart.svg}</figure>" for chart in charts)
    html = f'<html lang="en"><head><title>Charts</title></head><body>{figures}</body></html>'
    with pikepdf.open(io.BytesIO(pdf.render(html, identifier=b"0123456789abcdef"))) as opened:
        parts = [part for part in opened.objects if isinstance(part, pikepdf.Dictionary)]
        assert [str(part.Alt) for part in parts if part.get("/S") == "/Figure"] == ["Completions"] * 4
        drawn = b"".join(part.read_bytes() for part in opened.objects if isinstance(part, pikepdf.Stream))
        patterns = [part for part in opened.objects if isinstance(part, pikepdf.Stream) and "/PatternType" in part]
    triples = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) rg", drawn.decode("latin-1"))
    filled = {tuple(round(float(share) * 255) for share in triple) for triple in triples}
    assert {tuple(bytes.fromhex(colour[1:])) for colour in SERIES} <= filled
    assert patterns
