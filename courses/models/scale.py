"""Confidence scales: the rows that people place themselves on before and after a course."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index


class ConfidenceScale(index.Indexed, ClusterableModel):
    """One set of rows from 0 to 10. Lessons name it by its code; answers keep the key of the row."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100)
    before = models.TextField(_("words before the course"), max_length=400)
    after = models.TextField(_("words after the course"), max_length=400)
    follow_up = models.TextField(_("words some weeks later"), max_length=400, blank=True)

    panels = [
        FieldPanel("code"),
        FieldPanel("name"),
        InlinePanel("rows", heading=_("Rows"), label=_("Row"), min_num=1, max_num=10),
        FieldPanel("before"),
        FieldPanel("after"),
        FieldPanel("follow_up"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("confidence scale")
        verbose_name_plural = _("confidence scales")

    def __str__(self) -> str:
        return self.name


class ScaleRow(Orderable):
    """One sentence to place oneself on."""

    scale = ParentalKey(ConfidenceScale, on_delete=models.CASCADE, related_name="rows")
    key = models.SlugField(_("key"), max_length=30, help_text=_("Stays once people have answered. Example: listen."))
    text = models.CharField(_("sentence"), max_length=200)

    panels = [FieldPanel("text"), FieldPanel("key")]

    class Meta(Orderable.Meta):
        verbose_name = _("row")
        constraints = [models.UniqueConstraint(fields=["scale", "key"], name="scale_row_key_once")]

    def __str__(self) -> str:
        return self.text
