"""One JSON line an event, UTC, without names."""

import json
import logging
import sys

import pytest
import structlog
from django.conf import settings as live
from django.db import DatabaseError

SECRET = "zebra.person@example.org"


@pytest.fixture
def formatter() -> logging.Formatter:
    """The formatter of every handler of ours."""
    facts = dict(live.LOGGING["formatters"]["json"])
    return facts.pop("()")(**facts)


def foreign(message: str, *args: object, **facts: object) -> logging.LogRecord:
    """What a library hands over."""
    record = logging.LogRecord("axes.attempts", logging.WARNING, "/a/b.py", 1, message, args, None)
    record.__dict__.update(facts)
    return record


def test_a_library_says_its_name_and_level_and_nothing_else(formatter):
    line = json.loads(formatter.format(foreign("Login failed for %s from %s", SECRET, "192.0.2.1", request=SECRET)))
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "library.axes.attempts", "logger": "axes.attempts", "level": "warning"}


def test_an_exception_keeps_its_type_and_places_but_not_its_words(formatter):
    record = foreign("It broke for %s", SECRET)
    try:
        raise DatabaseError(f"duplicate key: {SECRET}")
    except DatabaseError:
        record.exc_info = sys.exc_info()
    text = formatter.format(record)
    line = json.loads(text)
    assert SECRET not in text
    assert line["kind"] == "DatabaseError"
    assert [frame.split(" ")[1] for frame in line["frames"]] == [
        "test_an_exception_keeps_its_type_and_places_but_not_its_words"
    ]


def ours(formatter: logging.Formatter, event: str, **facts: object) -> str:
    """An event of ours as it is written."""
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(formatter.format(record))

    logger, keep = logging.getLogger("people.keep"), Keep()
    logger.addHandler(keep)
    logger.setLevel(logging.INFO)
    try:
        structlog.get_logger("people.keep").info(event, **facts)
    finally:
        logger.removeHandler(keep)
    (text,) = written
    return text


def test_our_events_keep_the_fields_of_the_closed_list_only(formatter):
    text = ours(
        formatter,
        "codes.used",
        door="join",
        status=200,
        email=SECRET,
        name=SECRET,
        path=SECRET,
        code=SECRET,
        _by=SECRET,
    )
    line = json.loads(text)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "codes.used", "door": "join", "status": 200, "level": "info"}


def test_a_new_line_in_a_value_starts_no_line_in_the_log(formatter):
    text = ours(formatter, "codes.used", door='join\n{"event": "forged"}\r\n')
    assert len(text.splitlines()) == 1
    assert json.loads(text)["door"] == 'join\n{"event": "forged"}\r\n'


def test_every_logger_of_the_site_writes_json_only():
    handlers = {
        name for logger in [live.LOGGING["root"], *live.LOGGING["loggers"].values()] for name in logger["handlers"]
    }
    assert {live.LOGGING["handlers"][name]["formatter"] for name in handlers} == {"json"}
