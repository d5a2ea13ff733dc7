"""Real servers, private to one run: PostgreSQL and Redis, and processes of our own.

Each is started on loopback in a temporary folder, holds nothing worth keeping, and is stopped at the end; several
runs may go on side by side. PostgreSQL refuses to run as root, so as root it runs as an ordinary user id.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psycopg
import redis as redis_client

Answer = TypeVar("Answer")


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(question: Callable[[], Answer], what: str, *, seconds: float = 30) -> Answer:
    """Ask until the answer is true, and return it; after so many seconds fail, saying what was awaited."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"Waited {seconds:g} s in vain: {what}.")
        time.sleep(0.05)


class Process:
    """One process of ours in a group of its own, its output in a file."""

    def __init__(
        self, name: str, argv: Sequence[str | Path], *, log: Path, env: Mapping[str, str], user: str | None = None
    ) -> None:
        self.name, self.argv, self.log, self.env, self.user = name, argv, log, env, user
        self.running: subprocess.Popen[bytes] | None = None

    @property
    def alive(self) -> bool:
        """Whether it is running now."""
        return self.running is not None and self.running.poll() is None

    def start(self) -> None:
        """Start it. Its output is added to the log file."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.argv,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=self.user,
            )

    def wait_for(self, ready: Callable[[], object], *, seconds: float = 60) -> None:
        """Return when it is ready; fail at once, with the end of its output, when it has died."""

        def ready_or_dead() -> bool:
            if not self.alive:
                raise AssertionError(f"{self.name} ended before it was ready.\n{self.tail()}")
            return bool(ready())

        wait_until(ready_or_dead, f"{self.name} to be ready; see {self.log}", seconds=seconds)

    def tail(self, lines: int = 30) -> str:
        """The end of its output."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:]) if self.log.exists() else ""

    def send(self, number: int) -> None:
        """Send a signal to the process and all its children."""
        if self.running is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.running.pid, number)

    def kill(self) -> None:
        """End it as a power cut would: no child gets a chance to tidy up."""
        self.send(signal.SIGKILL)
        if self.running is not None:
            self.running.wait()

    def stop(self, *, how: int = signal.SIGTERM, seconds: float = 20) -> None:
        """Ask it to end, and end it if it does not."""
        if self.alive and self.running is not None:
            os.kill(self.running.pid, how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.running.wait(seconds)
        self.kill()


def postgresql_program(name: str) -> str:
    """Where a program of PostgreSQL's server is: the newest version of Debian's folders, or on the path."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if not found:
        raise RuntimeError(f"PostgreSQL's {name} is not installed. `make install` says what is missing.")
    return found


def ordinary_user() -> str | None:
    """Whom PostgreSQL runs as: ourselves, unless we are root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def postgresql(logs: Path) -> Iterator[dict[str, str]]:
    """A new PostgreSQL without any database of ours; the settings that lead to it. Unsafe at any power cut, so fast."""
    user = ordinary_user()
    folder = Path(tempfile.mkdtemp(prefix="academy-pg-"))
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_"))}
    try:
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        initdb = [postgresql_program("initdb"), "-D", data, "-U", "academy", "--auth=trust", "--no-sync"]
        done = subprocess.run(
            [*initdb, "--encoding=UTF8", "--locale=C.UTF-8"],
            capture_output=True,
            cwd=folder,
            env=environ,
            text=True,
            check=False,
            user=user,
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr[-2000:]}")
        options = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
        options += ["listen_addresses=", f"unix_socket_directories={folder}", "autovacuum=off"]
        argv = [postgresql_program("postgres"), "-D", str(data), *(f"--{option}" for option in options)]
        server = Process("PostgreSQL", argv, log=logs / "server-postgresql.log", env=environ, user=user)
        server.start()
        try:
            server.wait_for(lambda: answers(folder))
            yield {"RA_DB_NAME": "academy", "RA_DB_USER": "academy", "RA_DB_HOST": str(folder)}
        finally:
            server.stop(how=signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def answers(folder: Path) -> bool:
    """Whether the PostgreSQL with its socket in that folder lets us in."""
    try:
        psycopg.connect(host=str(folder), user="academy", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def redis(logs: Path) -> Iterator[dict[str, str]]:
    """A new Redis that writes nothing to disk; the setting that leads to it."""
    port = free_port()
    folder = tempfile.mkdtemp(prefix="academy-redis-")
    argv = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = Process("Redis", [*argv, "--dir", folder], log=logs / "server-redis.log", env=os.environ.copy())
    server.start()
    try:
        with redis_client.Redis(port=port) as client:
            server.wait_for(lambda: pings(client))
        yield {"RA_REDIS_URL": f"redis://127.0.0.1:{port}/0"}
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def pings(client: redis_client.Redis) -> bool:
    """Whether Redis answers."""
    try:
        return bool(client.ping())
    except redis_client.ConnectionError:
        return False
