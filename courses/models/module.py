"""A module: the unit that people complete, and the rule by which they do."""

from collections.abc import Iterable
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageQuerySet
from wagtail.search import index

from courses import gates
from courses.blocks.session import SessionPlan
from courses.models.lesson import LessonPage
from courses.models.reference import LocalWord, organisation_of, parents_of
from courses.page_forms import ModuleForm
from courses.panels import RulePanel, WhoIsAffectedPanel


class CompletedBy(models.TextChoices):
    """By what evidence a module is complete. A grant with a reason is possible whatever it says."""

    LESSONS = "LESSONS", _("Lessons: every required lesson is finished")
    ATTENDANCE = "ATTENDANCE", _("Session: the register says they were there")
    PRACTICE = "PRACTICE", _("Practice log: enough entries in a set time")
    OBSERVATION = "OBSERVATION", _("Observation: signed off against a rubric")
    MENTORING = "MENTORING", _("Mentoring: enough meetings held")
    GRANT = "GRANT", _("Grant: a trainer says so, and why")


RULE_SETTINGS = ("minutes", "needed", "within_days", "what_to_see")
KINDS = {
    CompletedBy.LESSONS: _("Lessons"),
    CompletedBy.ATTENDANCE: _("Session"),
    CompletedBy.PRACTICE: _("Practice"),
    CompletedBy.OBSERVATION: _("Observation"),
    CompletedBy.MENTORING: _("Meetings"),
    CompletedBy.GRANT: _("Seen by a trainer"),
}


class ModulePage(Page):
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
    needed = models.PositiveIntegerField(
        _("how many are needed"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    within_days = models.PositiveIntegerField(
        _("within how many days"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    what_to_see = models.TextField(_("what the trainer looks for"), max_length=500, blank=True)

    plan = StreamField(
        SessionPlan(), blank=True, verbose_name=_("plan of the session"), help_text=_("For the trainer's pack.")
    )

    base_form_class = ModuleForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("code"),
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldPanel("completed_by"),
        RulePanel(heading=_("The rule in words")),
        MultiFieldPanel(
            [
                FieldPanel("minutes"),
                FieldPanel("share"),
                FieldPanel("catch_up_allowed"),
                FieldPanel("people_min"),
                FieldPanel("people_max"),
                FieldPanel("why_in_person"),
                FieldPanel("plan"),
            ],
            heading=_("For a session"),
        ),
        MultiFieldPanel([FieldPanel("needed"), FieldPanel("within_days")], heading=_("For a practice log or meetings")),
        MultiFieldPanel([FieldPanel("what_to_see")], heading=_("For a grant")),
        WhoIsAffectedPanel(heading=_("Who is affected")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.AutocompleteField("summary")]
    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]

    class Meta:
        verbose_name = _("module")

    kind_of_page = _("Module")

    @property
    def kind_in_words(self) -> str:
        """What it is, in a word or two: "Session"."""
        return str(KINDS[CompletedBy(self.completed_by)])

    @property
    def rule_phrase(self) -> str:
        """What to do, as part of a sentence: "come to the session"."""
        return {
            CompletedBy.LESSONS: gettext("do the lessons"),
            CompletedBy.ATTENDANCE: gettext("come to the session"),
            CompletedBy.PRACTICE: self._practice_phrase(),
            CompletedBy.OBSERVATION: gettext("show what you can do to somebody who watches"),
            CompletedBy.MENTORING: ngettext("hold %(count)s meeting", "hold %(count)s meetings", self.needed or 1)
            % {"count": self.needed or 1},
            CompletedBy.GRANT: gettext("show your trainer that you can do it"),
        }[CompletedBy(self.completed_by)]

    @property
    def rule_in_words(self) -> str:
        """What to do, as a sentence: "Come to the session."."""
        return f"{self.rule_phrase[:1].upper()}{self.rule_phrase[1:]}."

    def _practice_phrase(self) -> str:
        needed = self.needed or 1
        what = ngettext("note %(count)s conversation", "note %(count)s conversations", needed) % {"count": needed}
        if not self.within_days:
            return what
        weeks, rest = divmod(self.within_days, 7)
        if rest:
            return ngettext("%(what)s within %(days)s day", "%(what)s within %(days)s days", self.within_days) % {
                "what": what,
                "days": self.within_days,
            }
        return ngettext("%(what)s within %(weeks)s week", "%(what)s within %(weeks)s weeks", weeks) % {
            "what": what,
            "weeks": weeks,
        }

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
        settings = {name: getattr(self, name) for name in ("completed_by", *RULE_SETTINGS)}
        lessons = LessonPage.objects.child_of(self).filter(required=True).count() if self.path else 0
        return gates.module_problems(settings, required_lessons=lessons)
