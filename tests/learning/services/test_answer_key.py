"""What is right in an activity, for editors and for the last page of a pack."""

import pytest

from learning.services.answer_key import answers_of
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.learning import single, text

pytestmark = pytest.mark.django_db


def test_an_answer_says_why_and_gently_not_that_it_is_wrong():
    question, words = make_lesson(make_module(make_course(modules=0)), blocks=[single(), text()]).body
    assert [line.said for line in answers_of(question, {})] == ["Not right", "Right", "Not right"]
    gently = answers_of(question, {}, gently=True)
    assert [(line.said, line.words) for line in gently] == [
        ("", "Too much, too soon."),
        ("Right", "He used to play dominoes."),
        ("", "The door closed gently."),
    ]
    assert answers_of(words, {}) == []
