import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import LessonPage
from learning.models import LessonProgress, QuizAttempt
from tests.factories.courses import make_block, make_course, make_evidence, make_lesson, make_module, make_scale
from tests.factories.media import make_picture
from tests.factories.people import make_staff_role

pytestmark = pytest.mark.django_db

VARIANTS = {
    "variants": [
        {"label": "Housing", "staff_roles": ["HOUSING"], "blocks": [{"type": "text", "value": "<p>The tenant.</p>"}]}
    ],
    "fallback": [{"type": "text", "value": "<p>The parent.</p>"}],
}
OPTIONS = [
    {"text": "Ask.", "right": True, "feedback": "It opens."},
    {"text": "Fix.", "right": False, "feedback": "It closes."},
]


@pytest.fixture
def count_queries():
    def count(act):
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    return count


def text_of(html):
    html = re.sub(r"(?s)<(head|script|svg)\b.*?</\1>", " ", html)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def lesson_of(*blocks):
    return make_lesson(make_module(make_course(modules=0)), blocks=list(blocks), title="Ask first")


def seen(client, lesson, mode):
    address = reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])
    response = client.get(address, {"mode": mode})
    assert response.status_code == 200
    return response.content.decode()


def test_the_modes_are_a_learner_each_job_and_what_must_not_be_missed():
    make_staff_role(code="HOUSING", name="Housing")
    lesson = lesson_of()
    modes = [(code, str(label)) for code, label in lesson.preview_modes]
    assert lesson.default_preview_mode == "learner"
    assert modes[0] == ("learner", "As a learner")
    assert ("role:HOUSING", "As Housing") in modes
    assert modes[-4:] == [
        ("answers", "With answers and notes"),
        ("easy", "Easy read"),
        ("print", "Printed"),
        ("large", "Large print"),
    ]


def test_a_learners_screens_stand_one_below_the_other_and_nothing_can_be_sent(cms):
    lesson = lesson_of(
        ("text", "<p>Words.</p>"),
        ("quiz_single", {"question": "Which one?", "options": OPTIONS}),
        ("callout", {"kind": "try", "text": "<p>Go.</p>", "trainer_note": "Wait."}),
    )
    page = seen(cms, lesson, "learner")
    assert re.findall(r"Screen \d of \d", page) == ["Screen 1 of 2", "Screen 2 of 2"]
    assert "<form" not in page
    assert len(re.findall(r'<input type="radio"', page)) == 2
    assert "It opens." not in page
    assert "Wait." not in page
    assert (LessonProgress.objects.count(), QuizAttempt.objects.count()) == (0, 0)


def test_a_job_reads_its_own_words(cms):
    make_staff_role(code="HOUSING", name="Housing")
    lesson = lesson_of(("role_variant", VARIANTS))
    first = r'(?s)<div class="block block-role-variant">\s*<div class="block-text" dir="auto"><p>(.*?)</p>'
    assert re.findall(first, seen(cms, lesson, "learner")) == ["The parent."]
    assert re.findall(first, seen(cms, lesson, "role:HOUSING")) == ["The tenant."]


def test_answers_and_notes_are_for_the_editor(cms):
    scenes = [{"key": "B1", "text": "He waits.", "choices": [{"text": "Ask", "next": "E"}]}]
    endings = [{"key": "E", "name": "His", "kind": "pass", "text": "He smiles.", "why": "One question."}]
    items = [{"text": "A rule.", "category": "law", "feedback": "It will not bend."}]
    lesson = lesson_of(
        ("quiz_single", {"question": "Which one?", "options": OPTIONS, "trainer_note": "Leave a silence."}),
        ("quiz_true_false", {"statement": "So.", "answer": "true", "feedback_true": "Yes.", "feedback_false": "No."}),
        ("quiz_sort", {"question": "Sort", "categories": ["law", "habit"], "items": items}),
        ("quiz_order", {"question": "Order", "items": ["notice", "ask"], "feedback": "A way home."}),
        ("scenario", {"title": "Stop", "start": "B1", "scenes": scenes, "endings": endings}),
        ("reflection", {"question": "Who?"}),
    )
    page = seen(cms, lesson, "answers")
    lists = re.findall(r"(?s)<h3>Answers</h3>\s*<ul>(.*?)</ul>", page)
    assert [text_of(lines) for lines in lists] == [
        "Ask. Right It opens. Fix. Not right It closes.",
        "True Right Yes. False Not right No.",
        "A rule. law It will not bend.",
        "notice 1 ask 2 A way home.",
        "B1: Ask → E E: His One question.",
    ]
    assert re.findall(r"(?s)<h3>For the trainer</h3>\s*<p>(.*?)</p>", page) == ["Leave a silence."]


