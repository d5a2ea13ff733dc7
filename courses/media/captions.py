"""Captions in WebVTT: every line that a player would stumble over is named."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from courses.media.kinds import Refused

NOT_SHOWN = ("NOTE", "STYLE", "REGION")  # how blocks begin that hold no words to show


def text_of(found: bytes) -> str:
    """The words of a file in UTF-8, with or without its mark. Raises Refused with the first line that is not."""
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = found.count(b"\n", 0, fault.start) + 1
        raise _at(line, _("This is not UTF-8 text. Save the file as UTF-8.")) from fault


def check(found: bytes) -> None:
    """Raises Refused, with the line, for captions that a player could not show: times, their order, words."""
    blocks = list(_blocks(text_of(found)))
    if not blocks or blocks[0][0] != 1 or blocks[0][1][0].split()[:1] != ["WEBVTT"]:
        raise _at(1, _("The file must begin with the word WEBVTT."))
    before = 0
    cues = [(line, rows) for line, rows in blocks[1:] if not rows[0].startswith(NOT_SHOWN)]
    for line, rows in cues:
        before = _cue(line, rows, before)
    if not cues:
        raise _at(1, _("There are no captions after the word WEBVTT."))


def _at(line: int, words: str) -> Refused:
    return Refused(_("Line %(line)d: %(words)s") % {"line": line, "words": words})


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines, each with the number of its first line."""
    rows: list[str] = []
    for number, row in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], start=1):
        if row:
            rows.append(row)
        elif rows:
            yield number - len(rows), rows
            rows = []


def _cue(line: int, rows: list[str], before: int) -> int:
    """When this caption ends, in milliseconds. It must begin after the one before has ended."""
    timed = next((place for place, row in enumerate(rows[:2]) if "-->" in row), None)
    if timed is None:
        raise _at(line, _("The times are missing. They look like this: 00:01.000 --> 00:04.000"))
    try:
        (caption,) = WebVTT.from_string("WEBVTT\n\n" + "\n".join(rows), strict=True).captions
    except (MalformedCaptionError, MalformedFileError, ValueError) as fault:
        raise _at(line + timed, _("The times must look like this: 00:01.000 --> 00:04.000")) from fault
    start, end = (_milliseconds(caption.start), _milliseconds(caption.end))
    if end <= start:
        raise _at(line + timed, _("The caption ends before it begins."))
    if start < before:
        raise _at(line + timed, _("The caption begins before the one above it ends."))
    if not caption.text.strip():
        raise _at(line + timed, _("This caption has no words."))
    return end


def _milliseconds(stamp: str) -> int:
    hours, minutes, seconds = stamp.split(":")
    whole, parts = seconds.split(".")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(whole)) * 1000 + int(parts)
