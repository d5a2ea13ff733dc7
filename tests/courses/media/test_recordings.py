import pytest

from courses.media import recordings
from courses.media.kinds import Refused
from tests.courses.media.making import PROGRAM, box, file, mp3, mp4, packed


def test_a_recording_and_a_film_have_a_length():
    assert round(recordings.check(file(mp3()), "mp3"), 1) == 1.0
    assert recordings.check(file(mp4(seconds=3)), "mp4") == 3.0


@pytest.mark.parametrize("extension", ["mp3", "mp4"])
@pytest.mark.parametrize(
    "found",
    [
        PROGRAM,
        b"hello",
        packed({"a": "b"}),
        b"ID3",
        b"ID3\x03\x00\x00\x00\x00\x00\x0a" + b"\x00" * 10,
        box(b"ftyp", b"isom\x00\x00\x02\x00isom"),
        box(b"ftyp", b"isom\x00\x00\x02\x00isom") + b"\xff\xff\xff\xffmoov",
        b"\xff\xfb",
    ],
)
def test_what_only_begins_like_one_is_refused(extension, found):
    with pytest.raises(Refused) as refused:
        recordings.check(file(found), extension)
    assert str(refused.value) == (
        f"The name ends in .{extension}, but the file is something else. Save it again as .{extension}."
    )


def test_one_kind_under_the_name_of_the_other_is_refused():
    for found, extension in ((mp4(), "mp3"), (mp3(), "mp4")):
        with pytest.raises(Refused):
            recordings.check(file(found), extension)
