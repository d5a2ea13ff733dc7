"""The pictures HR looks at first."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.records import make_export

pytestmark = pytest.mark.django_db


def test_an_empty_overview_says_what_will_appear(client, hana, words):
    assert "No completions yet." in words(client.get(reverse("records:overview")))


def test_the_overview_says_how_many_and_draws_the_months_beside_their_table(client, hana, record, words):
    today = timezone.localdate()
    record(completed_on=today)
    record(name="Ola", completed_on=today.replace(day=1) - datetime.timedelta(days=40))
    record(name="Eve", completed_on=today - datetime.timedelta(days=800))
    page = client.get(reverse("records:overview"))
    assert "2 courses were completed in the last twelve months." in words(page)
    assert [count for _name, count in page.context["rows"]] == [1, 1]
    assert page.context["chart"].svg in page.content.decode()
    assert page.context["people"] == 3


def test_somebody_without_a_payroll_number_is_counted_as_unmatched(client, hana, record):
    row = record()
    row.assignment.employee_number = ""
    row.assignment.save()
    assert client.get(reverse("records:overview")).context["unmatched"] == 1


def test_a_list_asks_as_many_questions_for_three_rows_as_for_one(client, hana, record):
    counts = []
    client.get(reverse("records:overview"))  # what a process asks once is not the list's
    for more in (1, 2):
        for number in range(more):
            record(name=f"P{more}{number}")
            make_export(hana)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("records:overview"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
