"""Serves the academy from one command: prepares the data folder, then runs web and worker until it is told to stop.

``make run`` calls this once the environment is there. It is for one machine: a laptop, or a pilot of some two hundred
people. docs/operations.md has the larger shapes.
"""

import argparse
import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
GRACE = 20  # seconds a child has to finish what it is doing
QUIET = ["-W", "ignore:You're running the worker with superuser"]  # in a container one is root
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PEOPLE = {
    "learner": "takes courses, at work",
    "resident": "takes a course, at home",
    "trainer": "runs cohorts",
    "editor": "writes courses",
    "hr": "exports completion records",
    "admin": "looks after the site",
}


class Stop(Exception):  # noqa: N818  it is not an error
    """Somebody asked us to stop."""


def say(*lines: str) -> None:
    """Tell whoever started us."""
    print(*lines, sep="\n", flush=True)


def stop_asked(number: int, frame: FrameType | None) -> None:
    """Ctrl-C, or a TERM from outside. A second one changes nothing: we are stopping already."""
    for each in STOPS:
        signal.signal(each, signal.SIG_IGN)
    raise Stop


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """One run for one data folder: two workers with two beats are harmless, two web servers in one file are not."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            sys.exit(
                f"The academy already runs on {data} (process {lock.read().strip()}). Stop it with Ctrl-C there, "
                "or name another folder and port: RA_DATA_DIR=other PORT=8001 make run"
            )
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def check_port(port: int) -> None:
    """Stop with a sentence if somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            sys.exit(f"Port {port} cannot be used ({error.strerror}). Choose another: PORT={port + 1} make run")


def set_aside(data: Path) -> None:
    """Begin afresh: everything in the data folder goes to ``before`` in it, and what was there before that goes."""
    from django.conf import settings  # noqa: PLC0415  Django is set up after the folder is settled

    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        sys.exit("This starts the SQLite database of the data folder afresh. Empty a PostgreSQL database by hand.")
    before = data / "before"
    shutil.rmtree(before, ignore_errors=True)
    before.mkdir()
    for old in data.iterdir():
        if old.name not in {"before", "run.lock", "secret-key"}:
            old.rename(before / old.name)
    say(f"What was there is kept in {before}.")


def prepare(data: Path) -> None:
    """A database with every table; with the starter courses and, in demo mode, the demo people, once."""
    from django.conf import settings  # noqa: PLC0415  as above
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Setting up the database")
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    seeded = data / "seeded"  # the commands change nothing that is there, so a lost mark costs only time
    if not seeded.exists() or seeded.read_text(encoding="utf-8") != database_name():
        say("Adding the starter courses" + (" and the demo people" if settings.DEMO else ""))
        call_command("seed_catalogue", verbosity=0)
        if settings.DEMO:
            call_command("seed_demo", verbosity=0)
        seeded.write_text(database_name(), encoding="utf-8")
    connection.close()


def database_name() -> str:
    """Which database we have, so that the mark in the data folder cannot speak for another one."""
    from django.conf import settings  # noqa: PLC0415  as above

    where = settings.DATABASES["default"]
    return f"{where.get('HOST', '')} {where.get('PORT', '')} {where['NAME']}"


def start_all(port: int, children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Web and worker, each in a process group of its own, so that Ctrl-C reaches us alone."""
    from django.conf import settings  # noqa: PLC0415  as above

    gunicorn = ["gunicorn", "academy.wsgi", f"--bind={HOST}:{port}", f"--workers={settings.WORKERS}", "--threads=8"]
    gunicorn += ["--no-control-socket", "--graceful-timeout=15", "--log-level=warning"]
    celery = ["celery", "--quiet", "-A", "academy", "worker", "-B", "-Q", "quick,documents", "--concurrency=1"]
    celery += ["--loglevel=WARNING", "--without-gossip", "--without-mingle"]
    for name, command in (("web", gunicorn), ("worker", celery)):
        children[name] = subprocess.Popen(
            [sys.executable, *QUIET, "-m", *command], cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True
        )


def first_dead(children: dict[str, subprocess.Popen[bytes]]) -> str | None:
    """The name of a child that has ended."""
    return next((name for name, child in children.items() if child.poll() is not None), None)


def is_up(port: int) -> bool:
    """Whether the site answers."""
    try:
        urllib.request.urlopen(f"http://{HOST}:{port}/-/live", timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def watch(children: dict[str, subprocess.Popen[bytes]], port: int) -> str:
    """Say when the site is up, then wait until a child ends; its name."""
    greeted = False
    while not (dead := first_dead(children)):
        if not greeted and is_up(port):
            greet(port)
            greeted = True
        time.sleep(0.3)
    return dead


def greet(port: int) -> None:
    """Where to go, and whom to be."""
    from django.conf import settings  # noqa: PLC0415  as above

    say("", f"Relationships Academy: http://{HOST}:{port}/")
    if settings.DEMO:
        width = max(map(len, PEOPLE)) + len("@northbridge.example")
        people = [f"  {f'{name}@northbridge.example':<{width}}  {does}" for name, does in PEOPLE.items()]
        say("", "Sign in as one of these, with the password: relationships", *people)
        say("", "The same people are at southmoor.example. A cohort's join code: TEACUP")
    if settings.SHOW_MAILBOX:
        say(f"Mail goes to http://{HOST}:{port}/accounts/mailbox/")
    say("", "Ctrl-C stops it. Nothing is lost.", "")


def stop_all(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask every child to finish, wait, and end whatever is left of its group."""
    for child in children.values():
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
    end = time.monotonic() + GRACE
    for child in children.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, end - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def serve(port: int) -> int:
    """Run web and worker until told to stop (0) or until one of them ends (1)."""
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        start_all(port, children)
        dead = watch(children, port)
    except Stop:
        say("Stopping")
        return 0
    else:
        say(
            f"The {dead} process ended (code {children[dead].returncode}); its last lines are above. Stopping the rest."
        )
        return 1
    finally:
        stop_all(children)


def main() -> int:
    """Prepare, then serve."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--afresh", action="store_true", help="set the data aside and fill a new database; no serving"
    )
    afresh = arguments.parse_args().afresh
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings.development")
    os.environ.setdefault("PORT", "8000")
    import django  # noqa: PLC0415  the settings are named above
    from django.conf import settings  # noqa: PLC0415
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    for number in STOPS:
        signal.signal(number, stop_asked)
    try:
        data, port = Path(settings.DATA_DIR), int(os.environ["PORT"])
        with only_one(data):
            if afresh:
                set_aside(data)
            else:
                check_port(port)
            django.setup()
            prepare(data)
            return 0 if afresh else serve(port)
    except ImproperlyConfigured as error:
        sys.exit(f"The settings are not right. {error}")
    except Stop:
        return 0


if __name__ == "__main__":
    sys.exit(main())
