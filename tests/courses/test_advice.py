from datetime import date

import pytest

from courses import gates
from courses.advice import Advice, date_advice, field_advice, language_advice, lesson_advice, minutes_of, words_in

EASY = "<p>You can ask. You can listen. You can wait.</p>"
LONG = "we go on " * 9
HARD = "Interdepartmental communication necessitates organisational reconsideration. Administrators facilitate it. No."
WAYS = [
    "Nothing in it can be listened to. Could somebody read it aloud for you?",
    "No part of it has an easy-read version yet.",
]


def text(words, **more):
    return {"type": "text", "value": {"text": words} | more, "id": "t"}


def said(*stored, minutes=1, jargon=None):
    found = lesson_advice(gates.read(list(stored)), minutes=minutes, jargon=jargon or {})
    return [str(advice) for advice in found if str(advice) not in WAYS]


def test_an_easy_lesson_needs_no_advice():
    assert said(text(EASY)) == []


def test_a_text_that_is_hard_to_read_says_so_with_its_age():
    (words,) = said(text(HARD))
    assert words.startswith("This reads like a text for age ")
    assert words.endswith("Shorter words and sentences bring it to 11.")


def test_a_long_sentence_is_quoted_with_its_count():
    assert said(text(f"<p>{LONG}.</p><p>Short.</p>")) == [
        "A sentence of 27 words: “we go on we go on …” Make two of it."
    ]


def test_an_office_word_is_named_as_it_stands_with_what_to_try():
    jargon = {"signpost": "point to", "engage with": "talk to, ask", "case (of a person)": "person"}
    found = lesson_advice(
        gates.read([text("<p>We Signposted her. In any case, engage with him.</p>")]), minutes=1, jargon=jargon
    )
    assert [advice for advice in found if str(advice) not in WAYS] == [
        Advice("You wrote “signposted”. Try: point to.", "t"),
        Advice("You wrote “engage with”. Try: talk to, ask.", "t"),
    ]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (13, ["Twelve minutes are enough for one lesson. Could it be two?"]),
        (12, []),
        (3, ["Its words take about 10 minutes, and you say 3."]),
    ],
)
def test_minutes_are_few_and_near_the_words(minutes, words):
    assert said(text("<p>" + "word. " * 1200 + "</p>"), minutes=minutes) == words


def test_minutes_are_a_hundred_and_twenty_words_or_one_thing_to_do():
    stored = [text("<p>" + "word " * 240 + "</p>"), {"type": "reflection", "value": {"question": "Who?"}, "id": "r"}]
    assert minutes_of(gates.read(stored)) == 3


def test_a_lesson_only_to_read_says_so_until_one_block_can_be_heard_and_one_is_easy():
    silent = lesson_advice(gates.read([text(EASY)]), minutes=1, jargon={})
    assert [str(advice) for advice in silent] == WAYS
    other = [text(EASY, audio={"file": 3, "transcript": ""}, easy_read={"text": "Ask."})]
    assert lesson_advice(gates.read(other), minutes=1, jargon={}) == []
    film = [{"type": "video", "value": {"file": 3, "easy_read": {"text": "Ask."}}, "id": "v"}]
    assert lesson_advice(gates.read(film), minutes=1, jargon={}) == []
    assert lesson_advice([], minutes=1, jargon={}) == []


def test_an_older_text_without_fields_is_read_too():
    assert list(words_in(gates.read({"type": "text", "value": EASY, "id": "t"}))) == [EASY]


def test_settings_are_not_words():
    value = {"key": "B1", "text": "He waits.", "choices": [{"text": "Ask", "next": "B2"}], "trainer_note": "Quiet."}
    assert list(words_in(gates.read(value))) == ["He waits.", "Ask"]


def test_the_fields_of_a_page_are_read_each_by_itself():
    found = field_advice({"summary": "For every stakeholder.", "audience": "All"}, {"stakeholder": "say who"})
    assert found == [Advice("You wrote “stakeholder”. Try: say who.", field="summary")]


def test_a_review_date_is_past_from_the_day_after():
    today = date(2026, 11, 22)
    assert date_advice(None, today=today) == date_advice(today, today=today) == []
    assert date_advice(date(2026, 11, 21), today=today) == [
        Advice("Its review date has passed. Look through it, then set a new one.", field="review_by")
    ]


def test_a_language_that_is_missing_is_named():
    assert language_advice(["Welsh"]) == [Advice("It is not there in Welsh yet.")]
