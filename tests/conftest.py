"""What every test has: a fresh database, no network but loopback, and the cast.

``databases.py`` says where the database comes from, ``cast.py`` who is who, ``stack.py`` has the processes that flow
tests need (site, worker, beat, smtp, browser).
"""

import inspect
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import databases

pytest_plugins = ["tests.cast", "tests.stack"]

KINDS = {"flows": "flow", "races": "race", "interop": "interop"}
KINDS |= dict.fromkeys(("test_access.py", "test_headers.py", "test_logs.py"), "walk")
KINDS |= dict.fromkeys(("test_seed_catalogue.py", "test_seed_demo.py", "test_playing.py"), "seeds")
DATABASE = {"db", "transactional_db"}
# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")
LOOPBACK = ("127.", "::1", "localhost")


def pytest_sessionstart() -> None:
    """A folder for static files, for tests that ask for a page and no database."""
    from django.conf import settings

    if settings.configured:
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where a test stands says what kind it is."""
    for item in items:
        for part, marker in KINDS.items():
            if part in item.path.parts:
                item.add_marker(marker)
        if asks_for_a_database(item):
            item.add_marker("database")


def asks_for_a_database(item: pytest.Item) -> bool:
    """Whether a test, or a fixture of it, names the database; one that reads ``request`` may name it later."""
    named = {*getattr(item, "fixturenames", ()), *(mark.name for mark in item.iter_markers())}
    late = "request" in inspect.signature(getattr(item, "function", item.runtest)).parameters
    return late or bool(named & {*DATABASE, "django_db", "django_db_setup"})


def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest) -> None:
    """Nobody comes to a database unseen: what runs on one engine alone has none."""
    if fixturedef.argname in DATABASE and request.node.get_closest_marker("database") is None:
        pytest.fail(f"{request.node.nodeid} asks for a database late. Name `db` among its fixtures.")


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest) -> databases.Template:
    """What the databases of this run are copied from: seeded as soon as one test of the run needs the stack."""
    seeded = any("stack" in getattr(item, "fixturenames", ()) for item in request.session.items)
    return databases.Template(seeded=seeded)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker, template: databases.Template) -> Iterator[None]:
    """A copy of the template for this process; a test that commits gets the copy renewed instead of emptied tables."""
    from django.apps import apps
    from django.conf import settings
    from django.contrib.contenttypes.models import ContentType
    from django.db import connections
    from django.test import TransactionTestCase

    if template.postgresql:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        name = f"test_{os.getpid()}_{worker}"
        settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = name
    with django_db_blocker.unblock():
        template.build()
        template.copy()
        # Kept from the start, so that the first test of a process makes as many queries as the last.
        ContentType.objects.get_for_models(*apps.get_models(), for_concrete_models=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: template.copy())
        yield
    with django_db_blocker.unblock():
        connections.close_all()
        if template.postgresql:
            databases.drop_database(settings.DATABASES["default"]["NAME"])


@pytest.fixture(scope="session", autouse=True)
def only_loopback() -> Iterator[None]:
    """No test reaches the network."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"A test tried to reach {address}. Only loopback is allowed.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def pytest_unconfigure(config: pytest.Config) -> None:
    """The data folder of this run goes with it."""
    from django.conf import settings

    if settings.configured and not hasattr(config, "workerinput"):
        folder = Path(settings.DATA_DIR)
        if "academy-test-" in str(folder):
            shutil.rmtree(folder, ignore_errors=True)
