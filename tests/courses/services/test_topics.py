import pytest
from wagtail.models import ModelLogEntry

from courses.models import CoursePage, LessonPage, Topic
from courses.models.review import has_written
from courses.services.topics import merge_topics, pages_about
from tests.factories.courses import make_course, make_lesson, make_module, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def calm():
    return Topic.objects.create(name="calm", slug="calm")


@pytest.fixture
def quiet():
    return Topic.objects.create(name="quiet", slug="quiet")


def tagged(page, *topics):
    page.topics.set(topics)
    return publish(page)


def names(page):
    return [topic.name for topic in page.topics.all()]


def test_merge_topics_gives_every_page_the_topic_that_stays(editor, calm, quiet):
    course = tagged(make_course(modules=0), calm)
    lesson = tagged(make_lesson(make_module(course)), calm, quiet)
    assert [page.pk for page in pages_about(calm)] == [page.pk for page in sorted([course, lesson], key=str)]
    assert merge_topics(topic=calm, into=quiet, by=editor) == 2
    assert names(CoursePage.objects.get()) == names(LessonPage.objects.get()) == ["quiet"]
    assert list(Topic.objects.filter(name="calm")) == []
    told = ModelLogEntry.objects.get(action="courses.merge_topics")
    assert (told.user, told.data) == (editor, {"topic": "calm", "pages": 2})


def test_merge_topics_changes_the_draft_too_and_publishes_nothing(editor, calm, quiet):
    course = make_course(modules=0)
    course.topics.set([calm])
    course.title = "Not yet said"
    course.save_revision()
    assert merge_topics(topic=calm, into=quiet, by=editor) == 1
    draft = CoursePage.objects.get().get_latest_revision_as_object()
    assert (draft.title, names(draft)) == ("Not yet said", ["quiet"])
    assert names(CoursePage.objects.get()) == []
    assert has_written(course, editor) is False  # who merges may still approve what somebody else wrote


def test_a_topic_that_nobody_carries_goes(editor, calm, quiet):
    assert merge_topics(topic=calm, into=quiet, by=editor) == 0
    assert list(Topic.objects.values_list("name", flat=True)) == ["quiet"]