def test_easy_words_stand_open_where_a_learner_opens_them_and_what_has_none_says_so(cms):
    easy = {"text": "Easy words.", "image": None, "alt": ""}
    lesson = lesson_of(
        ("text", {"text": "<p>Many hard words.</p>", "easy_read": easy}),
        ("text", "<p>Only these.</p>"),
        ("safety_panel", None),
        ("quiz_single", {"question": "Which one?", "options": OPTIONS, "easy_read": easy}),
    )
    page = seen(cms, lesson, "easy")
    told = text_of(page)
    assert "Many hard words. Easy read Easy words. Only these. This part has no easy words yet." in told
    assert told.count("This part has no easy words yet.") == 1
    assert (page.count('<details class="see-others" open>'), page.count('<input type="radio"')) == (2, 2)
    learners = seen(cms, lesson, "learner")
    assert (learners.count('<details class="see-others">'), "no easy words" in learners) == (2, False)


def test_paper_has_what_print_as_says_and_the_styles_of_paper(cms):
    lesson = lesson_of(
        ("text", {"text": "<p>Watch it.</p>", "print_as": {"how": "other", "text": "Watch it at the hub."}}),
        ("quiz_single", {"question": "Which one?", "options": OPTIONS}),
    )
    page = seen(cms, lesson, "print")
    assert re.findall(r'href="([^"]*css/print[^"]*)"', page) != []
    assert re.findall(r'<p class="print-only"[^>]*>(.*?)</p>', page) == ["Watch it at the hub."]
    assert "<input" not in page


def test_large_print_is_the_largest_text(cms):
    lesson = lesson_of(("text", "<p>Words.</p>"))
    assert 'data-text="150"' in seen(cms, lesson, "large")
    assert "data-text" not in seen(cms, lesson, "learner")


def test_a_lesson_without_blocks_says_what_to_do(cms):
    assert "There is no screen yet. Add a block." in seen(cms, lesson_of(), "learner")


@pytest.mark.parametrize("mode", ["learner", "answers", "print"])
def test_a_lesson_of_sixty_blocks_makes_no_more_queries_than_one_of_six(cms, mode, count_queries):
    picture, record = make_picture().pk, make_evidence().pk
    make_scale()
    option = OPTIONS[0] | {"image": picture, "alt": "A hand."}
    six = [
        ("text", {"text": "<p>Words.</p>", "sources": [record]}),
        ("image", {"image": picture, "alt": "A wall."}),
        ("evidence", {"record": record}),
        ("quiz_single", {"question": "Which?", "options": [option, OPTIONS[1]]}),
        ("confidence", {"items": "relational-five", "moment": "BEFORE"}),
        ("role_variant", VARIANTS),
    ]
    short, long = lesson_of(*six), lesson_of(*six * 10)
    assert len(LessonPage.objects.get(pk=long.pk).body) == 60
    for lesson in (short, long):
        seen(cms, lesson, mode)  # the sizes of pictures are made at the first sight
    assert count_queries(lambda: seen(cms, long, mode)) == count_queries(lambda: seen(cms, short, mode))


def test_opening_a_lesson_of_sixty_blocks_makes_no_more_queries_than_one_of_six(cms, count_queries):
    record = make_evidence().pk
    six = [("text", {"text": "<p>Words.</p>", "sources": [record]})] * 3 + [("evidence", {"record": record})] * 3
    short, long = lesson_of(*six), lesson_of(*six * 10)

    def opened(lesson):
        assert cms.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).status_code == 200

    for lesson in (short, long):
        opened(lesson)  # the session of editing is noted at the first sight
    assert count_queries(lambda: opened(long)) == count_queries(lambda: opened(short))


def test_sixty_blocks_of_every_kind_ask_as_often_as_six_and_weigh_little_each(cms, count_queries):
    picture, record = make_picture().pk, make_evidence().pk
    make_scale()
    six = [
        ("text", {"text": "<p>Words.</p>", "sources": [record]}),
        ("image", {"image": picture, "alt": "A wall."}),
        ("evidence", {"record": record}),
        ("quiz_single", {"question": "Which?", "options": OPTIONS}),
        ("confidence", {"items": "relational-five", "moment": "BEFORE"}),
        ("role_variant", VARIANTS),
    ]
    short, long = lesson_of(*six), lesson_of(*six * 10)

    def opened(lesson):
        response = cms.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
        assert response.status_code == 200
        return len(response.content)

    weights = [opened(lesson) for lesson in (short, long)]  # the session of editing is noted at the first sight
    assert count_queries(lambda: opened(long)) == count_queries(lambda: opened(short)) <= 75
    assert (weights[1] - weights[0]) / 54 < 3_500  # of what each block more adds to the page, in bytes
    assert weights[1] < 650_000


def test_half_a_story_still_shows_what_there_is(cms):
    block = make_block("scenario", {"title": "Stop", "start": "B9", "scenes": [], "endings": []})
    assert block.value["start"] == "B9"
    lesson = lesson_of(("scenario", {"title": "Stop", "start": "B9", "scenes": [], "endings": []}))
    assert "Stop" in seen(cms, lesson, "learner")
