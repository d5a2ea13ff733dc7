"""The accessibility statement."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from courses.models.review import Reviewed
from home.blocks import Faults
from home.models.front import contact_above
from home.models.information import FEATURES


class AccessibilityPage(Reviewed, Page):
    """The statement that the law asks of public bodies. Its headings stand in the template: nobody can remove one."""

    class Status(models.TextChoices):
        """How far the site keeps to WCAG 2.2, level AA."""

        FULL = "FULL", _("It keeps to all of it")
        PARTLY = "PARTLY", _("It keeps to most of it")
        NOT = "NOT", _("It does not keep to it")

    how_accessible = RichTextField(_("how accessible this site is"), features=FEATURES)
    answer_days = models.PositiveSmallIntegerField(_("we answer within so many working days"), default=5)
    enforcement = RichTextField(_("if people are not happy with our answer"), features=FEATURES)
    status = models.CharField(_("status"), max_length=6, choices=Status.choices, default=Status.PARTLY)
    faults = StreamField(Faults(), verbose_name=_("what does not work yet"), blank=True)
    burden = RichTextField(_("what would ask too much of us"), features=FEATURES, blank=True)
    out_of_scope = RichTextField(_("what the law leaves out"), features=FEATURES, blank=True)
    improving = RichTextField(_("what we are doing about it"), features=FEATURES, blank=True)
    prepared_on = models.DateField(_("statement written on"), null=True, blank=True)
    reviewed_on = models.DateField(_("statement last looked at on"), null=True, blank=True)
    tested_on = models.DateField(_("last tested by people on"), null=True, blank=True)
    tested_by = models.CharField(_("tested by"), max_length=150, blank=True)
    how_tested = RichTextField(_("how it was tested"), features=FEATURES, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("how_accessible"),
        FieldPanel("answer_days"),
        FieldPanel("enforcement"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("status", "faults", "burden", "out_of_scope")],
            heading=_("Technical information"),
        ),
        FieldPanel("improving"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("prepared_on", "reviewed_on", "tested_on", "tested_by", "how_tested")],
            heading=_("Preparation of this statement"),
        ),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("accessibility statement")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """How to tell us about a problem, and what the editors still have to write."""
        contact = contact_above(self)
        return super().get_context(request, *args, **kwargs) | {
            "contact": contact,
            "faults": [block.value for block in self.faults],
            "to_do": self.to_do,
        }

    @property
    def to_do(self) -> list[str]:
        """What the law asks for and nobody has written yet."""
        missing = {
            _("the day this statement was written"): self.prepared_on,
            _("the day people last tested the site"): self.tested_on,
            _("who tested it"): self.tested_by,
            _("the day by which each fault will be put right"): all(block.value["until"] for block in self.faults),
        }
        return [str(words) for words, value in missing.items() if not value]
