"""Some weeks on: when the questions come, the last answers stand, and one's own change."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from learning.models import ConfidenceAnswer, CourseCompletion, FollowUp
from learning.services import follow_up
from tests.factories.courses import make_course, make_lesson, make_module, make_route, make_scale
from tests.factories.learning import make_course_completion, make_enrolment, text

pytestmark = pytest.mark.django_db
EMPTY = {"used": "", "pointed": "", "in_the_way": "", "changed": ""}


def confidence(key, moment):
    return {"type": "confidence", "id": key, "value": {"items": "relational-five", "moment": moment}}


@pytest.fixture
def done(resident):
    """A course with the rows before and after, complete eight weeks ago."""
    make_scale()
    course = make_course(modules=0)
    module = make_module(course)
    make_lesson(module, slug="one", blocks=[text(), confidence("c-before", "BEFORE")])
    make_lesson(module, slug="two", blocks=[confidence("c-after", "AFTER")])
    enrolment = make_enrolment(resident, make_route(course, audience="ANY"))
    make_course_completion(enrolment, happened_on=timezone.localdate() - follow_up.FIRST)
    return enrolment


def sent(enrolment, **fields):
    given = {"answers": EMPTY, "confidence": {}, "form_key": uuid.uuid4(), "by": enrolment.person}
    return follow_up.answer(enrolment=enrolment, **given | fields)


def test_the_questions_open_eight_weeks_after_completion(done):
    assert follow_up.opens_on(done) == CourseCompletion.objects.get().completed_on + datetime.timedelta(weeks=8)
    assert follow_up.opens_on(make_enrolment(route=done.route)) is None


def test_before_that_nothing_is_saved():
    day_before = timezone.localdate() - follow_up.FIRST + datetime.timedelta(days=1)
    early = make_course_completion(happened_on=day_before).enrolment
    for enrolment in (early, make_enrolment(route=early.route)):
        with pytest.raises(follow_up.NotYet):
            sent(enrolment)
    assert FollowUp.objects.count() == 0


def test_the_rows_of_the_end_are_asked_again(done):
    scale = follow_up.scale_of(done)
    assert (scale.lesson.slug, scale.block_id) == ("two", "c-after")
    assert follow_up.scale_of(make_enrolment()) is None


def test_twice_with_one_form_key_is_once_and_the_last_answers_stand(done):
    key = uuid.uuid4()
    row = sent(done, answers=EMPTY | {"used": "ONE"}, form_key=key)
    assert sent(done, answers=EMPTY | {"used": "SEVERAL"}, form_key=key).used == "ONE"
    assert sent(done, answers=EMPTY | {"used": "SEVERAL", "changed": "More tea"}).pk == row.pk
    assert list(FollowUp.objects.values_list("used", "changed")) == [("SEVERAL", "More tea")]
    with pytest.raises(ValidationError):
        sent(done, answers=EMPTY | {"used": "NEVER"})


def test_the_rows_are_kept_beside_those_of_before_and_after(done):
    scale = follow_up.scale_of(done)
    (item, words), *_rest = scale.rows
    place = {"enrolment": done, "item": item, "lesson": scale.lesson}
    ConfidenceAnswer.objects.create(**place, block_id="c-before", moment="BEFORE", value=3)
    ConfidenceAnswer.objects.create(**place, block_id="c-after", moment="AFTER", value=7)
    for value in (5, 6):
        sent(done, confidence={item: value})
    assert follow_up.own_change(enrolment=done, scale=scale) == [follow_up.Change(words, (3, 7, 6))]
    assert follow_up.own_change(enrolment=done, scale=None) == []
