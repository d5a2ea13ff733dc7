import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ReferenceIndex

from courses.models import LessonPage
from tests.factories.courses import make_block, make_course, make_lesson, make_module, make_scale

pytestmark = pytest.mark.django_db


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def asked(moment="BEFORE", key="c", items="relational-five"):
    return {"type": "confidence", "id": key, "value": {"items": items, "moment": moment}}


@pytest.mark.parametrize(
    ("moment", "words"), [("BEFORE", "How sure are you?"), ("AFTER", "The same again."), ("LATER", "Some weeks on.")]
)
def test_a_scale_brings_its_rows_and_its_words_for_the_moment(moment, words):
    make_scale(follow_up="Some weeks on.", rows={"listen": "I can listen.", "point": "I know where."})
    block = make_block("confidence", {"items": "relational-five", "moment": moment})
    assert block.value.rows == [("listen", "I can listen."), ("point", "I know where.")]
    assert block.value.introduction == words
    assert text_of(block.render({})).endswith(f"{words} I can listen. I know where.")


def test_a_scale_that_is_gone_has_no_rows():
    block = make_block("confidence", {"items": "gone", "moment": "BEFORE"})
    assert (block.value.rows, block.value.introduction) == ([], "")


def test_the_scales_of_editors_are_there_to_choose_and_no_other():
    make_scale(name="Five")
    make_scale(code="mediation", name="Mediation")
    block = make_block("confidence", {"items": "mediation", "moment": "BEFORE"})
    assert block.block.clean(block.value)["items"] == "mediation"
    unknown = make_block("confidence", {"items": "gone", "moment": "BEFORE"})
    with pytest.raises(ValidationError) as stopped:
        unknown.block.clean(unknown.value)
    assert list(stopped.value.as_json_data()["blockErrors"]) == ["items"]


def test_some_weeks_later_needs_words_for_it():
    make_scale()
    block = make_block("confidence", {"items": "relational-five", "moment": "LATER"})
    with pytest.raises(ValidationError) as stopped:
        block.block.clean(block.value)
    words = "This scale has no words for some weeks later. Write them in the scale first."
    assert stopped.value.as_json_data() == {"blockErrors": {"moment": {"messages": [words]}}}


@pytest.mark.parametrize("count", [1, 3])
def test_the_scales_of_a_body_are_read_once_however_many_ask(count, django_assert_num_queries):
    make_scale()
    stream = LessonPage._meta.get_field("body").stream_block
    body = stream.to_python([asked(key=f"c{number}") for number in range(count)])
    with django_assert_num_queries(2):
        rows = [block.value.rows for block in body]
    assert rows == [[("notice", "I notice."), ("listen", "I can listen.")]] * count


def test_a_scale_that_a_lesson_uses_counts_as_used():
    scale = make_scale()
    other = make_scale(code="other", name="Other")
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[asked()])
    ReferenceIndex.create_or_update_for_object(lesson)
    assert ReferenceIndex.get_references_to(scale).count() == 1
    assert ReferenceIndex.get_references_to(other).count() == 0
