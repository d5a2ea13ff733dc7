"""The page of one's own data, and the file."""

import time
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import registry
from people.models import DataFile
from people.services import data_files
from tests.factories.certificates import make_certificate

PAGE = "/accounts/my-data/"


@pytest.fixture
def rosa(client, resident):
    client.force_login(resident)
    client.get("/accounts/settings/")
    return resident


def ask(client):
    return client.post(PAGE, {"form_key": str(uuid.uuid4())})


def asked_long_ago(client):
    session = client.session
    session["signed_in_at"] = int(time.time()) - 3600
    session.save()


def words(response):
    return " ".join(response.content.decode().split())


def test_the_page_says_in_words_what_is_held_and_why(client, rosa):
    page = words(client.get(PAGE))
    for line in ("Account: 1", "To know who takes part, and to let them sign in.", "Make my file"):
        assert line in page
    assert "Posts" not in page  # there are none


def test_the_file_is_asked_for_made_and_taken_away_by_the_button_alone(client, rosa):
    first = ask(client)
    made = DataFile.objects.get()
    assert first.url == reverse("people:data_file", args=[made.uuid])
    assert "Making your file" in words(client.get(first.url))
    waiting = client.get(first.url, headers={"Accept": "application/json"}).json()
    assert waiting == {"state": "waiting", "done": 0, "total": 0, "url": ""}
    assert client.post(first.url).status_code == 404
    data_files.build_file(file=made)
    assert client.get(first.url, headers={"Accept": "application/json"}).json()["url"] == first.url
    assert "Your file is ready" in words(client.get(first.url))
    assert "Make a new file" in words(client.get(PAGE))
    taken = client.post(first.url)
    assert taken["Content-Disposition"].startswith('attachment; filename="my-data-')
    assert "no-store" in taken["Cache-Control"]
    assert b"".join(taken.streaming_content).startswith(b"PK")
    DataFile.objects.update(sha256="0" * 64)
    assert client.post(first.url).status_code == 404  # not what was made
    data_files.drop_old(now=DataFile.objects.get().until)
    assert "This file is no longer kept." in words(client.get(first.url))


def test_nobody_else_finds_the_file(client, rosa, administrator):
    url = ask(client).url
    data_files.build_file(file=DataFile.objects.get())
    client.force_login(administrator)
    assert [client.get(url).status_code, client.post(url).status_code] == [404, 404]


def test_whoever_showed_long_ago_who_they_are_is_asked_before_making_and_before_taking(client, rosa):
    rosa.set_password("relationships")
    rosa.save()
    client.force_login(rosa)
    url = ask(client).url
    data_files.build_file(file=DataFile.objects.get())
    asked_long_ago(client)
    for address in (PAGE, url):
        answer = client.post(address, {"form_key": str(uuid.uuid4())})
        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/reauthenticate/")
    assert DataFile.objects.count() == 1


def test_a_form_that_somebody_else_used_is_said_to_be_used_and_makes_nothing(client, rosa, administrator):
    key = uuid.uuid4()
    data_files.request_file(person=administrator, form_key=key)
    answer = client.post(PAGE, {"form_key": str(key)})
    assert (answer.status_code, "This form was used before. Open the page again." in words(answer)) == (200, True)
    assert DataFile.objects.get().person == administrator


def test_on_a_shared_device_it_says_that_the_file_stays(client, rosa):
    session = client.session
    session["shared_device"] = True
    session.save()
    assert "This device is shared." in words(client.get(PAGE))
    data_files.build_file(file=data_files.request_file(person=rosa, form_key=uuid.uuid4()))
    assert "This device is shared." in words(
        client.get(reverse("people:data_file", args=[DataFile.objects.get().uuid]))
    )


def test_the_page_asks_the_same_questions_for_one_row_and_for_three(client, resident):
    client.force_login(resident)
    counted = {}
    for count in (1, 2, 3):
        make_certificate(person=resident)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            assert f"Certificates: {count}" in words(client.get(PAGE))
        counted[count] = len(asked)
    # One question for each kind of thing, two for a few: how many kinds there are is the registry's to say.
    assert counted[1] == counted[3] <= len(registry.holdings()) + 24
