"""Logs: one JSON line an event, UTC, without names. Exceptions keep types and frames, not what they say."""

import traceback

import structlog
from structlog.typing import Processor

# Events from libraries come through here too; a message of theirs could hold a person's data, so it is left out.
SAFE = frozenset(
    "event level logger timestamp request_id route method status ms kind job job_kind attempts count frames door "  # noqa: SIM905
    "template queue seconds certificate".split()
)


def only_safe_fields(logger, name, event: dict) -> dict:
    """Drop every field that is not on the list, so that a careless caller leaks nothing."""
    return {key: value for key, value in event.items() if key in SAFE}


def exception_without_words(logger, name, event: dict) -> dict:
    """Turn an exception into its type and the places it passed: its message may quote a row."""
    info = event.pop("exc_info", None)
    if info:
        kind, _value, trace = info if isinstance(info, tuple) else (type(info), info, info.__traceback__)
        event["kind"] = kind.__name__ if kind else ""
        event["frames"] = [f"{f.filename.rsplit('/', 2)[-1]}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    return event


def foreign_event_name(logger, name, event: dict) -> dict:
    """A library's message is replaced by its logger's name: "django.request" says enough beside the level."""
    record = event.get("_record")
    if record is not None and not event.get("_from_structlog"):
        event["logger"] = record.name
        event["event"] = f"library.{record.name}"
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(level: str) -> dict:
    """The LOGGING setting; configures structlog on the way."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    foreign_event_name,
                    exception_without_words,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    only_safe_fields,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["out"], "level": "WARNING"},
        "loggers": {
            name: {"handlers": ["out"], "level": level, "propagate": False}
            for name in ("academy", "people", "courses", "learning", "cohorts", "certificates", "records", "jobs")
        }
        | {"django": {"handlers": ["out"], "level": "WARNING", "propagate": False}},
    }
