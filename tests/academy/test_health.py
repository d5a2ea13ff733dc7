"""Is the process up, may it take traffic, and a few counts."""

import pytest
from django.db import InterfaceError, OperationalError, connection

from academy import health
from tests.factories.jobs import make_job

TOKEN = "a-token-of-the-test-suite"


def test_live_asks_neither_database_nor_session(client):
    client.cookies["sessionid"] = "k" * 32
    answer = client.get("/-/live")  # without the database fixture a query would be refused
    assert (answer.status_code, answer.json()) == (200, {"live": True})
    assert answer["Cache-Control"] == "no-store"
    assert answer.cookies == {}


def test_ready_says_that_traffic_may_come(db, client):
    answer = client.get("/-/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "wrong": []})
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("error", [OperationalError("away"), InterfaceError("closed")], ids=repr)
def test_ready_names_a_database_that_is_away(db, client, error):
    def fail(*args):
        raise error

    with connection.execute_wrapper(fail):
        answer = client.get("/-/ready")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "wrong": ["database"]})


def test_ready_names_a_missing_migration(db, client, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: [("a migration", False)])
    assert client.get("/-/ready").json() == {"ready": False, "wrong": ["database"]}


def test_ready_names_a_folder_that_cannot_be_written_and_a_full_disk(db, client, monkeypatch):
    monkeypatch.setattr(health.os, "access", lambda *args: False)
    monkeypatch.setattr(health, "LEAST_FREE_SHARE", 1.1)
    answer = client.get("/-/ready")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "wrong": ["folder", "disk"]})


def test_ready_names_a_folder_that_cannot_be_made(db, client, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError

    monkeypatch.setattr(health.Path, "mkdir", refuse)
    assert client.get("/-/ready").json() == {"ready": False, "wrong": ["folder"]}


def test_health_is_only_read(db, client):
    assert [client.post(address).status_code for address in ("/-/live", "/-/ready", "/-/metrics")] == [405, 405, 405]


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", "Bearer é"])
def test_metrics_are_a_wrong_address_without_the_token(db, client, settings, given):
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/-/metrics", headers={"authorization": given})
    assert (answer.status_code, answer.content) == (404, client.get("/nowhere/").content)


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer"])
def test_without_a_token_in_the_settings_nobody_reads_metrics(db, client, settings, given):
    settings.METRICS_TOKEN = ""
    assert client.get("/-/metrics", headers={"authorization": given}).status_code == 404


def test_metrics_count_jobs_and_name_nobody(db, client, settings, officer):
    settings.METRICS_TOKEN = TOKEN
    make_job(key="one")
    make_job(key="two", status="PARKED")
    answer = client.get("/-/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.text.splitlines() == [
        "# TYPE academy_jobs gauge",
        'academy_jobs{status="queued"} 1',
        'academy_jobs{status="running"} 0',
        'academy_jobs{status="done"} 0',
        'academy_jobs{status="parked"} 1',
    ]
