"""Recordings and films: what the first bytes say, and whether there is anything to play."""

from typing import BinaryIO

import filetype
from tinytag import ParseError, TinyTag, UnsupportedFormatError

from courses.media.kinds import other_inside

HEAD = 8192
CONTENTS = {"mp3": ("mp3",), "mp4": ("mp4", "m4v")}


def check(file: BinaryIO, extension: str) -> float:
    """How many seconds it plays. Raises Refused for what is not such a recording."""
    file.seek(0)
    found = filetype.guess(file.read(HEAD))
    if found is None or found.extension not in CONTENTS[extension]:
        raise other_inside(extension)
    file.seek(0)
    try:
        seconds = TinyTag.get(file_obj=file, tags=False).duration
    except (ParseError, UnsupportedFormatError) as fault:
        raise other_inside(extension) from fault
    if not seconds:
        raise other_inside(extension)
    return float(seconds)
