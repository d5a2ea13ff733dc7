"""A course: what it promises, and the modules below it."""

from itertools import product
from typing import Any, NamedTuple
from zlib import crc32

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from courses import gates
from courses.advice import Advice, date_advice, field_advice
from courses.models.checked import drafts_of, languages_told, words_to_avoid
from courses.models.counted import CountedManyToManyField
from courses.models.lesson import LessonPage
from courses.models.module import ModulePage
from courses.models.previewed import Previewed
from courses.models.reference import EvidenceRecord, LocalWord, organisation_of, parents_of
from courses.models.review import Reviewed
from courses.models.topic import Audience, CourseTopic
from courses.page_forms import CourseForm
from courses.panels import CertificatePanel, RoutesPanel, WeavePanel, WhoIsAffectedPanel, tabs
from courses.registry import acts_on, dates_of


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


TEXTS = ("summary", "audience", "time_needed", "outcomes", "what_this_is_not", "access_notes", "version_note")
SIZES = tuple(product(range(1, 5), range(1, 4)))
SIZE_CHOICES = [
    (number, format_lazy(_("{standing} standing, {lying} lying"), standing=standing, lying=lying))
    for number, (standing, lying) in enumerate(SIZES, start=1)
]


class CoursePage(Previewed, Reviewed, Page):
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
    evidence = CountedManyToManyField(
        EvidenceRecord, blank=True, related_name="+", verbose_name=_("evidence"), help_text=_("Shown on its page.")
    )
    audiences = CountedManyToManyField(
        Audience, blank=True, related_name="+", verbose_name=_("audiences"), help_text=_("For the list of courses.")
    )
    related_courses = CountedManyToManyField(
        "self", blank=True, symmetrical=False, related_name="+", verbose_name=_("related courses")
    )
    version_note = models.CharField(
        _("what is new"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("For people who took it before. Example: new sums."),
    )
    review_by = models.DateField(_("review by"), null=True, blank=True)
    topics = ClusterTaggableManager(through=CourseTopic, blank=True, verbose_name=_("topics"))
    weave_size = models.PositiveSmallIntegerField(_("size of its weave"), choices=SIZE_CHOICES, null=True, blank=True)
    weave_colours = models.CharField(
        _("colours of its weave"), max_length=8, choices=Colours.choices, blank=True, default="", db_default=""
    )

    ways_in_words = ""  # the small words of its card, where services.catalogue.tell_ways wrote them

    base_form_class = CourseForm
    content_panels = [
        *Page.content_panels,
        FieldPanel(
            "summary", help_text=_("One promise. Example: Notice a lonely neighbour, and know one thing to offer.")
        ),
        FieldPanel("kind", help_text=_("A skill is practised with people. Example: Skill, for mediation.")),
        FieldPanel("audience", help_text=_("In a sentence. Example: Anyone who meets people in their day.")),
        FieldPanel(
            "audiences", widget=CheckboxSelectMultiple, help_text=_("For the list of courses. Example: Volunteer.")
        ),
        FieldPanel("time_needed", help_text=_("What it takes in all. Example: two hours together, or 40 minutes.")),
        FieldPanel("outcomes", help_text=_("One a line. Example: Ask one question and leave the answer with them.")),
        FieldPanel("what_this_is_not", help_text=_("Where it ends. Example: It is not counselling.")),
        FieldPanel("access_notes", help_text=_("What is ready for people who need it. Example: step-free rooms.")),
        FieldPanel("evidence", widget=CheckboxSelectMultiple, help_text=_("Shown on its page. Example: FR1.")),
        FieldPanel("topics", help_text=_("What it is about. Example: listening.")),
        FieldPanel("related_courses", help_text=_("What somebody might like next. Example: Everyday Mediation.")),
        InlinePanel(
            "languages",
            heading=_("Languages"),
            label=_("Language"),
            help_text=_("What sessions are held in. Example: Welsh."),
        ),
        WhoIsAffectedPanel(heading=_("Who is affected")),
    ]
    edit_handler = tabs(
        (_("Content"), content_panels),
        (_("Routes"), [RoutesPanel(heading=_("Routes"))]),
        (
            _("Certificate"),
            [
                CertificatePanel(heading=_("What its certificates say")),
                MultiFieldPanel(
                    [
                        FieldPanel("weave_size", help_text=_("How big it is. Example: 2 standing, 3 lying.")),
                        FieldPanel("weave_colours", help_text=_("Its set of colours. Example: Tarn blue.")),
                        WeavePanel(),
                    ],
                    heading=_("Its weave"),
                    help_text=_(
                        "The picture on its card, its page and its certificate. Empty: one made from its code."
                    ),
                ),
            ],
        ),
        (
            _("Settings"),
            [
                FieldPanel(
                    "code",
                    help_text=_("Empty: made from the title. It stays once published. Example: listening."),
                ),
                FieldPanel("version_note", help_text=_("For people who took it before. Example: new sums.")),
                FieldPanel("review_by", help_text=_("When somebody reads it again. Example: a year from today.")),
                *Page.promote_panels,
                *Page.settings_panels,
            ],
        ),
    )
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
    def kind_in_words(self) -> str:
        """What it asks of people, in a word."""
        return self.get_kind_display()

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Its modules with their live lessons, its routes in words, and whom to ring."""
        modules = list(ModulePage.objects.child_of(self).live().order_by("path"))
        lessons = list(LessonPage.objects.descendant_of(self).live().order_by("path").defer("body"))
        routes = self.routes.open().with_refreshes().prefetch_related("route_modules__module")
        person = getattr(request, "user", None)
        signed_in = person is not None and person.is_authenticated
        return super().get_context(request, *args, **kwargs) | {
            "modules": [(module, [page for page in lessons if page.is_child_of(module)]) for module in modules],
            "in_person": [module for module in modules if module.why_in_person],
            "open_lesson": next((page for page in lessons if page.public), None),
            "ways": [(route, route.minutes_with(lessons)) for route in routes],
            "acts": acts_on(self, person) if signed_in else [],
            "dates": dates_of(self),
            "parents": parents_of(self, request),
            "evidence": list(self.evidence.all()),
            "related": [course for course in self.related_courses.all() if course.live],
            "words": LocalWord.objects.of(organisation_of(request)),
        }

    def problems(self) -> list[gates.Problem]:
        """What stops this course from being published."""
        return [*self.problems_as(self.kind), *self.language_problems()]

    def problems_as(self, kind: str) -> list[gates.Problem]:
        """What would stop it if it were of this kind. Drafts below it count: they are published after it."""
        if not self.path:
            return gates.course_problems(kind=kind, rules=[], has_safety_panel=False)
        return gates.course_problems(
            kind=kind,
            rules=ModulePage.objects.child_of(self).values_list("completed_by", flat=True),
            has_safety_panel=any(page.holds("safety_panel") for page in drafts_of(LessonPage, self)),
        )

    def problems_below(self) -> list[tuple[Page, list[gates.Problem]]]:
        """The modules and lessons below it, as they were last saved, that are not ready, with what stops each."""
        if not self.path:
            return []
        below = sorted([*drafts_of(ModulePage, self), *drafts_of(LessonPage, self)], key=lambda page: page.path)
        return [(page, found) for page in below if (found := page.problems())]

    def advice(self) -> list[Advice]:
        """What is worth a look before it is published."""
        texts = {name: getattr(self, name) for name in TEXTS}
        return [
            *field_advice(texts, words_to_avoid()),
            *date_advice(self.review_by, today=timezone.localdate()),
            *languages_told(self),
        ]
