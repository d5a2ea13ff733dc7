"""The front page, and pages of information."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from courses.models import CoursePage

COURSES_SHOWN = 3
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class HomePage(Page):
    """The front page. Signed in, the same address shows the person's next step instead."""

    promise = models.CharField(_("what this is, in one line"), max_length=120)
    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    who_runs_it = models.TextField(_("who runs this site"), max_length=600, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("promise"),
        FieldPanel("introduction"),
        FieldPanel("who_runs_it"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CourseIndexPage", "home.InfoPage"]
    max_count = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The first courses of the catalogue, each with the routes that people may start."""
        courses = CoursePage.objects.live().order_by("path").with_open_routes()[:COURSES_SHOWN]
        return super().get_context(request, *args, **kwargs) | {"courses": courses}

    class Meta:
        verbose_name = _("front page")


class InfoPage(Page):
    """One page of information: help, privacy, accessibility."""

    body = RichTextField(_("text"), features=FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("information page")
