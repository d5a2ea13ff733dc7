"""The plan of a session that delivers a module: what the trainer's pack and the room's sheets are made from."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, StreamBlock, StructBlock, TextBlock

from courses.blocks.base import PREVIEW, CheckedBlock, Faults, wrong


class RunSheetRowBlock(CheckedBlock):
    """One part of the session, in minutes from its start."""

    starts = IntegerBlock(min_value=0, label=_("From minute"))
    ends = IntegerBlock(min_value=1, label=_("To minute"))
    what = TextBlock(label=_("What"), rows=2)
    note = TextBlock(required=False, label=_("Facilitator's note"), rows=2)
    materials = CharBlock(required=False, max_length=200, label=_("Materials"))

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """A part ends after it starts."""
        starts, ends = value["starts"], value["ends"]
        both = isinstance(starts, int) and isinstance(ends, int)
        return {"ends": wrong(_("It ends before it starts."))} if both and ends <= starts else {}

    class Meta:
        icon = "time"
        label = _("Part")


class RunSheetBlock(CheckedBlock):
    """What happens when, as a table."""

    title = CharBlock(max_length=150, label=_("Title"))
    rows = ListBlock(RunSheetRowBlock(), label=_("Parts"))

    class Meta:
        icon = "list-ol"
        label = _("Run-sheet")
        description = _("Use this when the trainer needs to know what happens when. One row for each part.")
        template = "courses/blocks/run_sheet.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "Two hours together",
            "rows": [
                {"starts": 0, "ends": 15, "what": "Arrive, tea, names.", "note": "No round of job titles."},
                {"starts": 15, "ends": 40, "what": "Three in a row: one talks, one listens, one watches."},
            ],
        }


class CardBlock(StructBlock):
    """One card: its words, and what the trainer says about it."""

    text = TextBlock(label=_("Words"), rows=2)
    answer = CharBlock(required=False, max_length=200, label=_("For the trainer"))

    class Meta:
        icon = "doc-empty"
        label = _("Card")


class CardsBlock(CheckedBlock):
    """A set of cards to cut out."""

    title = CharBlock(max_length=150, label=_("Title"))
    introduction = TextBlock(required=False, label=_("How they are used"), rows=2)
    cards = ListBlock(CardBlock(), label=_("Cards"))

    class Meta:
        icon = "grip"
        label = _("Cards")
        description = _("Use this when people work with something in their hands. They are cut out.")
        template = "courses/blocks/cards.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "Listen or fix?",
            "introduction": "Each pair takes a card and reads it out.",
            "cards": [{"text": "“Have you tried the advice desk?”", "answer": "fix"}],
        }


class SheetBlock(CheckedBlock):
    """Words on a sheet of their own: the room's rules, a list for a hunt, a poster."""

    title = CharBlock(max_length=150, label=_("Title"))
    introduction = TextBlock(required=False, label=_("Introduction"), rows=2)
    lines = ListBlock(TextBlock(rows=2), label=_("Lines"))

    class Meta:
        icon = "doc-full"
        label = _("Sheet")
        description = _("Use this when words hang on a wall or lie on a table. One side is enough.")
        template = "courses/blocks/sheet.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "How we are with one another",
            "introduction": "Read it out together.",
            "lines": ["What is said here stays here.", "You can pass."],
        }


class SessionPlan(StreamBlock):
    """Everything a trainer needs in the room, in the order of the pack."""

    run_sheet = RunSheetBlock()
    sheet = SheetBlock()
    cards = CardsBlock()
