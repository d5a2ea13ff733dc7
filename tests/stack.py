"""The whole house as a test sees it: site, worker, beat, mail server and browser, each a real one.

A test that asks for any of these runs against a seeded database that is committed, and copied afresh afterwards.
The processes live as long as the run; a test may kill one, the next test finds it running again.

    def test_something(site, worker, smtp, new_page): …

``python -m tests.run flows -k name`` starts PostgreSQL and Redis and runs such tests.
"""

import email
import os
import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path

import pytest
import redis
from playwright.sync_api import Browser, Page, sync_playwright

from tests.databases import KEPT, ROOT
from tests.servers import Process, free_port, wait_until

LOGS = KEPT / "logs"
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
CHROMIUM += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
CHROMIUM += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]


class Site(Process):
    """The running site."""

    url = ""

    def answers(self, path: str = "/-/live") -> bool:
        """Whether the site answers an address at all."""
        try:
            urllib.request.urlopen(self.url + path, timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True


class Letterbox:
    """An SMTP server on loopback that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        """Called by aiosmtpd for each message."""
        message = email.message_from_bytes(envelope.content, policy=modern)
        message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.messages.append(message)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """The messages that went to an address, in the order they came."""
        return [message for message in self.messages if address in message["X-Envelope-To"].split(", ")]

    def wait_for(self, address: str, *, count: int = 1, seconds: float = 30) -> list[EmailMessage]:
        """The messages to an address, as soon as there are so many."""
        enough = f"{count} messages to {address}; there are {len(self.messages)} in all"
        return wait_until(lambda: len(self.to(address)) >= count and self.to(address), enough, seconds=seconds)

    def wait_for_subject(self, address: str, words: str, *, seconds: float = 30) -> EmailMessage:
        """The one message to an address with these words in its subject. Other letters may come before or after."""

        def found() -> list[EmailMessage]:
            return [message for message in self.to(address) if words in message["Subject"]]

        (message,) = wait_until(found, f"a message to {address} about {words!r}", seconds=seconds)
        return message


@pytest.fixture(scope="session")
def letterbox() -> Iterator[tuple[Letterbox, int]]:
    """The mail server of this run, and its port."""
    from aiosmtpd.controller import Controller

    box, port = Letterbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


@pytest.fixture(scope="session")
def processes(django_db_setup: None, letterbox: tuple[Letterbox, int]) -> Iterator[dict[str, Process]]:
    """Site, worker and beat of this run, not yet started. They share the test's database and data folder."""
    from django.conf import settings

    if os.environ.get("ACADEMY_TEST_SERVERS") != "private":
        pytest.fail("This test needs PostgreSQL and Redis of its own: `python -m tests.run flows -k …` starts them.")
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "academy.settings.test",
        "RA_DATA_DIR": str(settings.DATA_DIR),
        "RA_DB_NAME": settings.DATABASES["default"]["NAME"],
        "RA_DEMO": "1",
        "RA_MFA_REQUIRED": "0",
        "RA_EMAIL_HOST": "127.0.0.1",
        "RA_EMAIL_PORT": str(letterbox[1]),
        "PYTHONUNBUFFERED": "1",
    }
    python = Path(sys.executable)
    port = settings.SITE_URL.rpartition(":")[2]
    gunicorn = [python, "-m", "gunicorn", "academy.wsgi", f"--bind=127.0.0.1:{port}", "--workers=1", "--threads=8"]
    celery = [python, "-m", "celery", "-A", "academy", "--workdir", ROOT]
    site = Site("site", [*gunicorn, "--no-control-socket", f"--chdir={ROOT}"], log=LOGS / "site.log", env=env)
    site.url = settings.SITE_URL
    worker = [*celery, "worker", "-Q", "quick,documents", "--concurrency=2", "--loglevel=INFO"]
    beat = [*celery, "beat", "--pidfile=", "--loglevel=INFO"]
    family = {
        "site": site,
        "worker": Process("worker", worker, log=LOGS / "worker.log", env=env),
        "beat": Process("beat", beat, log=LOGS / "beat.log", env=env),
    }
    for process in family.values():
        process.log.unlink(missing_ok=True)
    yield family
    for process in family.values():
        process.stop()


