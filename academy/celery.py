"""The Celery app, one and the same embedded and in production: it carries nudges, and the job's row decides.

Embedded, with no Redis named, messages are files in the data folder. Either way one line starts it all:
``celery -A academy worker -B -Q quick,documents``.
"""

import json
import os
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from celery import Celery
from kombu import Exchange, Queue
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.transport.filesystem import exchange_queue_t

from jobs.registry import QUEUES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings.development")


class FolderChannel(filesystem.Channel):
    """Messages as files, written and taken by renaming, so that nobody ever reads half a message.

    Each exchange feeds the queue of its own name, so no table of bindings is kept beside the messages.
    """

    def _queue_bind(self, *_binding: str) -> None:
        """Nothing to keep."""

    def get_table(self, exchange: str) -> list[exchange_queue_t]:
        return [exchange_queue_t(exchange, "", exchange)]

    def _put(self, queue: str, payload: dict[str, Any], **_kwargs: Any) -> None:  # type: ignore[override]
        name = f"{round(time.monotonic() * 1000):015d}_{uuid.uuid4()}.{queue}.msg"
        draft = Path(self.data_folder_out) / f"{name}.draft"
        draft.write_text(json.dumps(payload), encoding="utf-8")
        draft.rename(Path(self.data_folder_out) / name)

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        folder = Path(self.data_folder_in)
        for path in sorted(folder.glob(f"*.{queue}.msg")):
            taken = path.with_suffix(".taken")
            try:
                path.rename(taken)
            except FileNotFoundError:
                continue  # another worker was quicker
            text = taken.read_text(encoding="utf-8")
            taken.unlink()
            return json.loads(text)
        raise Empty


class FolderTransport(filesystem.Transport):
    """The broker that needs no server."""

    Channel = FolderChannel


TRANSPORT_ALIASES["folder"] = "academy.celery:FolderTransport"


def broker(redis_url: str, folder: Path) -> dict[str, Any]:
    """Where messages travel: Redis where there is one, otherwise files in a folder, which is made."""
    if redis_url:
        return {
            "broker_url": redis_url,
            "broker_transport_options": {
                # Longer than the longest task, or it would be given to a second worker while the first has it.
                "visibility_timeout": 900,
                "unacked_restore_interval": 2,
                "unacked_restore_throttle": 1,
                "socket_connect_timeout": 2,
                "socket_timeout": 30,
                "health_check_interval": 25,
            },
        }
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "broker_url": "folder://",
        "broker_transport_options": {
            "data_folder_in": str(folder),
            "data_folder_out": str(folder),
            "polling_interval": 0.2,
        },
    }


def configuration() -> dict[str, Any]:
    """Everything Celery is told, read from the settings at first use."""
    from django.conf import settings  # noqa: PLC0415  the settings import this package

    return {
        **broker(settings.REDIS_URL, settings.BROKER_DIR),
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "accept_content": ["json"],
        "task_serializer": "json",
        "result_backend": None,
        "task_ignore_result": True,
        "task_queues": tuple(Queue(name, Exchange(name, type="direct"), routing_key=name) for name in QUEUES),
        "task_default_queue": "quick",
        "task_create_missing_queues": False,
        "task_acks_late": True,
        "task_reject_on_worker_lost": False,  # its row is given back when the claim runs out
        "task_time_limit": 60,  # documents carry their own 300 with each message
        "task_publish_retry_policy": {"max_retries": 1, "interval_start": 0, "interval_max": 0.1},
        "worker_prefetch_multiplier": 1,
        "worker_max_tasks_per_child": 500,
        "worker_max_memory_per_child": 1_000_000,
        "worker_hijack_root_logger": False,
        "worker_redirect_stdouts": False,
        "worker_enable_remote_control": False,
        "worker_send_task_events": False,
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        # The schedule holds two lines and no memory, so it needs no file.
        "beat_scheduler": "celery.beat:Scheduler",
        "beat_schedule": {
            "sweep": {"task": "jobs.sweep", "schedule": 5.0, "options": {"queue": "quick", "expires": 10}},
            "tick": {"task": "jobs.tick", "schedule": 60.0, "options": {"queue": "quick", "expires": 120}},
        },
        "timezone": settings.TIME_ZONE,
    }


app = Celery("academy")
app.add_defaults(configuration)
app.autodiscover_tasks(["jobs"])
