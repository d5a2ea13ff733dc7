"""What an edition means for those who have completed, and when a block was taken out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Edition, LessonPage
from courses.services import current_edition, taken_out_on
from tests.factories.courses import make_course, make_lesson, make_module, publish

pytestmark = pytest.mark.django_db


def module_with(effect, **changes):
    """A module, published a second time with this choice and these changes."""
    module = make_module(make_course(modules=0), completed_by="PRACTICE")
    module.effect = effect
    for name, value in changes.items():
        setattr(module, name, value)
    return publish(module)


def test_the_choice_stands_on_the_edition_that_changed_the_rule():
    assert current_edition(module_with("ASK_REFRESH", needed=5)).effect == Edition.Effect.ASK_REFRESH
    assert current_edition(module_with("FROM_NOW_ON", needed=5)).effect == Edition.Effect.FROM_NOW_ON


def test_without_a_changed_rule_there_is_nothing_to_refresh():
    assert current_edition(module_with("ASK_REFRESH", title="Other")).effect == Edition.Effect.FROM_NOW_ON


def test_a_choice_is_for_one_edition_alone():
    module = module_with("ASK_REFRESH", needed=5)
    assert current_edition(publish(module)).effect == Edition.Effect.FROM_NOW_ON


def test_a_block_was_taken_out_on_the_day_of_the_first_edition_without_it():
    text = {"type": "text", "id": "t-one", "value": "<p>One.</p>"}
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[text, text | {"id": "t-two"}])
    assert taken_out_on(page=lesson, block_id="t-two") is None
    del lesson.body[1]
    lesson = publish(lesson)
    lesson.title = "Later"
    publish(lesson)
    then = timezone.now() - timedelta(days=3)
    lesson.editions.filter(number=2).update(published_at=then)
    assert taken_out_on(page=lesson, block_id="t-two") == timezone.localdate(then)
    assert taken_out_on(page=LessonPage.objects.get(), block_id="t-one") is None
