"""A module: the unit that people complete, and the rule by which they do."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageQuerySet
from wagtail.search import index

from courses import gates
from courses.advice import Advice, field_advice
from courses.blocks.session import SessionPlan
from courses.models.checked import languages_told, plan_problems, words_to_avoid
from courses.models.effect import ChangesRule, effect_field
from courses.models.lesson import LessonPage
from courses.models.previewed import Previewed
from courses.models.reference import LocalWord, organisation_of, parents_of
from courses.models.review import Reviewed
from courses.models.rubric import Rubric
from courses.models.rule import CompletedBy, ToldByRule
from courses.page_forms import ModuleForm, RuleRadios
from courses.panels import EffectPanel, RulePanel, WhoIsAffectedPanel, only_for, tabs

AT_LEAST_ONE = [MinValueValidator(1)]
RULE_SETTINGS = ("minutes", "needed", "within_days", "what_to_see", "rubric")
TEXTS = (
    *("summary", "introduction", "why_in_person", "ground_rules", "what_to_see"),
    *("touch_points", "better_measures", "what_stays_the_same"),
)


class ModulePage(Previewed, Reviewed, ChangesRule, ToldByRule, Page):
    """One module. It may hold lessons whatever its rule; only under LESSONS are they the evidence."""

    code = models.SlugField(_("code"), max_length=30, help_text=_("Never changes once published."))
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    introduction = models.TextField(_("introduction"), max_length=1000, blank=True)
    completed_by = models.CharField(
        _("completed by"), max_length=11, choices=CompletedBy.choices, default=CompletedBy.LESSONS
    )
    minutes = models.PositiveIntegerField(_("minutes together"), null=True, blank=True)
    share = models.PositiveIntegerField(
        _("least share of the session, in per cent"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    catch_up_allowed = models.BooleanField(_("a catch-up talk counts"), default=True)
    people_min = models.PositiveIntegerField(_("fewest people"), null=True, blank=True)
    people_max = models.PositiveIntegerField(_("most people"), null=True, blank=True)
    why_in_person = models.TextField(_("why in person"), max_length=500, blank=True)
    needed = models.PositiveIntegerField(_("how many are needed"), null=True, blank=True, validators=AT_LEAST_ONE)
    within_days = models.PositiveIntegerField(_("within how many days"), null=True, blank=True, validators=AT_LEAST_ONE)
    planned = models.PositiveIntegerField(_("how many are planned"), null=True, blank=True, validators=AT_LEAST_ONE)
    ground_rules = models.TextField(
        _("ground rules"),
        max_length=2000,
        blank=True,
        default="",
        db_default="",
        help_text=_("One a line. Each side ticks them."),
    )
    rubric = models.ForeignKey(
        Rubric, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rubric")
    )
    wait_days = models.PositiveIntegerField(_("days to wait before another try"), null=True, blank=True)
    observer_note = models.TextField(_("note for the observer"), max_length=500, blank=True, default="", db_default="")
    touch_points = models.TextField(
        _("touch points"), max_length=1000, blank=True, default="", db_default="", help_text=_("One a line.")
    )
    better_measures = models.TextField(
        _("better measures"), max_length=1000, blank=True, default="", db_default="", help_text=_("One a line.")
    )
    what_stays_the_same = models.TextField(
        _("what stays the same"), max_length=500, blank=True, default="", db_default=""
    )
    effect = effect_field()
    what_to_see = models.TextField(_("what the trainer looks for"), max_length=500, blank=True)

    plan = StreamField(
        SessionPlan(), blank=True, verbose_name=_("plan of the session"), help_text=_("For the trainer's pack.")
    )

    base_form_class = ModuleForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary", help_text=_("One sentence of purpose. Example: Four short lessons before the session.")),
        FieldPanel("introduction", help_text=_("What people read first. Example: You already do more than you think.")),
        FieldPanel(
            "completed_by",
            widget=RuleRadios,
            help_text=_("What counts as having done it. Example: Session, for an afternoon together."),
        ),
        RulePanel(heading=_("The rule in words")),
        FieldPanel(
            "minutes",
            attrs=only_for(CompletedBy.ATTENDANCE, CompletedBy.OBSERVATION, CompletedBy.MENTORING),
            help_text=_("Of one session, try or meeting. Example: 120."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("share", help_text=_("How much of it somebody must be there for. Example: 80.")),
                FieldPanel(
                    "catch_up_allowed", help_text=_("For people who missed it. Example: half an hour by phone.")
                ),
                FieldPanel("people_min", help_text=_("Below this it is better put off. Example: 6.")),
                FieldPanel("people_max", help_text=_("Above this, not everybody is heard. Example: 20.")),
                FieldPanel(
                    "why_in_person", help_text=_("Why a screen will not do. Example: You listen to a real voice.")
                ),
                FieldPanel(
                    "plan", help_text=_("What the trainer’s pack is made from. Example: a run-sheet and cards.")
                ),
            ],
            heading=_("For a session"),
            attrs=only_for(CompletedBy.ATTENDANCE),
        ),
        FieldPanel(
            "needed",
            attrs=only_for(CompletedBy.PRACTICE, CompletedBy.MENTORING),
            help_text=_("Log entries, or meetings. Example: 3."),
        ),
        FieldPanel(
            "within_days",
            attrs=only_for(CompletedBy.PRACTICE),
            help_text=_("From the first entry to the last. Example: 84, which is 12 weeks."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("planned", help_text=_("One or two more than are needed. Example: 4.")),
                FieldPanel(
                    "ground_rules", help_text=_("One a line; each side ticks them. Example: Either of us may stop.")
                ),
            ],
            heading=_("For meetings"),
            attrs=only_for(CompletedBy.MENTORING),
        ),
        MultiFieldPanel(
            [
                FieldPanel("rubric", help_text=_("What the observer scores by. Example: Everyday mediation.")),
                FieldPanel("wait_days", help_text=_("Time to practise in between. Example: 7.")),
                FieldPanel(
                    "observer_note", help_text=_("Only observers see it. Example: Sit where they do not see you.")
                ),
            ],
            heading=_("For an observation"),
            attrs=only_for(CompletedBy.OBSERVATION),
        ),
        FieldPanel(
            "what_to_see",
            attrs=only_for(CompletedBy.GRANT),
            help_text=_("The trainer and the learner both read it. Example: You co-hosted one whole session."),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "touch_points", help_text=_("Where this job meets people, one a line. Example: The first call.")
                ),
                FieldPanel(
                    "better_measures", help_text=_("What to count instead, one a line. Example: Calls returned.")
                ),
                FieldPanel(
                    "what_stays_the_same", help_text=_("What nobody asks them to change. Example: Safety checks.")
                ),
            ],
            heading=_("For a role pack"),
            classname="collapsed",
        ),
        EffectPanel("effect", heading=_("What the changed rule means")),
        WhoIsAffectedPanel(heading=_("Who is affected")),
    ]
    edit_handler = tabs(
        (_("Content"), content_panels),
        (
            _("Settings"),
            [
                FieldPanel(
                    "code", help_text=_("Empty: made from the title. It stays for good once published. Example: ready.")
                ),
                *Page.promote_panels,
                *Page.settings_panels,
            ],
        ),
    )
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.AutocompleteField("summary")]
    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]

    class Meta:
        verbose_name = _("module")

    kind_of_page = _("Module")

    @property
    def touch_point_lines(self) -> list[str]:
        """Where the role meets people, one each."""
        return [line.strip() for line in self.touch_points.splitlines() if line.strip()]

    @property
    def better_measure_lines(self) -> list[str]:
        """What to count instead, one each."""
        return [line.strip() for line in self.better_measures.splitlines() if line.strip()]

    def minutes_with(self, lessons: Iterable[LessonPage]) -> int:
        """How long it takes: its required lessons out of these, or the time together. A practice log: not known."""
        if self.completed_by == CompletedBy.LESSONS:
            return sum(lesson.minutes for lesson in lessons if lesson.required and lesson.is_child_of(self))
        meetings = self.needed or 1 if self.completed_by == CompletedBy.MENTORING else 1
        return (self.minutes or 0) * meetings

    def lessons(self) -> PageQuerySet:
        """Its live lessons in the editors' order."""
        return LessonPage.objects.child_of(self).live().order_by("path")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Its lessons, and whom to ring."""
        return super().get_context(request, *args, **kwargs) | {
            "lessons": self.lessons().defer("body"),
            "parents": parents_of(self, request),
            "words": LocalWord.objects.of(organisation_of(request)),
        }

    def problems(self) -> list[gates.Problem]:
        """What stops it from being needed by a route."""
        settings = {name: getattr(self, name) for name in ("completed_by", "plan", *RULE_SETTINGS)}
        return [*self.problems_of(settings), *self.language_problems()]

    def problems_of(self, settings: Mapping[str, Any]) -> list[gates.Problem]:
        """What would stop it with these values. What is not saved yet is not asked for its lessons."""
        lessons = LessonPage.objects.child_of(self).filter(required=True).count() if self.path else None
        return [*gates.module_problems(settings, required_lessons=lessons), *plan_problems(settings["plan"])]

    def advice(self) -> list[Advice]:
        """What is worth a look before it is published."""
        texts = {name: getattr(self, name) for name in TEXTS}
        return [*field_advice(texts, words_to_avoid()), *languages_told(self)]
