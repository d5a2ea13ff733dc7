import pytest

from courses.media.kinds import DOCUMENTS, TYPES, Refused, endings_of, extension_of, keep_to, kind_of


def test_what_a_document_is_for_is_known_by_the_name_that_we_gave_it():
    kinds = {name: kind_of(f"aB3_x.{name}") for name in DOCUMENTS}
    assert kinds == {
        "pdf": "pdf",
        "docx": "writing",
        "odt": "writing",
        "txt": "writing",
        "vtt": "captions",
        "mp3": "audio",
        "mp4": "video",
    }
    assert (kind_of("a.exe"), kind_of("mp3"), kind_of("")) == ("", "", "")
    assert set(TYPES) == set(DOCUMENTS)


def test_the_ending_is_the_last_one_in_small_letters():
    assert [extension_of(name) for name in ("a.pdf.EXE", "../b/a.PDF", ".pdf", "a.")] == ["exe", "pdf", "", ""]


def test_recordings_may_have_500_mb_and_papers_50():
    assert {name: kind.most // 1024**2 for name, kind in DOCUMENTS.items() if kind.plays} == {
        "vtt": 2,
        "mp3": 500,
        "mp4": 500,
    }
    assert {kind.most // 1024**2 for kind in DOCUMENTS.values() if not kind.plays} == {50}


def test_too_large_says_how_large_and_the_most():
    keep_to(1024, 1024)
    with pytest.raises(Refused) as refused:
        keep_to(10 * 1024**2, 30 * 1024**2)
    words = "This file is 30.0\xa0MB. The most is 10.0\xa0MB. Make it smaller and try again."
    assert str(refused.value) == words


def test_which_endings_a_chooser_offers():
    assert endings_of("audio,video") == [".mp3", ".mp4"]
    assert endings_of("pdf,writing") == [".pdf", ".docx", ".odt", ".txt"]
    assert endings_of("spells") == []
