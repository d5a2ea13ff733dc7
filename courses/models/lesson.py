"""A lesson: one flat body of blocks."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from courses import gates
from courses.blocks.lesson import LessonBody
from courses.models.reference import LocalWord, organisation_of, parents_of
from courses.models.topic import LessonTopic
from courses.page_forms import LessonForm
from courses.panels import WhoIsAffectedPanel
from courses.screens import screens


class LessonPage(Page):
    """One lesson. Answers hang on (this page, the id of a block), so editing it never moves or loses them."""

    minutes = models.PositiveIntegerField(
        _("minutes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    required = models.BooleanField(_("required"), default=True)
    public = models.BooleanField(
        _("open lesson"), default=False, help_text=_("Anyone may read it, without an account.")
    )
    review_by = models.DateField(_("review by"), null=True, blank=True)
    topics = ClusterTaggableManager(through=LessonTopic, blank=True, verbose_name=_("topics"))
    body = StreamField(LessonBody(), blank=True)

    base_form_class = LessonForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("minutes"),
        FieldPanel("required"),
        FieldPanel("public"),
        FieldPanel("topics"),
        FieldPanel("review_by"),
        FieldPanel("body"),
        WhoIsAffectedPanel(heading=_("Who is affected")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body"), index.AutocompleteField("body")]
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []

    kind_of_page = _("Lesson")

    class Meta:
        verbose_name = _("lesson")

    def holds(self, block_type: str) -> bool:
        """Whether a block of this kind stands anywhere in the body."""
        return any(block.block_type == block_type for block in self.body)

    @property
    def outline(self) -> list[dict[str, str]]:
        """What is in it, in order: the kind and the name of each block that has one."""
        named = [(block, _name_of(block.value)) for block in self.body]
        return [{"kind": block.block.label, "name": name} for block, name in named if name]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Only an open lesson is for search engines: of the others a stranger reads the outline alone."""
        return super().get_sitemap_urls(request) if self.public else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """How long it is, and the words of whoever reads it."""
        return super().get_context(request, *args, **kwargs) | {
            "screens": screens(self.body),
            # An editor's preview shows what is being written, whether or not the lesson is open.
            "shows_body": self.public or getattr(request, "is_preview", False),
            "parents": parents_of(self, request),
            "words": LocalWord.objects.of(organisation_of(request)),
        }

    def problems(self) -> list[gates.Problem]:
        """What stops this lesson from being published."""
        return self.problems_of(self.body)

    def problems_of(self, body: Any) -> list[gates.Problem]:
        """What would stop it with this body."""
        words = gates.local_words_in(body.get_prep_value())
        return gates.lesson_problems(body, unfilled=LocalWord.objects.missing(words))


def _name_of(value: Any) -> str:
    """What an outline calls a block: its title, its question or its statement."""
    if not hasattr(value, "get"):
        return ""
    return value.get("title") or value.get("question") or value.get("statement") or ""
