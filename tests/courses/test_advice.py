from datetime import date

import pytest

from courses import gates
from courses.advice import (
    Advice,
    behind_advice,
    below_advice,
    date_advice,
    field_advice,
    language_advice,
    lesson_advice,
    link_advice,
    minutes_of,
    office_words,
    older_advice,
    words_in,
)

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


def test_a_link_that_leads_nowhere_or_did_not_answer_is_named_at_its_block():
    links = [{"resource": 7}, {"resource": 8}, {"title": "Later"}, {"title": "{advice}"}, {"title": "X", "link": "h"}]
    blocks = [{"type": "resource_link", "id": f"b{at}", "value": value} for at, value in enumerate(links)]
    found = link_advice(gates.read([*blocks, text(EASY)]), {7: "This link did not answer on 16 November 2026."})
    assert found == [
        Advice("This link did not answer on 16 November 2026.", "b0"),
        Advice("It has no address yet, so learners do not see it.", "b2"),
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
    ("word", "text", "used"),
    [
        ("client", "Clients come.", "Clients"),
        ("engage with", "Engaging with people.", "Engaging with"),
        ("deliver outcomes", "It delivered\noutcomes.", "delivered\noutcomes"),
        ("beneficiary", "Two beneficiaries.", "beneficiaries"),
        ("co-produce", "We co-produced it.", "co-produced"),
        ("client", "The clientele.", None),
        ("empower", "A pre-empower day.", None),
    ],
)
def test_an_office_word_is_found_in_each_of_its_forms(word, text, used):
    assert office_words(text, [word]) == ({word: used} if used else {})


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


def test_a_translation_that_is_behind_is_said_with_a_way_to_compare():
    told = {"language": "English", "kind": "lesson", "day": "3 May 2026", "compare": "/compare/"}
    words = "The English lesson was published on 3 May 2026, after this translation was %s."
    found = [behind_advice(was_published=published, **told) for published in (True, False)]
    assert found == [
        Advice(words % said, link="/compare/", link_words="Compare") for said in ("last published", "begun")
    ]


def test_one_translation_behind_has_a_link_and_several_have_their_names():
    assert older_advice([]) == below_advice(0) == []
    one = Advice("1 translation is behind this page: Welsh.", link="/1/", link_words="Open the translation")
    assert older_advice([("Welsh", "/1/")]) == [one]
    assert older_advice([("Welsh", "/1/"), ("Polish", "/2/")]) == [
        Advice("2 translations are behind this page: Welsh, Polish.")
    ]
    assert [str(below_advice(count)[0]) for count in (1, 3)] == [
        "Below it, 1 translated page is behind.",
        "Below it, 3 translated pages are behind.",
    ]
