"""The managed tags of courses and lessons."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class Topic(TagBase):
    """One topic a course or a lesson may carry. Editors keep the list; free tagging is off."""

    free_tagging = False

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class CourseTopic(ItemBase):
    """One topic on one course."""

    tag = models.ForeignKey(Topic, related_name="tagged_courses", on_delete=models.CASCADE)
    content_object = ParentalKey("courses.CoursePage", related_name="tagged_topics", on_delete=models.CASCADE)


class LessonTopic(ItemBase):
    """One topic on one lesson."""

    tag = models.ForeignKey(Topic, related_name="tagged_lessons", on_delete=models.CASCADE)
    content_object = ParentalKey("courses.LessonPage", related_name="tagged_topics", on_delete=models.CASCADE)
