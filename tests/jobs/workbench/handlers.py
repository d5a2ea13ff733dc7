"""What the workbench does. Leases are short and sweeps frequent here: a dead worker is noticed within a test."""

import contextlib
import os
import time
from datetime import timedelta
from pathlib import Path

from celery.signals import worker_ready
from django.conf import settings

from academy.celery import app
from jobs.registry import handles
from jobs.services import LEASES

BENCH = Path(settings.DATA_DIR) / "broker" / "bench"
SHORT_LEASE = timedelta(seconds=2)
SWEPT = 1  # seconds: the beat notices a lapsed claim at latest so long after

for queue in LEASES:
    LEASES[queue] = SHORT_LEASE
app.conf.beat_schedule["sweep"]["schedule"] = float(SWEPT)


@worker_ready.connect
def say_so(**_kwargs: object) -> None:
    """Leave a file that says that the worker takes messages now."""
    BENCH.mkdir(parents=True, exist_ok=True)
    (BENCH / "ready").touch()


def line(name: str, number: int) -> None:
    """Add a line to one of the bench's files. One write, so that two processes do not mix."""
    BENCH.mkdir(parents=True, exist_ok=True)
    handle = os.open(BENCH / name, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.write(handle, f"{number}\n".encode())
    os.close(handle)


def effect(number: int) -> None:
    """Do what was asked, unless it has been done: the key is unique where the effect lands."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(BENCH / f"effect-{number}", os.O_CREAT | os.O_EXCL))
        line("effects", number)


@handles("workbench.note")
def note(*, number: int) -> None:
    """Note a number."""
    line("begun", number)
    time.sleep(0.05)
    effect(number)


@handles("workbench.poison")
def poison(*, number: int) -> None:
    """Fail, always."""
    line("begun", number)
    raise ValueError("poison")


@handles("workbench.fatal", queue="documents")
def fatal(*, number: int) -> None:
    """End the worker's process, as a crash in a library would."""
    line("begun", number)
    os._exit(9)


@handles("workbench.overlong", queue="documents")
def overlong(*, number: int) -> None:
    """Take longer than the lease."""
    line("begun", number)
    time.sleep(SHORT_LEASE.total_seconds() + SWEPT + 1)
    effect(number)
    line("ended", number)
