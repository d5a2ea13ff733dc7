"""The pictures HR looks at first."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from records.views.overview import folded
from tests.factories.records import make_export

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


def test_departments_and_roles_are_bars_of_all_of_them(hana, record, parts):
    for number, (department, role) in enumerate([("Housing", "Warden"), ("Housing", ""), ("Parks", "Warden")]):
        record(name=f"P{number}", completed_on=timezone.localdate(), department=department, staff_role=role)
    found = parts()
    assert found["by-department"].chart.sentence == "Housing: 2 of 3 courses."
    rows = {row.name: [text for _heading, text in row.cells] for row in found["by-role"].chart.rows}
    assert rows == {"Warden": ["2", "3"], "No role": ["1", "3"]}


def test_what_runs_out_is_counted_within_30_90_and_180_days(hana, record, parts):
    for days in (10, 60, 400):
        record(name=f"P{days}", expires_on=timezone.localdate() + datetime.timedelta(days=days))
    chart = parts()["expiring"].chart
    assert chart.sentence == "2 of 3 run out within 90 days."
    assert [text for row in chart.rows for _heading, text in row.cells] == ["1", "3", "2", "3", "2", "3"]


def test_with_one_person_there_are_words_and_no_picture(client, hana, record, parts):
    record(completed_on=timezone.localdate(), department="Housing", staff_role="Warden")
    assert {key: str(part.chart.svg) for key, part in parts().items()} == dict.fromkeys(
        ("by-month", "by-department", "by-role", "expiring"), ""
    )
    assert parts()["by-department"].chart.sentence == "Housing: 1 of 1 course."
    assert parts()["expiring"].chart.sentence == "Nothing that is valid today has an end."


def test_paper_leaves_out_numbers_under_five_and_screen_does_not(client, hana, record, parts):
    for number in range(8):
        department = "Housing" if number < 6 else "Parks"
        record(name=f"P{number}", completed_on=timezone.localdate(), department=department)
    part = parts()["by-department"]
    assert [text for row in part.chart.rows for _heading, text in row.cells] == ["6", "8", "2", "8"]
    assert [text for row in part.paper.rows for _heading, text in row.cells] == ["not shown", "8", "under 5", "8"]
    assert part.paper.sentence == "Numbers under 5 are left out."
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


def test_a_total_under_five_is_words_on_paper(hana, record, parts):
    today = timezone.localdate()
    for number in range(4):
        months = datetime.timedelta(days=31 * number)
        record(name=f"P{number}", completed_on=today - months, department=f"D{number}", expires_on=today + months)
    found = parts()
    assert {part.paper.sentence for part in found.values()} == {
        "Fewer than 5 courses were completed in the last twelve months.",
        "Numbers under 5 are left out.",
    }
    assert not any(part.paper.svg or part.paper.tabled for part in found.values())
    assert found["expiring"].chart.svg


def test_paper_has_six_lines_and_is_the_screen_where_nothing_is_left_out(hana, record, parts):
    for number in range(35):
        record(name=f"P{number}", completed_on=timezone.localdate(), department=f"D{number % 7}", staff_role="Warden")
    found = parts()
    assert [row.name for row in found["by-department"].paper.rows] == ["D0", "D1", "D2", "D3", "D4", "2 others"]
    assert (found["by-role"].paper, found["by-month"].paper) == (None, None)


def test_over_twenty_lines_stand_together_on_the_last():
    counts = [(f"Department {number}", 30 - number) for number in range(25)]
    assert folded(counts[:20], 20) == counts[:20]
    assert len(folded(counts, 20)) == 20
    assert folded(counts, 20)[-1] == ("6 others", 11 + 10 + 9 + 8 + 7 + 6)


def test_somebody_without_a_payroll_number_is_counted_as_unmatched(client, hana, record):
    row = record()
    row.assignment.employee_number = ""
    row.assignment.save()
    assert client.get(reverse("records:overview")).context["counts"][1][1:] == (1, "under 5")


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
