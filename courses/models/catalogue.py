"""The top of the tree: the list of courses."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from courses.models.course import CoursePage
from courses.models.review import Reviewed


class CourseIndexPage(Reviewed, Page):
    """The catalogue. One per site; it holds courses and nothing else."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=600)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Its live courses in the editors' order. The view tells the ways through each."""
        courses = CoursePage.objects.child_of(self).live().select_related("locale").order_by("path")
        return super().get_context(request, *args, **kwargs) | {"courses": courses}

    class Meta:
        verbose_name = _("catalogue")
