"""Rubrics: what an observer looks for, and when what they saw is enough."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

HIGHEST_LEVEL = 3


class Rubric(index.Indexed, ClusterableModel):
    """One list of criteria, scored from 0 to 3. A score keeps the rubric as it was, so editing it changes no result."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100)
    least_total = models.PositiveIntegerField(
        _("least total"), validators=[MinValueValidator(1)], help_text=_("Out of three for each criterion.")
    )
    no_zero = models.BooleanField(_("nothing at 0"), default=False)

    panels = [
        FieldPanel("code"),
        FieldPanel("name"),
        InlinePanel("criteria", heading=_("Criteria"), label=_("Criterion"), min_num=1),
        MultiFieldPanel([FieldPanel("least_total"), FieldPanel("no_zero")], heading=_("When it is enough")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")

    def __str__(self) -> str:
        return self.name

    @property
    def out_of(self) -> int:
        """The most that can be scored."""
        return HIGHEST_LEVEL * len(self.criteria.all())

    @property
    def pass_rule_in_words(self) -> str:
        """When it is enough, as a sentence: "Ready: both starred at 2 or more, and 14 or more of 24."."""
        starred = sum(criterion.starred for criterion in self.criteria.all())
        parts = []
        if starred:
            parts.append(ngettext("the starred one at 2 or more", "every starred one at 2 or more", starred))
        if self.no_zero:
            parts.append(gettext("nothing at 0"))
        parts.append(
            gettext("%(least)s or more of %(out_of)s in all") % {"least": self.least_total, "out_of": self.out_of}
        )
        return gettext("Ready: %(parts)s.") % {"parts": ", ".join(parts)}


class Criterion(Orderable):
    """One thing to look for, with the words of each level. Level 0 is "not seen" everywhere."""

    rubric = ParentalKey(Rubric, on_delete=models.CASCADE, related_name="criteria")
    key = models.SlugField(_("key"), max_length=30, help_text=_("Short. Example: fairness."))
    text = models.CharField(_("what to look for"), max_length=150)
    starred = models.BooleanField(_("must reach 2"), default=False)
    beginning = models.CharField(_("1, beginning"), max_length=250)
    secure = models.CharField(_("2, secure"), max_length=250)
    strong = models.CharField(_("3, strong"), max_length=250)

    panels = [FieldPanel(name) for name in ("text", "key", "starred", "beginning", "secure", "strong")]

    class Meta(Orderable.Meta):
        verbose_name = _("criterion")
        constraints = [models.UniqueConstraint(fields=["rubric", "key"], name="criterion_key_once_per_rubric")]

    def __str__(self) -> str:
        return self.text
