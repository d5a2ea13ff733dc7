"""What the workbench does. Leases are short here, so that a dead worker is noticed within a test."""

import os
import time
from datetime import timedelta
from pathlib import Path

from celery.signals import worker_ready
from django.conf import settings

from jobs.registry import handles
from jobs.services import LEASES

BENCH = Path(settings.DATA_DIR) / "broker" / "bench"
SHORT_LEASE = timedelta(seconds=3)

for queue in LEASES:
    LEASES[queue] = SHORT_LEASE


@worker_ready.connect
def say_so(**_kwargs: object) -> None:
    """Leave a file that says that the worker takes messages now."""
    BENCH.mkdir(parents=True, exist_ok=True)
    (BENCH / "ready").touch()


def begin(number: int) -> None:
    """Note that a handler was entered. One write, so that two processes do not mix."""
    BENCH.mkdir(parents=True, exist_ok=True)
    handle = os.open(BENCH / "begun", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.write(handle, f"{number}\n".encode())
    os.close(handle)


def effect(number: int) -> None:
    """Do what was asked, unless it has been done: the key is unique where the effect lands."""
    done = BENCH / f"effect-{number}"
    with (BENCH / "effects").open("a") as log:
        try:
            os.close(os.open(done, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return
        log.write(f"{number}\n")


@handles("workbench.note")
def note(*, number: int) -> None:
    """Note a number."""
    begin(number)
    time.sleep(0.05)
    effect(number)


@handles("workbench.poison")
def poison(*, number: int) -> None:
    """Fail, always."""
    begin(number)
    raise ValueError("poison")


@handles("workbench.fatal", queue="documents")
def fatal(*, number: int) -> None:
    """End the worker's process, as a crash in a library would."""
    begin(number)
    os._exit(9)


@handles("workbench.overlong", queue="documents")
def overlong(*, number: int) -> None:
    """Take longer than the lease."""
    begin(number)
    time.sleep(SHORT_LEASE.total_seconds() * 1.5)
    effect(number)
