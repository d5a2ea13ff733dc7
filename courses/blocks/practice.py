"""Do: thinking, trying and promising. What people write here is theirs alone."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, IntegerBlock, ListBlock, StructValue, TextBlock
from wagtail.coreutils import resolve_model_string

from courses.blocks.base import ASK, DO, Faults, LessonBlock, required, wrong
from courses.blocks.choosers import ByCode, kept_while_checking

MOMENTS = [("BEFORE", _("Before")), ("AFTER", _("After")), ("LATER", _("Some weeks later"))]
PROMISE = _("Write one small thing you will do in the next seven days. Small counts.")


class ReflectionBlock(LessonBlock):
    """A question to think about. Nobody else reads the answer, unless its writer shares it."""

    question = TextBlock(label=_("Question"), rows=2)
    prompts = ListBlock(CharBlock(max_length=200), default=[], label=_("Prompts"))
    may_share = BooleanBlock(required=False, default=False, label=_("May be shared with the trainer"))
    required = required()

    class Meta:
        label = _("Reflection")
        icon = "lock"
        group = ASK
        description = _("Use this when people should think for themselves. It can always be saved empty.")
        template = "courses/blocks/reflection.html"
        preview_value = {
            "question": "Who already comes to you? What do they come with?",
            "prompts": ["Where are you when it happens?", "What do you usually say?"],
        }


def _scales() -> Any:
    """The scales that editors keep. Blocks stand below models, so the model is named in words, as a chooser does."""
    return resolve_model_string("courses.ConfidenceScale").objects.prefetch_related("rows")


def _named(kept: Any, code: str) -> Any:
    return kept.get(code)


@kept_while_checking
def scales() -> list[tuple[str, str]]:
    """The scales to choose from, by their codes."""
    return list(_scales().values_list("code", "name"))


class ScaleBlock(ByCode, ChoiceBlock):
    """A scale by its code. A scale that a lesson uses counts as used."""

    def extract_references(self, value: str) -> Iterator[tuple[Any, str, str, str]]:
        """The scale itself, so that its page says where it is used."""
        for scale in _scales().filter(code=value):
            yield type(scale), str(scale.pk), "", ""


class ConfidenceValue(StructValue):
    """A confidence block with its scale at hand."""

    @cached_property
    def scale(self) -> Any:
        """The scale as it is kept now; None where its code is gone."""
        return _scales().filter(code=self.get("items")).first()

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The key and the sentence of each row, in order."""
        return [(row.key, row.text) for row in self.scale.rows.all()] if self.scale else []

    @property
    def introduction(self) -> str:
        """What the scale says at this moment."""
        names = {"AFTER": "after", "LATER": "follow_up"}
        return getattr(self.scale, names.get(self.get("moment"), "before")) if self.scale else ""


class ConfidenceBlock(LessonBlock):
    """Rows from 0 to 10, before, after or later. Skipping counts as done."""

    items = ScaleBlock(choices=scales, default="relational-five", label=_("Questions"))
    moment = ChoiceBlock(choices=MOMENTS, default="BEFORE", label=_("When"))

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        """However many a body holds, their scales are read once, when the first is asked for."""
        found = super().bulk_to_python(values)
        codes = {value["items"] for value in found}
        kept = SimpleLazyObject(lambda: {scale.code: scale for scale in _scales().filter(code__in=codes)})
        for value in found:
            value.__dict__["scale"] = SimpleLazyObject(partial(_named, kept, value["items"]))
        return found

    def faults(self, value: Any) -> Faults:
        """A scale that asks some weeks later has words for it."""
        if value["moment"] != "LATER" or value.introduction:
            return {}
        return {"moment": wrong(_("This scale has no words for some weeks later. Write them in the scale first."))}

    class Meta:
        label = _("Confidence")
        icon = "order"
        group = ASK
        description = _("Use this when a course begins or ends, so that people can see their own change.")
        template = "courses/blocks/confidence.html"
        value_class = ConfidenceValue
        preview_value = {"items": "relational-five", "moment": "BEFORE"}


class PracticeTaskBlock(LessonBlock):
    """Something to do away from the screen."""

    title = CharBlock(max_length=150, label=_("Title"))
    what_to_do = TextBlock(required=False, label=_("What to do"))
    why = TextBlock(required=False, label=_("Why"))
    steps = ListBlock(CharBlock(max_length=300), default=[], label=_("Steps"))
    when_by = CharBlock(required=False, max_length=150, label=_("When by"))
    who_decided = TextBlock(
        required=False, label=_("Who decided?"), help_text=_("Example: They did, if you let the answer stand."), rows=2
    )
    checked_by = ChoiceBlock(
        choices=[("learner", _("The learner ticks it")), ("trainer", _("The trainer confirms it"))],
        default="learner",
        label=_("Checked by"),
    )
    required = required()

    class Meta:
        label = _("Practice task")
        icon = "tasks"
        group = DO
        description = _("Use this when something should be tried with real people. One small thing.")
        template = "courses/blocks/practice_task.html"
        preview_value = {
            "title": "One question today",
            "what_to_do": "Ask one person “What would make this week a bit easier?”",
            "why": "It is shorter than advice and does more.",
            "steps": ["Choose somebody you would talk to anyway.", "Ask."],
            "when_by": "Today or tomorrow",
            "who_decided": "They did, if you let the answer stand.",
            "checked_by": "learner",
        }


class PromiseBlock(LessonBlock):
    """One small thing to do, written down for oneself."""

    prompt = TextBlock(required=False, label=_("Prompt"), rows=2, help_text=_("Empty: our usual words are shown."))
    days = IntegerBlock(default=7, min_value=1, max_value=90, label=_("Days"))
    remind = BooleanBlock(required=False, default=True, label=_("Offer a reminder"))

    def get_context(self, value, parent_context=None):
        """Our usual words where the editor wrote none."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"prompt": value.get("prompt") or PROMISE}

    class Meta:
        label = _("Promise")
        icon = "pick"
        group = DO
        description = _("Use this when a lesson ends. One small thing within seven days.")
        template = "courses/blocks/promise.html"
        preview_value = {
            "prompt": "Write one small thing you will do in the next seven days. Small counts.",
            "days": 7,
            "remind": True,
        }
