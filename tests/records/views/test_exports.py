"""Asking for a file, watching it, taking it away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.permissions import HR
from records.models import Export
from records.services import exports
from tests.factories.people import make_person
from tests.factories.records import make_export

pytestmark = pytest.mark.django_db


def test_asking_without_a_purpose_keeps_what_was_typed(client, hana, record):
    record()
    response = client.post(reverse("records:new_export"), {"format": "csv", "purpose_note": "Load"})
    assert Export.objects.count() == 0
    assert 'value="Load"' in response.content.decode()
    assert set(response.context["form"].errors) == {"purpose", "form_key"}


def ask(client):
    page = client.get(reverse("records:new_export"))
    key = page.context["form"]["form_key"].value()
    data = {"form_key": key, "format": "csv", "purpose": "report", "purpose_note": "Yearly"}
    return client.post(reverse("records:new_export"), data), data


def test_asking_leads_to_the_file_and_asking_twice_to_the_same(client, hana, record, words):
    record()
    first, data = ask(client)
    again = client.post(reverse("records:new_export"), data)
    export = Export.objects.get()
    assert first.url == again.url == reverse("records:export", args=[export.uuid])
    assert "Making your file" in words(client.get(first.url))
    state = client.get(first.url, headers={"Accept": "application/json"}).json()
    assert state == {"state": "waiting", "done": 0, "total": 1, "words": "0 of 1 row", "url": ""}


def test_a_ready_file_downloads_by_the_button_only(client, hana, record, words):
    record()
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


def test_a_list_asks_as_many_questions_for_three_rows_as_for_one(client, hana, record):
    counts = []
    client.get(reverse("records:exports"))  # what a process asks once is not the list's
    for more in (1, 2):
        for number in range(more):
            record(name=f"P{more}{number}")
            make_export(hana)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("records:exports"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
