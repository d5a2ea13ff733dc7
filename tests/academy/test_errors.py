"""What people meet when something is wrong."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import Http404
from django.test import Client
from django.urls import path
from psycopg.errors import DeadlockDetected, LockNotAvailable

from academy import urls
from academy.urls import handler400, handler403, handler404, handler500  # noqa: F401 - a URL configuration has them

FAULTS = {
    "operational": OperationalError("server closed the connection to zebra-host"),
    "interface": InterfaceError("connection already closed by zebra-host"),
    "other": DatabaseError("deadlock on zebra-table"),
    "ours": RuntimeError("zebra"),
    "refused": PermissionDenied("zebra"),
    "suspicious": SuspiciousOperation("zebra"),
    "missing": Http404("zebra"),
}


def fault(request, kind):
    raise FAULTS[kind]


fault.login_required = False
urlpatterns = [path("fault/<str:kind>/", fault), *urls.urlpatterns]


@contextmanager
def database_away(error: Exception) -> Iterator[None]:
    """Every query fails from now on."""

    def fail(*args):
        raise error

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def faults(settings, client) -> Client:
    """A browser, on a site with addresses that fail."""
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


def told(words: str, cause: type[Exception]) -> OperationalError:
    """As Django raises it, with psycopg's own error behind it."""
    error = OperationalError(words)
    error.__cause__ = cause()
    return error


BUSY = {
    "postgresql-lock": told("canceling statement due to lock timeout on zebra-table", LockNotAvailable),
    "postgresql-deadlock": told("deadlock detected on zebra-table", DeadlockDetected),
    "sqlite-lock": OperationalError("database is locked"),
}
FAULTS |= BUSY


def facts(answer) -> tuple:
    return answer.status_code, answer.get("Retry-After"), answer["Cache-Control"]


@pytest.mark.parametrize("kind", ["operational", "interface"])
def test_a_database_that_is_away_is_a_503_with_a_way_on(faults, kind):
    answer = faults.get(f"/fault/{kind}/")
    assert facts(answer) == (503, "5", "no-store")
    assert "We cannot save just now" in answer.text
    assert "zebra" not in answer.text


@pytest.mark.parametrize("error", [FAULTS["operational"], FAULTS["interface"]], ids=["operational", "interface"])
@pytest.mark.parametrize("address", ["/learn/", "/", "/cms/", "/verify/K7MQ4/", "/records/exports/"])
def test_it_is_a_503_too_where_the_session_is_what_cannot_be_read(db, client, officer, error, address):
    client.force_login(officer)
    client.raise_request_exception = False
    with database_away(error):
        answer = client.get(address)
    assert facts(answer) == (503, "5", "no-store")


@pytest.mark.parametrize("kind", BUSY)
def test_a_row_that_somebody_holds_too_long_is_a_409_that_says_so(faults, kind):
    answer = faults.get(f"/fault/{kind}/")
    assert facts(answer) == (409, "1", "no-store")
    assert "Somebody else is saving this" in answer.text
    assert "zebra" not in answer.text


@pytest.mark.parametrize("kind", ["operational", "postgresql-lock"])
def test_try_again_sends_the_same_form_with_the_same_key(faults, kind):
    sent = {"form_key": "k", "did": "Sat <with> her", "csrfmiddlewaretoken": "t" * 64, "held_form": "7-1"}
    answer = faults.post(f"/fault/{kind}/?a=1", sent, headers={"origin": "http://testserver"})
    assert f'action="/fault/{kind}/?a=1"' in answer.text
    shown = sent | {"did": "Sat &lt;with&gt; her"}
    for name, text in shown.items():
        assert f'<input type="hidden" name="{name}" value="{text}">' in answer.text


@pytest.mark.parametrize("sent", [{"password": "zebra"}, {"file": io.BytesIO(b"zebra")}, {"did": "zebra" * 50_000}])
def test_what_cannot_be_sent_whole_is_not_in_the_page(faults, sent):
    answer = faults.post("/fault/operational/", sent, headers={"origin": "http://testserver"})
    assert (answer.status_code, "zebra" in answer.text) == (503, False)
    assert 'href=""' in answer.text


def test_another_sites_form_is_not_offered_again(faults):
    answer = faults.post("/fault/operational/", {"did": "zebra"}, headers={"origin": "https://evil.example"})
    assert (answer.status_code, "zebra" in answer.text) == (503, False)


@pytest.mark.parametrize("kind", FAULTS)
def test_with_the_database_away_every_error_page_is_itself_or_says_so(db, faults, kind):
    with database_away(FAULTS["operational"]):
        answer = faults.get(f"/fault/{kind}/")
    own = {
        "other": 500,
        "ours": 500,
        "refused": 403,
        "missing": 404,
        "suspicious": 400,
        **dict.fromkeys(BUSY, 409),
    }
    assert answer.status_code == own.get(kind, 503)
    assert answer.text.count('class="button') >= 2
    assert "zebra" not in answer.text


def test_the_503_asks_the_database_nothing(db, faults, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert faults.get("/fault/operational/").status_code == 503


@pytest.mark.parametrize("kind", ["other", "ours"])
def test_any_other_fault_is_a_500_that_says_nothing_of_it(faults, kind):
    answer = faults.get(f"/fault/{kind}/")
    assert facts(answer) == (500, None, "no-store")
    assert "zebra" not in answer.text


def test_a_bad_request_and_a_refusal_say_nothing_of_why(db, faults):
    refused, suspicious = faults.get("/fault/refused/"), faults.get("/fault/suspicious/")
    assert (refused.status_code, suspicious.status_code) == (403, 400)
    assert "zebra" not in refused.text + suspicious.text


def test_every_wrong_address_is_the_same_page_for_a_visitor(db, client):
    wrong = ["/nowhere/", "/no/where/", "/certificates.txt", "/media/original_images/a.png"]
    pages = {client.get(address).content for address in wrong} | {client.post("/nowhere/").content}
    assert len(pages) == 1
