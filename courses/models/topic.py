"""The managed tags of courses and lessons, for whom a course is, and the languages it is held in."""

from django.conf import global_settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable
from wagtail.search import index


class Topic(TagBase):
    """One topic a course or a lesson may carry. Editors keep the list; free tagging is off."""

    free_tagging = False

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Audience(index.Indexed, models.Model):
    """One kind of people that a course may be for. Editors keep the list."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self) -> str:
        return self.name


class CourseTopic(ItemBase):
    """One topic on one course."""

    tag = models.ForeignKey(Topic, related_name="tagged_courses", on_delete=models.CASCADE)
    content_object = ParentalKey("courses.CoursePage", related_name="tagged_topics", on_delete=models.CASCADE)


def language_choices() -> list[tuple[str, str]]:
    """Every language that has a name here: people meet in more of them than the site speaks."""
    return sorted(((code, gettext(name)) for code, name in global_settings.LANGUAGES), key=lambda pair: pair[1])


class CourseLanguage(Orderable):
    """One language a course is held in. A course without any is held in the language of the site."""

    course = ParentalKey("courses.CoursePage", related_name="languages", on_delete=models.CASCADE)
    code = models.CharField(_("language"), max_length=15, choices=language_choices)

    panels = [FieldPanel("code")]

    class Meta(Orderable.Meta):
        verbose_name = _("language")
        constraints = [models.UniqueConstraint(fields=["course", "code"], name="course_language_once")]

    def __str__(self) -> str:
        return self.get_code_display()


class LessonTopic(ItemBase):
    """One topic on one lesson."""

    tag = models.ForeignKey(Topic, related_name="tagged_lessons", on_delete=models.CASCADE)
    content_object = ParentalKey("courses.LessonPage", related_name="tagged_topics", on_delete=models.CASCADE)
