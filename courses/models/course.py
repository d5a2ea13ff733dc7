"""A course: what it promises, and the modules below it."""

from itertools import product
from typing import Any, NamedTuple
from zlib import crc32

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from courses import gates
from courses.models.lesson import LessonPage
from courses.models.module import ModulePage
from courses.models.reference import EvidenceRecord, LocalWord, organisation_of, parents_of
from courses.models.topic import CourseTopic
from courses.page_forms import CourseForm
from courses.panels import WeavePanel, WhoIsAffectedPanel
from courses.registry import dates_of, ways_into


class Colours(models.TextChoices):
    """The colour sets of a weave: the standing loops have the first colour, the lying ones the others in turn."""

    DAMSON = "damson", _("Damson, with hedge green, honey and tarn blue")
    HEDGE = "hedge", _("Hedge green, with damson and honey")
    TARN = "tarn", _("Tarn blue, with honey and hedge green")
    HONEY = "honey", _("Honey, with tarn blue and damson")
    PLAIN = "plain", _("Damson alone")


class Pattern(NamedTuple):
    """The weave of a course: how many loops stand, how many lie, and the set of colours."""

    standing: int
    lying: int
    colours: str


SIZES = tuple(product(range(1, 5), range(1, 4)))
SIZE_CHOICES = [
    (number, format_lazy(_("{standing} standing, {lying} lying"), standing=standing, lying=lying))
    for number, (standing, lying) in enumerate(SIZES, start=1)
]


class CourseQuerySet(PageQuerySet):
    """Named reads of courses."""

    def with_open_routes(self) -> "CourseQuerySet":
        """Each with its routes, in one more query however many courses."""
        return self.prefetch_related("routes")


class CoursePage(Page):
    """One course. Its routes are rows of their own (Route), so that no old revision can delete them."""

    class Kind(models.TextChoices):
        """What a course asks of people."""

        AWARENESS = "AWARENESS", _("Awareness")
        SKILL = "SKILL", _("Skill")
        PROGRAMME = "PROGRAMME", _("Programme")

    code = models.SlugField(_("code"), max_length=30, help_text=_("Never changes once published."))
    summary = models.TextField(_("summary"), max_length=500)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SKILL)
    audience = models.TextField(_("who it is for"), max_length=500, blank=True)
    time_needed = models.TextField(_("time"), max_length=500, blank=True)
    outcomes = models.TextField(_("you will be able to"), max_length=1000, blank=True, help_text=_("One a line."))
    what_this_is_not = models.TextField(_("what this is not"), max_length=500, blank=True)
    access_notes = models.TextField(_("access"), max_length=1000, blank=True)
    evidence = ParentalManyToManyField(
        EvidenceRecord, blank=True, related_name="+", verbose_name=_("evidence"), help_text=_("Shown on its page.")
    )
    review_by = models.DateField(_("review by"), null=True, blank=True)
    topics = ClusterTaggableManager(through=CourseTopic, blank=True, verbose_name=_("topics"))
    weave_size = models.PositiveSmallIntegerField(_("size of its weave"), choices=SIZE_CHOICES, null=True, blank=True)
    weave_colours = models.CharField(
        _("colours of its weave"), max_length=8, choices=Colours.choices, blank=True, default="", db_default=""
    )

    ways_in_words = ""  # the small words of its card, where services.catalogue.tell_ways wrote them

    objects = PageManager.from_queryset(CourseQuerySet)()

    base_form_class = CourseForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("code"),
        FieldPanel("summary"),
        FieldPanel("kind"),
        FieldPanel("audience"),
        FieldPanel("time_needed"),
        FieldPanel("outcomes"),
        FieldPanel("what_this_is_not"),
        FieldPanel("access_notes"),
        FieldPanel("evidence", widget=CheckboxSelectMultiple),
        FieldPanel("topics"),
        InlinePanel("languages", heading=_("Languages"), label=_("Language")),
        MultiFieldPanel(
            [FieldPanel("weave_size"), FieldPanel("weave_colours"), WeavePanel()],
            heading=_("Its weave"),
            help_text=_("The picture on its card, its page and its certificate. Empty: one made from its code."),
        ),
        FieldPanel("review_by"),
        WhoIsAffectedPanel(heading=_("Who is affected")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("outcomes"),
        index.SearchField("audience"),
        index.AutocompleteField("summary"),
        index.AutocompleteField("outcomes"),
        index.SearchField("access_notes"),
        index.RelatedFields("topics", [index.SearchField("name")]),
    ]
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.ModulePage"]

    class Meta:
        verbose_name = _("course")

    @property
    def outcome_lines(self) -> list[str]:
        """What people will be able to do, one each."""
        return [line.strip() for line in self.outcomes.splitlines() if line.strip()]

    @property
    def pattern(self) -> Pattern:
        """Its weave: what an editor picked, and what the code comes to where nobody picked."""
        number = crc32(self.code.encode())
        standing, lying = SIZES[(self.weave_size - 1) if self.weave_size else number % len(SIZES)]
        colours = self.weave_colours or Colours.values[number // len(SIZES) % len(Colours.values)]
        return Pattern(standing, lying, colours)

    @property
    def open_routes(self) -> list:
        """The routes that people may start today; no query where routes were read with the course."""
        return [route for route in self.routes.all() if route.live and route.closed_on is None]

    @property
    def routes_in_words(self) -> str:
        """For whom it is, one word a route: "Resident · Staff · Refresh"."""
        return " · ".join(route.name for route in self.open_routes)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Its modules with their live lessons, its routes in words, and whom to ring."""
        modules = list(ModulePage.objects.child_of(self).live().order_by("path"))
        lessons = list(LessonPage.objects.descendant_of(self).live().order_by("path").defer("body"))
        routes = self.routes.filter(live=True, closed_on=None).prefetch_related("route_modules__module")
        person = getattr(request, "user", None)
        signed_in = person is not None and person.is_authenticated
        return super().get_context(request, *args, **kwargs) | {
            "modules": [(module, [page for page in lessons if page.is_child_of(module)]) for module in modules],
            "in_person": [module for module in modules if module.why_in_person],
            "open_lesson": next((page for page in lessons if page.public), None),
            "ways": [(route, route.minutes_with(lessons)) for route in routes],
            "refreshes": {route.renewed_by_id for route in routes},
            "doors": ways_into(self, person) if signed_in else [],
            "dates": dates_of(self),
            "parents": parents_of(self, request),
            "evidence": list(self.evidence.all()),
            "words": LocalWord.objects.of(organisation_of(request)),
        }

    def problems(self) -> list[gates.Problem]:
        """What stops this course from being published."""
        return self.problems_as(self.kind)

    def problems_as(self, kind: str) -> list[gates.Problem]:
        """What would stop it if it were of this kind. Drafts below it count: they are published after it."""
        if not self.path:
            return gates.course_problems(kind=kind, rules=[], has_safety_panel=False)
        below = [page.get_latest_revision_as_object() for page in LessonPage.objects.descendant_of(self)]
        return gates.course_problems(
            kind=kind,
            rules=ModulePage.objects.child_of(self).values_list("completed_by", flat=True),
            has_safety_panel=any(page.holds("safety_panel") for page in below),
        )
