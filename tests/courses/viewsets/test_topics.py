import pytest
from django.urls import reverse
from wagtail.models import ReferenceIndex

from courses.models import CoursePage, Topic
from tests.factories.courses import make_course, publish

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_courses_topic:list"


@pytest.fixture
def topics():
    return [Topic.objects.create(name=name, slug=name) for name in ("calm", "quiet")]


def address(topic):
    return reverse("wagtailsnippets_courses_topic:merge", args=[topic.pk])


def test_an_editor_merges_two_topics_and_is_told_on_how_many_pages(cms, topics):
    calm, quiet = topics
    course = make_course(modules=0)
    course.topics.set([calm])
    publish(course)
    assert course.title in cms.get(address(calm)).content.decode()
    page = cms.post(address(calm), {"into": quiet.pk}, follow=True).content.decode()
    assert "“calm” is now “quiet”, on 1 page." in page
    assert [topic.name for topic in CoursePage.objects.get().topics.all()] == ["quiet"]


def test_without_a_choice_nothing_is_merged(cms, topics):
    page = cms.post(address(topics[0]), {}).content.decode()
    assert "Choose the topic that stays." in page
    assert Topic.objects.count() == 2


def test_the_list_says_how_often_a_topic_is_used_and_offers_to_merge(cms, topics):
    course = make_course(modules=0)
    course.topics.set(topics[:1])
    ReferenceIndex.create_or_update_for_object(publish(course))
    page = cms.get(reverse(LIST)).content.decode()
    assert "Used 1 time" in " ".join(page.split())
    assert address(topics[1]) in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_three_topics_as_for_one(cms, number, django_assert_num_queries):
    for n in range(number):
        Topic.objects.create(name=f"topic {n}", slug=f"topic-{n}")
    cms.get(reverse(LIST))
    with django_assert_num_queries(13):
        cms.get(reverse(LIST))


def test_a_trainer_merges_nothing(client, trainer, topics):
    client.force_login(trainer)
    assert client.post(address(topics[0]), {"into": topics[1].pk}).status_code == 403
    assert Topic.objects.count() == 2
