import pytest

from courses.media import captions
from courses.media.kinds import Refused

LOOK = "The times must look like this: 00:01.000 --> 00:04.000"


def said(text: str | bytes) -> str:
    with pytest.raises(Refused) as refused:
        captions.check(text.encode() if isinstance(text, str) else text)
    return str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:01.000 --> 00:04.000\nOne.\n\n00:04.000 --> 00:05.500\nTwo.",
        "\ufeffWEBVTT Third landing\r\n\r\nNOTE by hand\r\n\r\n1\r\n00:00:01.000 --> 00:00:04.000 align:start\r\nOne.",
        "WEBVTT\n\nSTYLE\n::cue { color: white }\n\n01:00:00.000 --> 01:00:01.000\n<v Kit>One.\nAnd more.\n",
    ],
)
def test_captions_that_players_show_are_taken(text):
    assert captions.check(text.encode()) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Line 1: The file must begin with the word WEBVTT."),
        ("1\n00:01.000 --> 00:02.000\nOne.", "Line 1: The file must begin with the word WEBVTT."),
        ("\nWEBVTT\n\n00:01.000 --> 00:02.000\nOne.", "Line 1: The file must begin with the word WEBVTT."),
        ("WEBVTTS\n\n00:01.000 --> 00:02.000\nOne.", "Line 1: The file must begin with the word WEBVTT."),
        ("WEBVTT\n\n", "Line 1: There are no captions after the word WEBVTT."),
        (
            "WEBVTT\n\n00:01.000 -> 00:02.000\nOne.",
            "Line 3: The times are missing. They look like this: 00:01.000 --> 00:04.000",
        ),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nOne.", f"Line 3: {LOOK}"),
        ("WEBVTT\n\n1\n00:01.0 --> 00:02.000\nOne.", f"Line 4: {LOOK}"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 nonsense:1\nOne.", f"Line 3: {LOOK}"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nOne.", "Line 3: The caption ends before it begins."),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nOne.", "Line 3: The caption ends before it begins."),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\n\n", "Line 3: This caption has no words."),
        (
            "WEBVTT\n\n00:01.000 --> 00:04.000\nOne.\n\n00:03.000 --> 00:05.000\nTwo.",
            "Line 6: The caption begins before the one above it ends.",
        ),
        (
            "WEBVTT\n\n00:05.000 --> 00:06.000\nOne.\n\n00:03.000 --> 00:04.000\nTwo.",
            "Line 6: The caption begins before the one above it ends.",
        ),
    ],
)
def test_the_line_that_players_stumble_over_is_named(text, words):
    assert said(text) == words


def test_text_that_is_not_utf_8_names_its_line():
    grey = "WEBVTT\n\n00:01.000 --> 00:02.000\nGrüße".encode("latin-1")
    assert said(grey) == "Line 4: This is not UTF-8 text. Save the file as UTF-8."
