"""The suite's databases: migrated once for each state of the migrations, then copied.

Migrating costs many seconds, copying a file or a PostgreSQL template well under one. So a template is built by the
same commands that set up a real site, kept under ``.test/`` (SQLite) or in the server (PostgreSQL), and every run,
every xdist worker and every test that commits gets a fresh copy of it. Which database it is, is settled before
Django starts: with ``RA_DB_NAME`` PostgreSQL, without it SQLite.

A *bare* template holds what the migrations make. A *seeded* one begins as a copy of it, and holds the starter courses
and the demo people too, with their files; the flow tests use it.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".test"
APPS = ["academy", "home", "records", "cohorts", "certificates", "learning", "courses", "people", "jobs", "press"]
BARE = [["migrate", "--skip-checks"], ["createcachetable"]]
SEEDS = [["seed_catalogue"], ["seed_demo"]]
DAY = 24 * 3600


def sources(*, seeded: bool) -> list[Path]:
    """The files a template depends on: migrations and packages; with seeds, all of our code."""
    pattern = "**/*.py" if seeded else "migrations/*.py"
    found = [path for app in APPS for path in sorted((ROOT / app).glob(pattern))]
    if seeded:
        found += [path for app in APPS for path in sorted((ROOT / app).glob("**/*.yaml"))]
    return [*found, ROOT / "academy/settings/base.py", ROOT / "requirements.lock"]


def state(*, seeded: bool) -> str:
    """A short hash that changes when a template must be built again."""
    digest = hashlib.sha256(b"seeded" if seeded else b"bare")
    for path in sources(seeded=seeded):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Hold a lock between processes, so that two runs do not build the same template."""
    KEPT.mkdir(exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_commands(commands: list[list[str]], **environment: str) -> None:
    """Set a database up by the same commands as a real one, each in a process of its own."""
    environ = os.environ | {"DJANGO_SETTINGS_MODULE": "academy.settings.test", "RA_DEMO": "1"} | environment
    environ.pop("PYTEST_XDIST_WORKER", None)
    environ.pop("RA_EMAIL_HOST", None)
    for command in commands:
        done = subprocess.run(
            [sys.executable, ROOT / "manage.py", *command, "--verbosity=0"],
            env=environ,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(command)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")


class Template:
    """A data folder, and on PostgreSQL a database, from which copies are made."""

    def __init__(self, *, seeded: bool) -> None:
        self.bare = Template(seeded=False) if seeded else None
        self.commands = SEEDS if seeded else BARE
        self.name = f"{'seeded' if seeded else 'bare'}_{state(seeded=seeded)}"
        self.postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
        self.folder = KEPT / f"academy-test-{'postgresql' if self.postgresql else 'sqlite'}-{self.name}"

    def build(self) -> None:
        """Make the template unless it is there."""
        with one_at_a_time(self.folder.name):
            if self.folder.exists() and (not self.postgresql or database_exists(self.name)):
                self.folder.touch()
                return
            forget_old_templates()
            building = self.folder.with_name(f"{self.folder.name}-building")
            shutil.rmtree(building, ignore_errors=True)
            shutil.rmtree(self.folder, ignore_errors=True)
            self.begin(building)
            if self.postgresql:
                unfinished = f"building_{self.name}"
                make_database(unfinished, template=self.bare.name if self.bare else "template0")
                run_commands(self.commands, RA_DATA_DIR=str(building), RA_DB_NAME=unfinished)
                on_server("ALTER DATABASE {} RENAME TO {}", unfinished, self.name)
            else:
                run_commands(self.commands, RA_DATA_DIR=str(building))
            building.rename(self.folder)

    def begin(self, folder: Path) -> None:
        """The folder that the commands work in: an empty one, or for seeds what the migrations made."""
        if self.bare:
            self.bare.build()
            shutil.copytree(self.bare.folder, folder)
        else:
            (folder / "static").mkdir(parents=True)

    def copy(self) -> None:
        """Replace this process's database and data folder by fresh copies. Other connections to it are cut."""
        connections.close_all()
        folder = Path(settings.DATA_DIR)
        for old in folder.iterdir() if folder.exists() else ():
            if old.name not in {"broker", "profile"}:
                put_away(old)
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        if self.postgresql:
            make_database(settings.DATABASES["default"]["NAME"], template=self.name)


def put_away(old: Path) -> None:
    """Remove a file or a folder, although a worker may be writing into it: it is moved out of reach first."""
    if old.is_dir():
        gone = old.rename(old.parent.with_name(f"{old.parent.name}-gone-{uuid.uuid4().hex}"))
        shutil.rmtree(gone, ignore_errors=True)
    else:
        old.unlink(missing_ok=True)


def forget_old_templates() -> None:
    """Remove the templates that nobody has used for a day."""
    for folder in KEPT.glob("academy-test-*"):
        if time.time() - folder.stat().st_mtime > DAY:
            shutil.rmtree(folder, ignore_errors=True)


def on_server(statement: str, *names: str) -> list[tuple]:
    """Run one statement on the server's own database, outside any transaction, with identifiers quoted."""
    where = settings.DATABASES["default"]
    with psycopg.connect(
        dbname="postgres",
        user=where["USER"] or None,
        password=where["PASSWORD"] or None,
        host=where["HOST"] or None,
        port=where["PORT"] or None,
        autocommit=True,
    ) as connection:
        cursor = connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
        return cursor.fetchall() if cursor.description else []


def database_exists(name: str) -> bool:
    """Whether the server has a database of that name."""
    return (name,) in on_server("SELECT datname FROM pg_database")


def make_database(name: str, *, template: str) -> None:
    """A fresh database; one of that name, and whoever is connected to it, goes first."""
    drop_database(name)
    on_server("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)


def drop_database(name: str) -> None:
    """Remove a database and cut its connections."""
    on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
