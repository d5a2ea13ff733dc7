"""Do: a branching story. Scenes lead by choices to endings."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, StructBlock, TextBlock

from courses.blocks.base import DO, SAY_WHAT_IT_SHOWS, CheckedBlock, Faults, LessonBlock, required, wrong
from courses.blocks.choosers import PageBlock, PictureBlock, RecordingBlock

ENDING_KINDS = [
    ("pass", _("Settled")),
    ("not_settled", _("Not settled")),
    ("unsafe", _("Unsafe")),
    ("neutral", _("Neutral")),
]


class ChoiceInSceneBlock(StructBlock):
    """One thing to do or say next."""

    text = TextBlock(label=_("Choice"), rows=2)
    next = CharBlock(max_length=20, label=_("Leads to"), help_text=_("The key of a scene or an ending. Example: B2."))

    class Meta:
        icon = "arrow-right"
        label = _("Choice")


class SceneBlock(CheckedBlock):
    """One moment of the story."""

    key = CharBlock(max_length=20, label=_("Key"), help_text=_("Short and unlike the others. Example: B1."))
    text = TextBlock(label=_("What happens"))
    image = PictureBlock(required=False, label=_("Picture"))
    alt = CharBlock(required=False, default="", max_length=250, label=_("What the picture shows"))
    audio = RecordingBlock(
        required=False, label=_("Recording"), help_text=_("The same words, spoken. “What happens” is its transcript.")
    )
    choices = ListBlock(ChoiceInSceneBlock(), max_num=6, label=_("Choices"))

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """A picture says in words what it shows."""
        return {"alt": wrong(SAY_WHAT_IT_SHOWS)} if value["image"] and not value["alt"] else {}

    class Meta:
        icon = "site"
        label = _("Scene")


class EndingBlock(StructBlock):
    """One way the story ends, and why."""

    key = CharBlock(max_length=20, label=_("Key"))
    name = CharBlock(max_length=100, label=_("Name"))
    kind = ChoiceBlock(choices=ENDING_KINDS, label=_("Kind"))
    text = TextBlock(label=_("What happens"))
    why = TextBlock(label=_("Why"))

    class Meta:
        icon = "tick-inverse"
        label = _("Ending")


class ScenarioBlock(LessonBlock):
    """A story to walk through. It is finished at a settled or neutral ending."""

    title = CharBlock(max_length=150, label=_("Title"))
    setting = TextBlock(required=False, label=_("Setting"), rows=2)
    start = CharBlock(max_length=20, label=_("Starts with"), help_text=_("The key of the first scene."))
    scenes = ListBlock(SceneBlock(), label=_("Scenes"))
    endings = ListBlock(EndingBlock(), label=_("Endings"))
    revisit = PageBlock(
        page_type="courses.LessonPage",
        required=False,
        label=_("After an unsafe ending, read"),
        help_text=_("The story opens again once that lesson has been read."),
    )
    required = required()

    class Meta:
        label = _("Scenario")
        icon = "decimal"
        group = DO
        description = _("Use this when people should try a hard moment without harm to anybody.")
        template = "courses/blocks/scenario.html"
        preview_value = {
            "title": "At the bus stop",
            "setting": "",
            "start": "B1",
            "scenes": [
                {
                    "key": "B1",
                    "text": "At the bus stop, a man says that he has not spoken to anyone since Friday.",
                    "choices": [
                        {"text": "“That sounds long. What do you usually like doing?”", "next": "BP"},
                        {"text": "Change the subject", "next": "BQ"},
                    ],
                }
            ],
            "endings": [
                {
                    "key": "BP",
                    "name": "His to take",
                    "kind": "pass",
                    "text": "He takes the paper, reads it, and folds it into his wallet.",
                    "why": "One question, one offer, and it stays his.",
                },
                {
                    "key": "BQ",
                    "name": "The bus comes",
                    "kind": "not_settled",
                    "text": "The bus comes. The door closed gently.",
                    "why": "He may hear that it is too heavy for you.",
                },
            ],
        }
