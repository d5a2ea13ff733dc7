"""The pictures HR looks at first."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.records import make_export

LEFT_OUT = "A number under 5 is not shown, and sometimes another beside it. So nobody can be picked out."
pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(client):
    """The pictures of the page by their key."""
    return lambda: {part.chart.key: part for part in client.get(reverse("records:overview")).context["parts"]}


def test_an_empty_overview_says_what_will_appear(client, hana, words):
    assert "No completions yet." in words(client.get(reverse("records:overview")))


def test_the_overview_says_how_many_and_draws_the_months_beside_their_table(client, hana, record, words, parts):
    today = timezone.localdate()
    record(completed_on=today)
    record(name="Ola", completed_on=today.replace(day=1) - datetime.timedelta(days=40))
    record(name="Eve", completed_on=today - datetime.timedelta(days=800))
    page = client.get(reverse("records:overview"))
    assert "2 courses were completed in the last twelve months." in words(page)
    chart = parts()["by-month"].chart
    assert [text for row in chart.rows for _heading, text in row.cells if text != "0"] == ["1", "1"]
    assert len(chart.rows) == 12
    assert chart.svg in page.content.decode()
    assert page.context["counts"][0][1] == 3


def test_paper_leaves_out_numbers_under_five_and_screen_does_not(client, hana, record, parts):
    for number in range(8):
        department = "Housing" if number < 6 else "Parks"
        record(name=f"P{number}", completed_on=timezone.localdate(), department=department)
    part = parts()["by-department"]
    assert [text for row in part.chart.rows for _heading, text in row.cells] == ["6", "8", "2", "8"]
    assert [text for row in part.paper.rows for _heading, text in row.cells] == ["not shown", "8", "not shown", "8"]
    assert part.paper.sentence == LEFT_OUT
    page = client.get(reverse("records:overview")).content.decode()
    before, paper = page.split('<div class="print-only">', 1)
    assert part.chart.svg in before
    assert part.paper.svg in paper
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_each_picture_leads_to_its_rows(client, hana, record, parts):
    today = timezone.localdate()
    record(completed_on=today, expires_on=today + datetime.timedelta(days=100))
    record(name="Ola", completed_on=today - datetime.timedelta(days=800), expires_on=today - datetime.timedelta(days=1))
    for part in parts().values():
        found = client.get(part.url)
        assert found.context["page"].paginator.count == 1


def test_a_list_asks_as_many_questions_for_three_rows_as_for_one(client, hana, record):
    counts = []
    client.get(reverse("records:overview"))  # what a process asks once is not the list's
    for more in (1, 2):
        for number in range(more):
            record(name=f"P{more}{number}", department=f"Department {more}{number}", staff_role=f"Role {more}{number}")
            make_export(hana)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("records:overview"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
