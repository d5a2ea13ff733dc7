"""Ways through a course. Rows of their own: an old page revision must never be able to delete them."""

import uuid
from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin
from wagtail.search import index

from courses import gates
from courses.advice import Advice, field_advice
from courses.models.checked import words_to_avoid
from courses.models.counted import CountedManyToManyField
from courses.models.course import CoursePage
from courses.models.lesson import LessonPage
from courses.models.module import ModulePage
from courses.models.rule import CompletedBy
from courses.page_forms import RouteForm
from courses.panels import RulePanel, WhoIsAffectedPanel
from people.models import StaffRole

TOGETHER = {CompletedBy.ATTENDANCE, CompletedBy.OBSERVATION, CompletedBy.MENTORING, CompletedBy.GRANT}


class RouteQuerySet(models.QuerySet):
    """Named reads of routes."""

    def open(self) -> "RouteQuerySet":
        """Routes that people may start today."""
        return self.filter(live=True, closed_on__isnull=True)

    def with_refreshes(self) -> "RouteQuerySet":
        """Each with ``is_refresh`` read in the same query."""
        renewed = Route.objects.filter(live=True, renewed_by=models.OuterRef("pk")).exclude(pk=models.OuterRef("pk"))
        return self.annotate(is_refresh=models.Exists(renewed))


class Route(DraftStateMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """One way through one course for one audience. Closed, never deleted, once somebody has taken it."""

    class Audience(models.TextChoices):
        """Whose completions by this route an employer may see: STAFF and ANY, of people with a post."""

        STAFF = "STAFF", _("Staff")
        RESIDENT = "RESIDENT", _("Residents")
        ANY = "ANY", _("Anyone")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="routes", verbose_name=_("course"))
    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=100)
    audience = models.CharField(_("for"), max_length=8, choices=Audience.choices, default=Audience.STAFF)
    certificate_title = models.CharField(_("certificate title"), max_length=150)
    statement = models.TextField(
        _("what the certificate says"), max_length=500, help_text=_("It follows the name. Slots: {date}, {place}.")
    )
    what_it_is_not = models.CharField(_("what it is not"), max_length=200, blank=True)
    validity_months = models.PositiveIntegerField(
        _("valid for how many months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("Empty: it never ends."),
    )
    renewed_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("refresh route")
    )
    suggested_for = CountedManyToManyField(
        StaffRole, blank=True, related_name="+", verbose_name=_("staff roles it is suggested for")
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    objects = RouteQuerySet.as_manager()

    base_form_class = RouteForm
    panels = [
        FieldPanel("course", help_text=_("The course it leads through. Example: Community Connector.")),
        FieldPanel("code", help_text=_("Empty: made from the name. It stays for good once published. Example: staff.")),
        FieldPanel("name", help_text=_("What people choose by. Example: For staff.")),
        FieldPanel("audience", help_text=_("Whose record an employer may see. Example: Staff.")),
        InlinePanel(
            "route_modules",
            heading=_("Modules it needs"),
            label=_("Module"),
            help_text=_("In the order in which people take them. Example: Get ready, then The session."),
        ),
        RulePanel(heading=_("The rule in words")),
        MultiFieldPanel(
            [
                FieldPanel("certificate_title", help_text=_("In large letters. Example: Community Connector.")),
                FieldPanel(
                    "statement",
                    help_text=_("It follows the name; slots: {date}, {place}. Example: came to the session on {date}."),
                ),
                FieldPanel(
                    "what_it_is_not",
                    help_text=_("One sentence on the certificate. Example: It is not a counselling qualification."),
                ),
                FieldPanel("validity_months", help_text=_("Empty: it never ends. Example: 36.")),
                FieldPanel(
                    "renewed_by", help_text=_("The short way for people who have been before. Example: Refresh.")
                ),
            ],
            heading=_("Certificate"),
        ),
        FieldPanel(
            "suggested_for",
            widget=CheckboxSelectMultiple,
            help_text=_("Whom we point to it first. Example: Caretaker."),
        ),
        FieldPanel("order", help_text=_("Where it stands in the list; the lowest is first. Example: 1.")),
        FieldPanel("closed_on", help_text=_("From that day nobody starts by it. Example: the last day of a project.")),
        WhoIsAffectedPanel(heading=_("Who is affected")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("course")]

    class Meta:
        ordering = ["course", "order", "pk"]
        verbose_name = _("route")
        verbose_name_plural = _("routes")
        constraints = [
            models.UniqueConstraint(fields=["course", "code"], name="route_code_once_per_course"),
            models.CheckConstraint(
                condition=models.Q(validity_months__isnull=True) | models.Q(validity_months__gt=0),
                name="route_validity_is_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course.title}: {self.name}"

    @property
    def audience_phrase(self) -> str:
        """How the rule begins: "To finish as staff"."""
        return {
            self.Audience.STAFF: gettext("To finish as staff"),
            self.Audience.RESIDENT: gettext("To finish as a resident"),
            self.Audience.ANY: gettext("To finish"),
        }[self.Audience(self.audience)]

    def problems(self) -> list[gates.Problem]:
        """What stops this route from being published."""
        modules = [needed.module for needed in self.route_modules.all()]
        own = self.course.path if self.course_id else ""
        return gates.route_problems(
            {module.title: module.problems() for module in modules},
            strangers=[module.title for module in modules if not module.path.startswith(own)],
        )

    def advice(self) -> list[Advice]:
        """What is worth a look before it is published."""
        texts = {name: getattr(self, name) for name in ("name", "certificate_title", "statement", "what_it_is_not")}
        return field_advice(texts, words_to_avoid())

    @property
    def rule_in_words(self) -> str:
        """What it asks, as a sentence: "To finish as a resident: come to the session."."""
        modules = [needed.module for needed in self.route_modules.all()]
        phrases = [module.rule_phrase for module in modules]
        told_apart = [
            gettext("%(what)s (“%(module)s”)") % {"what": phrase, "module": module.title}
            if phrases.count(phrase) > 1
            else phrase
            for phrase, module in zip(phrases, modules, strict=True)
        ]
        last = gettext("and")
        return f"{self.audience_phrase}: {get_text_list(told_apart, last)}."

    def minutes_with(self, lessons: Iterable[LessonPage]) -> int:
        """How long its modules take, with the required ones out of these lessons, as far as anybody can say."""
        lessons = list(lessons)
        return sum(needed.module.minutes_with(lessons) for needed in self.route_modules.all())

    @cached_property
    def is_refresh(self) -> bool:
        """Whether it renews another route, open or closed: then it is for people who have been before."""
        return Route.objects.filter(live=True, renewed_by=self.pk).exclude(pk=self.pk).exists()

    @property
    def is_together(self) -> bool:
        """Whether one meets others on the way."""
        return any(needed.module.completed_by in TOGETHER for needed in self.route_modules.all())

    @property
    def validity_in_words(self) -> str:
        """How long its certificate runs."""
        if self.validity_months is None:
            return gettext("It never ends.")
        return gettext("It runs for %(months)s months.") % {"months": self.validity_months}


class RouteModule(Orderable):
    """One module that a route needs."""

    route = ParentalKey(Route, on_delete=models.CASCADE, related_name="route_modules")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+", verbose_name=_("module"))

    panels = [FieldPanel("module")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["route", "module"], name="route_needs_a_module_once")]

    def __str__(self) -> str:
        return self.module.title
