"""A lesson: one flat body of blocks."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from courses import gates
from courses.advice import Advice, date_advice, lesson_advice, link_advice
from courses.blocks.lesson import LessonBody
from courses.blocks.prose import staff_roles
from courses.models.checked import languages_told, words_to_avoid
from courses.models.effect import ChangesModule
from courses.models.previewed import Previewed
from courses.models.reference import LocalWord, organisation_of, parents_of
from courses.models.review import Reviewed
from courses.models.topic import LessonTopic
from courses.models.wording import GlossaryTerm, Resource
from courses.page_forms import LessonForm
from courses.panels import EffectPanel, ScreensPanel, StoryMapPanel, WhoIsAffectedPanel
from courses.registry import modes_of
from courses.screens import screens


class LessonPage(Previewed, Reviewed, ChangesModule, Page):
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
        FieldPanel("minutes", help_text=_("How long it takes; twelve are enough. Example: 10.")),
        FieldPanel("required", help_text=_("Whether the module waits for it. Example: off, for something extra.")),
        FieldPanel(
            "public", help_text=_("Anyone may read it, without an account. Example: the first lesson of a course.")
        ),
        FieldPanel("topics", help_text=_("What it is about. Example: safety.")),
        FieldPanel("review_by", help_text=_("When somebody reads it again. Example: a year from today.")),
        FieldPanel("body", help_text=_("What people read and do, in order. Example: a text, a question, a promise.")),
        ScreensPanel(heading=_("Screens and minutes")),
        StoryMapPanel(heading=_("Map of the scenario")),
        EffectPanel("effect", heading=_("What the change means")),
        WhoIsAffectedPanel(heading=_("Who is affected")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body"), index.AutocompleteField("body")]
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []

    kind_of_page = _("Lesson")

    class Meta:
        verbose_name = _("lesson")

    @property
    def kind_in_words(self) -> str:
        """Whether its module waits for it."""
        return gettext("Required") if self.required else gettext("Extra")

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

    @cached_property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """As learners do, as each job does, by each route, and so that nothing is missed."""
        jobs = [(f"role:{code}", _("As %(job)s") % {"job": name}) for code, name in staff_roles()]
        return [
            ("learner", _("As a learner")),
            *jobs,
            *modes_of(self),
            ("answers", _("With answers and notes")),
            ("easy", _("Easy read")),
            ("print", _("Printed")),
            ("large", _("Large print")),
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """How long it is, and the words of whoever reads it."""
        return super().get_context(request, *args, **kwargs) | {
            "screens": screens(self.body),
            # An editor's preview shows what is being written, whether or not the lesson is open.
            "shows_body": self.public or getattr(request, "is_preview", False),
            "parents": parents_of(self, request),
            "words": LocalWord.objects.of(organisation_of(request)),
            "glossary": GlossaryTerm.objects.of(self),
        }

    def problems(self) -> list[gates.Problem]:
        """What stops this lesson from being published."""
        return [*self.problems_of(self.body), *self.language_problems()]

    def problems_of(self, body: Any) -> list[gates.Problem]:
        """What would stop it with this body. As many queries for sixty blocks as for six."""
        stored = body.get_prep_value()
        return gates.body_problems(body, stored, unfilled=LocalWord.objects.missing(gates.words_needed(stored)))

    def advice(self) -> list[Advice]:
        """What is worth a look before it is published."""
        blocks = gates.read(self.body.get_prep_value())
        return [
            *lesson_advice(blocks, minutes=self.minutes, jargon=words_to_avoid()),
            *link_advice(blocks, Resource.objects.amiss()),
            *date_advice(self.review_by, today=timezone.localdate()),
            *languages_told(self),
        ]

    def local_words(self) -> set[str]:
        """The words that its body needs: those in braces, and the numbers of a safety panel."""
        return gates.words_needed(self.body.get_prep_value())


def _name_of(value: Any) -> str:
    """What an outline calls a block: its title, its question or its statement."""
    if not hasattr(value, "get"):
        return ""
    return value.get("title") or value.get("question") or value.get("statement") or ""