@pytest.fixture
def stack(transactional_db: None, processes: dict[str, Process]) -> dict[str, Process]:
    """A seeded, committed database and a broker without messages; what runs, the test says by asking for it."""
    with broker() as client:
        client.delete("quick", "documents", "unacked", "unacked_index")
    return processes


@pytest.fixture
def still(stack: dict[str, Process]) -> dict[str, Process]:
    """Worker and beat that are not running yet: what the demonstration left to be done is still to do."""
    for name in ("worker", "beat"):
        stack[name].stop()
    return stack


def broker() -> redis.Redis:
    """A connection to this run's Redis."""
    from django.conf import settings

    return redis.Redis.from_url(settings.REDIS_URL)


def somebody_waits_for_work() -> bool:
    """Whether a worker has come as far as asking Redis for messages."""
    with broker() as client:
        return any(connection["cmd"] == "brpop" for connection in client.client_list())


@pytest.fixture
def site(stack: dict[str, Process]) -> Site:
    """The site, answering: ``site.url``."""
    found = stack["site"]
    assert isinstance(found, Site)
    if not found.alive:
        found.start()
    found.wait_for(found.answers)
    return found


@pytest.fixture
def worker(stack: dict[str, Process]) -> Process:
    """A Celery worker with both queues. ``worker.kill()``, ``worker.start()``."""
    found = stack["worker"]
    if not found.alive:
        found.start()
    found.wait_for(somebody_waits_for_work)
    return found


@pytest.fixture
def beat(stack: dict[str, Process]) -> Process:
    """Celery beat: asks for the sweep every 5 s and the tick every minute."""
    found = stack["beat"]
    if not found.alive:
        found.start()
    found.wait_for(lambda: "is starting" in found.tail(10_000))
    return found


@pytest.fixture
def smtp(letterbox: tuple[Letterbox, int]) -> Letterbox:
    """The mail server, empty: ``smtp.wait_for("learner@northbridge.example")``."""
    letterbox[0].messages.clear()
    return letterbox[0]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium with a fresh profile, which can reach loopback only."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is not installed. `make install` says what is missing."
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in our thread, so Django takes every query of the test for one of a coroutine.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield started
        started.close()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """Chromium; every context a test opens is closed after it."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def new_page(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page for one more person, each with cookies of their own: ``new_page(width=390)``.

    Whatever the browser complains of (a broken script, a refused style, a missing file) fails the test.
    """
    complaints: list[str] = []

    def open_page(*, width: int = 1280, height: int = 800, **options: object) -> Page:
        viewport = {"width": width, "height": height}
        context = browser.new_context(base_url=site.url, viewport=viewport, locale="en-GB", **options)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda line: complaints.append(f"{page.url}: {line.text}") if line.type == "error" else None,
        )
        return page

    yield open_page
    expected = [f"status of {code}" for code in (400, 403, 404, 409, 410, 422)]  # a page that says so is no fault
    assert [line for line in complaints if not any(status in line for status in expected)] == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A failed flow test shows what the processes said, and leaves a picture of each open page."""
    report = yield
    fixtures = getattr(item, "funcargs", {})
    if report.failed and "stack" in fixtures:
        for process in fixtures["stack"].values():
            report.sections.append((f"end of {process.log}", process.tail(25)))
        if "browser" in fixtures and report.when == "call":
            for number, context in enumerate(fixtures["browser"].contexts):
                for page in context.pages:
                    picture = KEPT / "pictures" / f"{item.name}-{number}.png"
                    page.screenshot(path=picture, full_page=True)
                    report.sections.append(("picture", f"{page.url} {picture}"))
    return report
