"""The charts of the style guide, through the component that every page shows them with."""

import re

import pytest
from django.template.loader import render_to_string

from academy.chart_specimens import chart_samples


@pytest.fixture
def shown():
    """What the component makes of each sample, by its key."""
    return {chart.key: render_to_string("components/chart.html", {"chart": chart}) for chart in chart_samples()}


def test_each_has_its_sentence_over_its_pictures_over_its_table(shown):
    for chart in chart_samples():
        html = shown[chart.key]
        assert chart.sentence in html
        parts = ["chart-sentence", *(["chart-wide", "chart-narrow"] if chart.svg else []), *["<table"] * chart.tabled]
        assert re.findall("chart-sentence|chart-wide|chart-narrow|<table", html) == parts
        assert (html.count("<svg"), html.count("<table")) == (2 * bool(chart.svg), int(chart.tabled))


def test_a_table_is_open_under_eight_rows_and_folds_from_there(shown):
    folds = {key for key, html in shown.items() if "<details" in html}
    assert folds == {"sample-month", "sample-large", "sample-twenty"}


def test_one_value_and_none_are_a_sentence(shown):
    for key in ("sample-one", "sample-none"):
        assert not re.search("<svg|<table|<figure", shown[key])


def test_the_table_has_a_caption_and_headings_for_its_rows_and_columns(shown):
    html = shown["sample-whole"]
    assert "<caption>By department</caption>" in html
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 5
    assert html.count('data-label="Trained"') == 5


def test_every_chart_on_one_page_has_ids_of_its_own_and_no_style(shown):
    page = "".join(shown.values())
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert ids
    assert len(ids) == len(set(ids))
    assert not re.search(r"\sstyle=|<style|<script", page)
