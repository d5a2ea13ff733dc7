"""``make run``: from an empty folder to a served page, and back to nothing running."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from tests.servers import Process, free_port, wait_until
from tests.stack import Site

pytestmark = pytest.mark.flow
ROOT = Path(settings.BASE_DIR)
RUN = [sys.executable, str(ROOT / "deploy" / "run.py")]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Empty until the first test has run: what it sets up, the next one finds there."""
    return tmp_path_factory.mktemp("run") / "data"


@pytest.fixture
def env(data):
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("RA_", "DJANGO_", "PYTEST_"))}
    return ours | {"RA_DATA_DIR": str(data), "PORT": str(free_port())}


@pytest.fixture
def running(env, tmp_path):
    process = Site("make run", RUN, log=tmp_path / "run.log", env=env)
    process.url = f"http://127.0.0.1:{env['PORT']}"
    process.start()
    yield process
    family = children(process) if process.alive else []
    process.stop()
    for child in family:
        if child.is_running():
            child.kill()


def children(process: Process) -> list[psutil.Process]:
    """Everything the process has started, and what that has started."""
    return psutil.Process(process.running.pid).children(recursive=True)


def left(family: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run; one that ended and waits for its parent to notice does not."""
    return [child for child in family if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]


def try_run(env) -> subprocess.CompletedProcess[str]:
    """Run, expecting to be turned away."""
    return subprocess.run(RUN, env=env, capture_output=True, text=True, check=False, timeout=60)


def test_it_serves_turns_others_away_and_leaves_nothing_running(running, env, data, tmp_path):
    running.wait_for(lambda: f"Relationships Academy: {running.url}/" in running.tail(1000), seconds=180)
    assert "learner@northbridge.example" in running.tail(1000)
    wait_until(lambda: len(children(running)) >= 4, "web and worker to have started their own processes")

    again = try_run(env)
    assert again.returncode == 1
    assert f"already runs on {data}" in again.stderr
    elsewhere = try_run(env | {"RA_DATA_DIR": str(tmp_path / "other")})
    assert elsewhere.returncode == 1
    assert f"Port {env['PORT']} cannot be used" in elsewhere.stderr

    family = children(running)
    running.running.send_signal(signal.SIGINT)
    assert running.running.wait(40) == 0
    assert left(family) == []
    assert not running.answers()


def test_when_the_worker_dies_the_rest_stops_and_says_so(running):
    running.wait_for(running.answers, seconds=180)
    family = children(running)
    worker = next(child for child in psutil.Process(running.running.pid).children() if "celery" in child.cmdline())
    worker.kill()
    assert running.running.wait(40) == 1
    assert "The worker process ended" in running.tail()
    assert left(family) == []


def test_a_bad_setting_is_named(env):
    refused = try_run(env | {"RA_DEMO": "perhaps"})
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1].startswith("The settings are not right. RA_DEMO must be 1 or 0")
