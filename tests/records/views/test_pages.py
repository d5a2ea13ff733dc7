"""The pages of records, as HR meets them."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.permissions import HR
from records.models import Export
from records.services import exports
from tests.factories.people import make_organisation, make_person, make_post
from tests.factories.records import make_export, make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana(client):
    person = make_person(given_name="Hana", organisation=make_organisation(), groups=[HR])
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return person


def record(hana, name="Siân", **values):
    person = make_person(given_name=name, organisation=hana.organisation)
    return make_record(make_post(person, organisation=hana.organisation, employee_number=f"0{name}"), **values)


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_an_empty_report_says_what_will_appear(client, hana):
    assert "No completions yet." in words(client.get(reverse("records:completions")))
    assert "No completions yet." in words(client.get(reverse("records:overview")))


def test_the_report_shows_the_row_with_its_role_and_department_then(client, hana):
    record(hana, staff_role="Caretaker", department="Housing / Estates")
    text = words(client.get(reverse("records:completions")))
    for part in ("Siân", "0Siân", "Community Connector", "Caretaker", "Housing / Estates", "Export this 1 row"):
        assert part in text


def test_the_report_leaves_sessions_out_until_asked_for(client, hana):
    record(hana, item_type="session", item_title="The two-hour session")
    assert "Nothing" in words(client.get(reverse("records:completions"))) or "No completions" in words(
        client.get(reverse("records:completions"))
    )
    text = words(client.get(reverse("records:completions"), {"item_type": "session"}))
    assert "The two-hour session" in text


def test_filters_in_force_are_chips_that_can_be_removed(client, hana):
    record(hana, department="Housing")
    text = client.get(reverse("records:completions"), {"department": "Housing", "q": "siân"}).content.decode()
    assert "Department: Housing" in text
    assert 'href="?q=si%C3%A2n"' in text


def test_a_bad_day_is_told_in_its_field_and_nothing_is_lost(client, hana):
    response = client.get(reverse("records:completions"), {"completed_from": "soon", "q": "Siân"})
    assert response.context["form"].errors.keys() == {"completed_from"}
    assert 'value="Siân"' in response.content.decode()


@pytest.mark.parametrize("route", ["records:overview", "records:completions", "records:exports"])
def test_a_list_asks_as_many_questions_for_three_rows_as_for_one(client, hana, route):
    counts = []
    client.get(reverse(route))  # what a process asks once is not the list's
    for more in (1, 2):
        for number in range(more):
            record(hana, name=f"P{more}{number}")
            make_export(hana)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(route))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_another_employers_person_is_not_found(client, hana):
    theirs = make_organisation()
    other = make_record(make_post(make_person(organisation=theirs), organisation=theirs))
    assert client.get(reverse("records:person", args=[other.person.uuid])).status_code == 404


def test_a_persons_page_lists_posts_and_records(client, hana):
    row = record(hana, completed_on=datetime.date(2026, 3, 4))
    text = words(client.get(reverse("records:person", args=[row.person.uuid])))
    assert "Community Connector" in text
    assert "4 Mar" in text
    assert "never part of this record" in text


def test_asking_without_a_purpose_keeps_what_was_typed(client, hana):
    record(hana)
    response = client.post(reverse("records:new_export"), {"format": "csv", "purpose_note": "Load"})
    assert Export.objects.count() == 0
    assert 'value="Load"' in response.content.decode()
    assert set(response.context["form"].errors) == {"purpose", "form_key"}


def ask(client):
    page = client.get(reverse("records:new_export"))
    key = page.context["form"]["form_key"].value()
    data = {"form_key": key, "format": "csv", "purpose": "report", "purpose_note": "Yearly"}
    return client.post(reverse("records:new_export"), data), data


def test_asking_leads_to_the_file_and_asking_twice_to_the_same(client, hana):
    record(hana)
    first, data = ask(client)
    again = client.post(reverse("records:new_export"), data)
    export = Export.objects.get()
    assert first.url == again.url == reverse("records:export", args=[export.uuid])
    assert "Making your file" in words(client.get(first.url))
    state = client.get(first.url, headers={"Accept": "application/json"}).json()
    assert state == {"state": "waiting", "done": 0, "total": 1, "words": "0 of 1 rows", "url": ""}


def test_a_ready_file_downloads_by_the_button_only(client, hana):
    record(hana)
    first, _data = ask(client)
    exports.build_export(export=Export.objects.get())
    assert "Your file is ready: 1 row." in words(client.get(first.url))
    response = client.post(first.url)
    assert response["Content-Disposition"].startswith('attachment; filename="academy_completions_')
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content).startswith(b"record_id,")
    assert Export.objects.get().downloads == 1


def test_a_colleagues_file_is_not_found(client, hana):
    colleague = make_person(organisation=hana.organisation, groups=[HR])
    url = reverse("records:export", args=[make_export(colleague).uuid])
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
