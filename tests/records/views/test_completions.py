"""The report and one person, as HR meets them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from records.services.exports import rows_of
from tests.factories.people import make_organisation, make_person, make_post
from tests.factories.records import make_export, make_record

pytestmark = pytest.mark.django_db


def test_an_empty_report_says_what_will_appear(client, hana, words):
    assert "No completions yet." in words(client.get(reverse("records:completions")))


def test_the_report_shows_the_row_with_its_role_and_department_then(client, hana, record, words):
    record(staff_role="Caretaker", department="Housing / Estates")
    text = words(client.get(reverse("records:completions")))
    for part in ("Siân", "0Siân", "Community Connector", "Caretaker", "Housing / Estates", "Export this row"):
        assert part in text


def test_each_cell_stands_under_its_head_and_the_name_leads_to_its_person(client, hana, record):
    row = record(department="Housing", completed_on=datetime.date(2026, 3, 4))
    table = client.get(reverse("records:completions")).context["table"]
    cells = table["rows"][0]
    assert [cell["label"] for cell in cells] == [column["label"] for column in table["columns"]]
    assert (cells[0]["text"], cells[0]["note"]) == (row.person.get_full_name(), "0Siân")
    assert (cells[3]["text"], cells[5]["day"]) == ("Housing", datetime.date(2026, 3, 4))
    assert cells[0]["url"] == reverse("records:person", args=[row.person.uuid])
    page = client.get(cells[0]["url"])
    assert page.context["table"]["rows"][0][0]["url"] == ""


def test_rows_of_one_day_stand_the_newest_first_on_screen_and_in_the_file(client, hana, record):
    early = record(name="Ana", completed_at=datetime.datetime(2026, 3, 4, 8, tzinfo=datetime.UTC))
    first, second = record(name="Bea"), record(name="Cem")
    page = client.get(reverse("records:completions")).context["page"]
    assert list(page.object_list) == [second, first, early]
    assert list(rows_of(make_export(hana))) == [second, first, early]


def test_the_report_leaves_sessions_out_until_asked_for(client, hana, record, words):
    record(item_type="session", item_title="The two-hour session")
    assert "Nothing" in words(client.get(reverse("records:completions"))) or "No completions" in words(
        client.get(reverse("records:completions"))
    )
    text = words(client.get(reverse("records:completions"), {"item_type": "session"}))
    assert "The two-hour session" in text


def test_filters_in_force_are_chips_that_can_be_removed(client, hana, record):
    record(department="Housing")
    text = client.get(reverse("records:completions"), {"department": "Housing", "q": "siân"}).content.decode()
    assert "Department: Housing" in text
    assert 'href="?q=si%C3%A2n"' in text


def test_a_bad_day_is_told_in_its_field_and_nothing_is_lost(client, hana):
    response = client.get(reverse("records:completions"), {"completed_from": "soon", "q": "Siân"})
    assert response.context["form"].errors.keys() == {"completed_from"}
    assert 'value="Siân"' in response.content.decode()


def test_another_employers_person_is_not_found(client, hana):
    theirs = make_organisation()
    other = make_record(make_post(make_person(organisation=theirs), organisation=theirs))
    assert client.get(reverse("records:person", args=[other.person.uuid])).status_code == 404


def test_a_persons_page_lists_posts_and_records(client, hana, record, words):
    row = record(completed_on=datetime.date(2026, 3, 4))
    text = words(client.get(reverse("records:person", args=[row.person.uuid])))
    assert "Community Connector" in text
    assert "4 Mar" in text
    assert "never part of this record" in text


def test_a_list_asks_as_many_questions_for_three_rows_as_for_one(client, hana, record):
    counts = []
    client.get(reverse("records:completions"))  # what a process asks once is not the list's
    for more in (1, 2):
        for number in range(more):
            record(name=f"P{more}{number}")
            make_export(hana)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("records:completions"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
