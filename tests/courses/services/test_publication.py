from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from courses.models import Edition, LessonPage
from courses.services import current_edition, lesson_at, live_revision, record_edition
from tests.factories.courses import make_course, make_lesson, make_module, publish

pytestmark = pytest.mark.django_db


def lesson_with_text():
    return make_lesson(make_module(make_course(modules=0)), blocks=[("text", "<p>First.</p>")])


def say(lesson, words):
    lesson.body = [("text", words)]
    return publish(lesson)


def words(lesson):
    return lesson.body[0].value["text"].source


def made_ago(edition, **ago):
    Edition.objects.filter(pk=edition.pk).update(published_at=timezone.now() - timedelta(**ago))


def test_record_edition_numbers_each_publication_once():
    lesson = lesson_with_text()
    first = current_edition(lesson)
    assert (first.number, first.revision_id) == (1, lesson.live_revision_id)
    assert record_edition(page=lesson, revision=lesson.live_revision) == first
    lesson = say(lesson, "<p>Second.</p>")
    assert [row.number for row in lesson.editions.order_by("number")] == [1, 2]
    assert current_edition(lesson).revision_id == lesson.live_revision_id


def test_live_revision_is_the_one_people_read():
    lesson = lesson_with_text()
    published = lesson.live_revision_id
    lesson.body = [("text", "<p>A draft.</p>")]
    lesson.save_revision()
    assert live_revision(LessonPage.objects.get(pk=lesson.pk)).pk == published


def test_a_page_that_was_never_published_has_no_live_revision_and_no_edition():
    module = make_module(make_course(modules=0))
    draft = module.add_child(instance=LessonPage(title="Draft", slug="draft", live=False))
    draft.save_revision()
    assert current_edition(draft) is None
    with pytest.raises(Revision.DoesNotExist):
        live_revision(draft)


def test_lesson_at_gives_what_the_person_saw_within_a_day():
    lesson = lesson_with_text()
    seen = lesson.live_revision_id
    lesson = say(lesson, "<p>Second.</p>")
    made_ago(current_edition(lesson), hours=23)
    assert words(lesson_at(lesson, seen)) == "<p>First.</p>"
    assert words(lesson_at(lesson, lesson.live_revision_id)) == "<p>Second.</p>"
    assert words(lesson_at(lesson, None)) == "<p>Second.</p>"
    assert lesson_at(lesson, seen).pk == lesson.pk


def test_lesson_at_gives_the_live_lesson_for_what_went_more_than_a_day_ago():
    lesson = lesson_with_text()
    seen = lesson.live_revision_id
    lesson = say(lesson, "<p>Second.</p>")
    made_ago(current_edition(lesson), hours=25)
    assert words(lesson_at(lesson, seen)) == "<p>Second.</p>"


def test_lesson_at_never_shows_a_draft_or_another_page():
    lesson, other = lesson_with_text(), lesson_with_text()
    lesson.body = [("text", "<p>A draft.</p>")]
    draft = lesson.save_revision()
    lesson = LessonPage.objects.get(pk=lesson.pk)
    assert words(lesson_at(lesson, draft.pk)) == "<p>First.</p>"
    assert lesson_at(lesson, other.live_revision_id).pk == lesson.pk
    assert lesson_at(lesson, 0).pk == lesson.pk
