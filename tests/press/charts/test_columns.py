"""A column for each month."""

from datetime import date

import pytest

from press.charts import columns_by_month

MONTHS = [(date(2026, 1, 1), [0]), (date(2026, 2, 1), [1200]), (date(2026, 3, 1), [600])]


def test_columns_stand_on_one_line_to_scale(words, picture):
    wide = picture(columns_by_month(MONTHS, words()).svg)
    heights, tops = wide.numbers("chart-mark", "height"), wide.numbers("chart-mark", "y")
    assert len(heights) == 2  # nothing is drawn of nought
    assert heights[0] == heights[1] * 2
    (floor,) = wide.numbers("chart-axis", "y1")
    assert [top + height for top, height in zip(tops, heights, strict=True)] == pytest.approx([floor, floor])
    places = wide.numbers("chart-mark", "x")
    assert places == sorted(places)
    assert places[-1] + wide.numbers("chart-mark", "width")[-1] <= 100


def test_each_column_has_its_number_at_its_end_and_its_month_below(words, picture):
    wide = picture(columns_by_month(MONTHS, words()).svg)
    assert wide.texts("chart-value") == ["0", "1,200", "600"]
    assert wide.texts("chart-name") == ["Jan", "2026", "Feb", "Mar"]
    assert wide.numbers("chart-value", "y")[1] < wide.numbers("chart-mark", "y")[0]


def test_on_a_phone_the_columns_lie_on_one_line_to_scale(words, picture):
    narrow = picture(columns_by_month(MONTHS, words()).narrow)
    lengths = narrow.numbers("chart-mark", "width")
    assert lengths[0] == pytest.approx(lengths[1] * 2, abs=0.02)
    assert set(narrow.numbers("chart-mark", "x")) == {0}
    assert narrow.texts("chart-value") == ["0", "1,200", "600"]
    assert narrow.texts("chart-name") == ["January 2026", "February 2026", "March 2026"]


def test_the_table_says_what_is_drawn(words, picture):
    chart = columns_by_month([(month, [each[0], 7]) for month, each in MONTHS], words("Completed", "Begun"))
    assert chart.headings == ["Completed", "Begun"]
    assert [row.name for row in chart.rows] == ["January 2026", "February 2026", "March 2026"]
    told = [text for row in chart.rows for _heading, text in row.cells]
    for svg in (chart.svg, chart.narrow):
        assert picture(svg).texts("chart-value") == told


def test_columns_lie_where_their_numbers_or_months_are_too_many(words, picture):
    large = columns_by_month([(date(2026, month, 1), [month * 100_000]) for month in range(1, 13)], words())
    long = columns_by_month([(date(2023 + at // 12, at % 12 + 1, 1), [at]) for at in range(36)], words())
    for chart in (large, long):
        assert set(picture(chart.svg).numbers("chart-mark", "height")) == {1.1}
        assert picture(chart.svg).texts("chart-name")[-1].startswith("December")


def test_a_number_that_is_not_told_is_written_and_not_drawn(words, picture):
    chart = columns_by_month([(MONTHS[0][0], ["under 5"]), (MONTHS[1][0], [12]), (MONTHS[2][0], [6])], words())
    assert len(picture(chart.svg).all("chart-mark")) == 2
    assert picture(chart.svg).texts("chart-value") == ["under", "5", "12", "6"]
    assert picture(chart.narrow).texts("chart-value") == ["under 5", "12", "6"]
    assert chart.rows[0].cells == [("Courses", "under 5")]


@pytest.mark.parametrize("counts", [[], MONTHS[:1], [(MONTHS[0][0], [0]), MONTHS[1]]])
def test_at_one_value_or_none_the_sentence_stands_alone(words, counts):
    chart = columns_by_month(counts, words())
    assert (chart.svg, chart.narrow, chart.sentence) == ("", "", "Three months.")
    assert len(chart.rows) == len(counts)
    assert chart.tabled == (len(counts) > 1)


@pytest.mark.parametrize("counts", [[MONTHS[1], MONTHS[0]], [MONTHS[0], MONTHS[0]], [(date(2026, 1, 1), [-1])]])
def test_what_is_no_series_of_months_is_refused(words, counts):
    with pytest.raises(ValueError, match="months in order"):
        columns_by_month(counts, words())
