"""The front page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cohorts.models import Session
from cohorts.services.published import open_sessions
from courses.models import CoursePage, EvidenceRecord
from courses.models.review import Reviewed
from courses.services.catalogue import open_ways, tell_ways
from home.blocks import Steps, Voices

COURSES_SHOWN = 3


class HomePage(Reviewed, Page):
    """The front page. Signed in, the same address shows the person's next step instead.

    It also holds how people reach whoever runs the site: the pages of information below it read it from here.
    """

    promise = models.CharField(_("what this is, in one line"), max_length=120)
    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    steps = StreamField(Steps(), verbose_name=_("how it works"), null=True, blank=True)
    voices = StreamField(Voices(), verbose_name=_("words from people"), null=True, blank=True)
    finding = models.ForeignKey(
        EvidenceRecord,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("what studies say"),
        help_text=_("Shown with its caution."),
    )
    who_runs_it = models.TextField(_("who runs this site"), max_length=600, blank=True)
    contact_name = models.CharField(_("who answers"), max_length=80, blank=True, default="", db_default="")
    contact_email = models.EmailField(_("e-mail"), blank=True, default="", db_default="")
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True, default="", db_default="")

    content_panels = [
        *Page.content_panels,
        FieldPanel("promise"),
        FieldPanel("introduction"),
        FieldPanel("steps"),
        FieldPanel("voices"),
        FieldPanel("finding"),
        FieldPanel("who_runs_it"),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("contact_phone")],
            heading=_("How to reach us"),
            help_text=_("Shown on the front page, in Help, in Privacy and in the accessibility statement."),
        ),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CourseIndexPage", "home.InfoPage", "home.AccessibilityPage"]
    max_count = 1

    class Meta:
        verbose_name = _("front page")

    @property
    def contact(self) -> dict[str, str]:
        """How to reach whoever runs the site; empty where nobody has written it yet."""
        if not self.contact_email and not self.contact_phone:
            return {}
        return {"name": self.contact_name, "email": self.contact_email, "phone": self.contact_phone}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The first courses of the catalogue, the sessions that people may join, and words that may be shown."""
        courses = CoursePage.objects.live().select_related("locale").order_by("path")[:COURSES_SHOWN]
        return super().get_context(request, *args, **kwargs) | {
            "courses": tell_ways(courses, open_ways()),
            "places": by_place(open_sessions()),
            "voices": Voices.agreed(self.voices),
            "contact": self.contact,
        }


def by_place(sessions: list[Session]) -> list[dict[str, Any]]:
    """Each place with its sessions, the place of the soonest first; those without a place last."""
    found: dict[Any, dict[str, Any]] = {}
    for session in sessions:
        found.setdefault(session.where, {"place": session.where, "sessions": []})["sessions"].append(session)
    return sorted(found.values(), key=lambda each: each["place"] is None)


def contact_above(page: Page) -> dict[str, str]:
    """How to reach whoever runs the site, for a page right below the front page."""
    parent = HomePage.objects.parent_of(page).first()
    return parent.contact if parent else {}
