from datetime import date
from xml.etree import ElementTree

import pytest

from press.charts import HEIGHT, LEFT, RIGHT, WIDTH, columns_by_month

SPACE = "{http://www.w3.org/2000/svg}"
MONTHS = [(date(2026, 1, 1), 0), (date(2026, 2, 1), 1200), (date(2026, 3, 1), 600)]


def draw(counts):
    chart = columns_by_month(counts, name="done", title="Completions by month", description="Three months.")
    return chart, ElementTree.fromstring(chart.svg)  # noqa: S314  our own text


def test_columns_by_month_draws_one_column_a_month_to_scale():
    _chart, svg = draw(MONTHS)
    heights = [float(column.get("height")) for column in svg.iter(f"{SPACE}rect")]
    assert heights[0] == 0
    assert heights[2] == heights[1] / 2
    places = [float(column.get("x")) for column in svg.iter(f"{SPACE}rect")]
    assert places == sorted(places)
    assert min(places) >= LEFT
    assert places[-1] + float(next(svg.iter(f"{SPACE}rect")).get("width")) <= WIDTH - RIGHT
    texts = [text.text for text in svg.iter(f"{SPACE}text")]
    assert texts == ["0", "Jan 26", "1,200", "Feb 26", "600", "Mar 26"]


def test_columns_by_month_says_the_same_in_its_table():
    chart, _svg = draw(MONTHS)
    assert chart.rows == [("January 2026", 0), ("February 2026", 1200), ("March 2026", 600)]


def test_the_chart_is_named_and_described():
    _chart, svg = draw(MONTHS)
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "done-title done-description")
    assert (svg.find(f"{SPACE}title").get("id"), svg.find(f"{SPACE}title").text) == (
        "done-title",
        "Completions by month",
    )
    assert (svg.find(f"{SPACE}desc").get("id"), svg.find(f"{SPACE}desc").text) == ("done-description", "Three months.")


def test_a_chart_of_nothing_is_an_empty_picture():
    for counts in ([], [(date(2026, 1, 1), 0)]):
        chart, svg = draw(counts)
        assert [float(column.get("height")) for column in svg.iter(f"{SPACE}rect")] == [0.0] * len(counts)
        assert len(chart.rows) == len(counts)


def test_many_months_share_a_dozen_labels():
    counts = [(date(2023 + at // 12, at % 12 + 1, 1), at) for at in range(36)]
    _chart, svg = draw(counts)
    labels = [text.text for text in svg.iter(f"{SPACE}text") if text.get("class") == "chart-label" and text.text]
    assert len(labels) == 12
    assert labels[:2] == ["Jan 23", "Apr 23"]


def test_texts_are_escaped():
    chart = columns_by_month([], name="x", title="<b>", description="a & b")
    assert "&lt;b&gt;" in chart.svg
    assert "a &amp; b" in chart.svg
    assert "style=" not in chart.svg


@pytest.mark.parametrize("counts", [[MONTHS[1], MONTHS[0]], [MONTHS[0], MONTHS[0]], [(date(2026, 1, 1), -1)]])
def test_columns_by_month_refuses_what_is_no_series(counts):
    with pytest.raises(ValueError, match="months in order"):
        draw(counts)


def test_the_axis_lies_under_the_columns():
    _chart, svg = draw(MONTHS)
    floor = float(svg.find(f"{SPACE}path").get("d").split()[1].partition("H")[0])
    for column in svg.iter(f"{SPACE}rect"):
        assert float(column.get("y")) + float(column.get("height")) == pytest.approx(floor)
    assert floor < HEIGHT
