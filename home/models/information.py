"""Pages of information."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from courses.models.review import Reviewed
from home.models.front import contact_above

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class InfoPage(Reviewed, Page):
    """One page of information: help, privacy, about."""

    body = RichTextField(_("text"), features=FEATURES)
    shows_contact = models.BooleanField(_("say how to reach us below it"), default=False, db_default=False)

    content_panels = [*Page.content_panels, FieldPanel("body"), FieldPanel("shows_contact")]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("information page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """How to reach us, where the page says it."""
        contact = contact_above(self) if self.shows_contact else {}
        return super().get_context(request, *args, **kwargs) | {"contact": contact}
