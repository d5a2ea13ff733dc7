import pytest

from courses.media import files
from courses.media.kinds import Refused
from tests.courses.media.making import CAPTIONS, DOCX, ODT, PROGRAM, file, mp3, mp4, packed, pdf

GOOD = {
    "pdf": pdf(),
    "docx": packed(DOCX),
    "odt": packed(ODT),
    "txt": b"Plain.",
    "vtt": CAPTIONS,
    "mp3": mp3(),
    "mp4": mp4(),
}


@pytest.mark.parametrize("extension", GOOD)
def test_each_of_our_kinds_is_taken_and_left_at_its_beginning(extension):
    brought = file(GOOD[extension])
    assert files.check(brought, name=f"A b.{extension.upper()}", size=10) == extension
    assert (brought.tell(), brought.getvalue()) == (0, GOOD[extension])


@pytest.mark.parametrize("extension", GOOD)
def test_a_renamed_program_is_refused_whatever_its_name_says(extension):
    with pytest.raises(Refused):
        files.check(file(PROGRAM), name=f"a.{extension}", size=len(PROGRAM))


@pytest.mark.parametrize("name", ["a.exe", "a.pdf.exe", "a", "pdf", "a.svg", "a.html", "a.zip", "a.docm"])
def test_other_endings_are_refused_with_the_ones_we_take(name):
    with pytest.raises(Refused) as refused:
        files.check(file(GOOD["pdf"]), name=name, size=10)
    assert str(refused.value) == "We take PDF, DOCX, ODT, TXT, VTT, MP3 and MP4 files. Save it as one of these."


@pytest.mark.parametrize(("name", "most"), [("a.pdf", 50), ("a.vtt", 2), ("a.mp4", 500)])
def test_what_is_too_large_is_not_even_read(name, most):
    with pytest.raises(Refused) as refused:
        files.check(None, name=name, size=most * 1024**2 + 1)
    assert f"The most is {most}.0\xa0MB." in str(refused.value)
