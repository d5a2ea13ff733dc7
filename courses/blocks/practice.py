"""Do: thinking, trying and promising. What people write here is theirs alone."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, IntegerBlock, ListBlock, TextBlock

from courses.blocks.base import ASK, DO, LessonBlock, required

RELATIONAL_FIVE = [
    ("notice", _("I notice when someone might welcome a chat.")),
    ("listen", _("I can listen without jumping in to fix.")),
    ("point", _("I know where to point people here.")),
    ("safety", _("I know what to do if I am worried about someone's safety.")),
    ("allowed", _("I feel allowed to spend time on this.")),
]
CONFIDENCE_SETS = [("relational-five", _("Five about people and place"))]
CONFIDENCE_MOMENTS = [("BEFORE", _("Before")), ("AFTER", _("After"))]
CONFIDENCE_WORDS = {
    "BEFORE": _(
        "Five quick sliders, 0 to 10. Nobody is graded. Skip any you like. "
        "We ask again later, so that you can see your own change."
    ),
    "AFTER": _(
        "The same five sliders. If a number has gone down, that can be a good sign: "
        "you may be seeing more than you did."
    ),
}
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


class ConfidenceBlock(LessonBlock):
    """Five rows from 0 to 10, before or after. Skipping counts as done."""

    items = ChoiceBlock(choices=CONFIDENCE_SETS, default="relational-five", label=_("Questions"))
    moment = ChoiceBlock(choices=CONFIDENCE_MOMENTS, default="BEFORE", label=_("When"))

    def get_context(self, value, parent_context=None):
        """The words and rows of the chosen set."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"rows": RELATIONAL_FIVE, "introduction": CONFIDENCE_WORDS.get(value.get("moment"), "")}

    class Meta:
        label = _("Confidence")
        icon = "order"
        group = ASK
        description = _("Use this when a course begins or ends, so that people can see their own change.")
        template = "courses/blocks/confidence.html"
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
