"""Two topics that mean the same become one."""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from courses.models import CourseTopic, LessonTopic, Topic
from people.models import User

TAGGED = (CourseTopic, LessonTopic)


def pages_about(topic: Topic) -> list[Page]:
    """The courses and lessons that carry the topic, as they are published or first drafted."""
    found = [row.content_object for model in TAGGED for row in model.objects.filter(tag=topic)]
    return sorted(found, key=lambda page: page.title)


def merge_topics(*, topic: Topic, into: Topic, by: User | None) -> int:
    """Every page that carried ``topic`` carries ``into``, in its newest draft too, and ``topic`` is gone.

    Returns on how many pages. What a draft says beside stays as it was.
    """
    with transaction.atomic():
        pages = pages_about(topic)
        drafts = _drafts_about(topic)
        for model in TAGGED:
            rows = model.objects.filter(tag=topic)
            both = model.objects.filter(tag=into).values("content_object_id")
            rows.filter(content_object_id__in=both).delete()
            rows.update(tag=into)
        for draft in drafts:
            draft.topics.remove(topic)
            draft.topics.add(into)
            draft.save_revision(log_action=True, clean=False)  # nobody's words: who merged may still approve them
        told = {"topic": topic.name, "pages": len({page.pk for page in [*pages, *drafts]})}
        log(into, "courses.merge_topics", user=by, data=told)
        topic.delete()
        return told["pages"]


def _drafts_about(topic: Topic) -> list[Page]:
    """The newest drafts, of pages with changes that are not published yet, that carry the topic."""
    pages = Page.objects.filter(has_unpublished_changes=True).specific()
    newest = (page.get_latest_revision_as_object() for page in pages if hasattr(page, "topics"))
    return [draft for draft in newest if topic in draft.topics.all()]
