"""A bar of a whole."""

import itertools

import pytest

from press.charts import Share, bars_of_a_whole

PLACES = [Share("Housing", [84], 120), Share("Parks", [0], 45), Share("Libraries", [60], 60)]


@pytest.mark.parametrize("size", ["svg", "narrow"])
def test_each_bar_begins_at_nought_and_is_as_long_as_its_share(words, picture, size):
    drawn = picture(getattr(bars_of_a_whole(PLACES, words("Trained")), size))
    wholes, lengths = drawn.numbers("chart-whole", "width"), drawn.numbers("chart-mark", "width")
    assert len(set(wholes)) == 1
    assert lengths == pytest.approx([wholes[0] * 84 / 120, wholes[0]], abs=0.02)  # nothing is drawn of nought
    starts = {*drawn.numbers("chart-mark", "x"), *drawn.numbers("chart-whole", "x")}
    assert starts == set(drawn.numbers("chart-axis", "x1"))
    assert len(starts) == 1


def test_values_stand_at_the_end_of_the_whole_and_names_beside_their_bars(words, picture):
    wide = picture(bars_of_a_whole(PLACES, words("Trained")).svg)
    assert wide.texts("chart-value") == ["84 of 120", "0 of 45", "60 of 60"]
    end = wide.numbers("chart-whole", "x")[0] + wide.numbers("chart-whole", "width")[0]
    assert wide.numbers("chart-value", "x") == pytest.approx([end] * 3)
    assert wide.texts("chart-name") == ["Housing", "Parks", "Libraries"]
    assert wide.numbers("chart-name", "y") == wide.numbers("chart-value", "y")


def test_a_long_value_stands_over_its_bar_on_a_phone(words, picture):
    shares = [Share("Housing", [84_000], 120_000), Share("Parks", [1], 45)]
    narrow = picture(bars_of_a_whole(shares, words("Trained")).narrow)
    assert min(narrow.numbers("chart-whole", "width")) > 99
    assert [text.get("text-anchor") for text in narrow.all("chart-value")] == ["end", "end"]
    for value, bar in zip(narrow.numbers("chart-value", "y"), narrow.numbers("chart-whole", "y"), strict=True):
        assert value < bar


@pytest.mark.parametrize("many", [2, 20])
def test_lines_never_lie_on_each_other(words, picture, many):
    shares = [Share("Gwasanaethau Cymdeithasol Oedolion a Chymunedau y Gogledd", [n, 1], 20) for n in range(many)]
    chart = bars_of_a_whole(shares, words("Trained", "Begun"))
    for svg in (chart.svg, chart.narrow):
        drawn = picture(svg)
        tops = drawn.numbers("chart-whole", "y")
        assert len(tops) == many * 2
        assert min(later - earlier for earlier, later in itertools.pairwise(tops)) > 1.1
        assert tops[-1] + 1.1 < float(drawn.root.get("height").removesuffix("em"))
        lines = sorted(drawn.numbers("chart-name", "y"))
        assert min(later - earlier for earlier, later in itertools.pairwise(lines)) > 1


def test_the_table_says_what_is_drawn(words, picture):
    chart = bars_of_a_whole([*PLACES, Share("Depot", ["under 5"], 30)], words("Trained"))
    assert chart.headings == ["Trained", "Of"]
    told = [(row.name, *(text for _heading, text in row.cells)) for row in chart.rows]
    assert told[0] == ("Housing", "84", "120")
    written = [f"{done} of {whole}" if done[0].isdigit() else done for _name, done, whole in told]
    for svg in (chart.svg, chart.narrow):
        assert picture(svg).texts("chart-value") == written


def test_nothing_is_drawn_of_a_whole_of_nought(words, picture):
    chart = bars_of_a_whole([Share("Housing", [0], 0), Share("Parks", [1], 2)], words("Trained"))
    assert len(picture(chart.svg).all("chart-mark")) == 1


@pytest.mark.parametrize("shares", [[], PLACES[:1]])
def test_at_one_value_or_none_the_sentence_stands_alone(words, shares):
    chart = bars_of_a_whole(shares, words("Trained"))
    assert (chart.svg, chart.narrow, chart.tabled) == ("", "", False)


def test_a_part_over_its_whole_and_twenty_one_names_are_refused(words):
    with pytest.raises(ValueError, match="between nought and its whole"):
        bars_of_a_whole([Share("Housing", [3], 2)], words("Trained"))
    with pytest.raises(ValueError, match="at most 20 names"):
        bars_of_a_whole(PLACES * 7, words("Trained"))
