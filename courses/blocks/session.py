"""The plan of a session that delivers a module: what the trainer's pack and the room's sheets are made from."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, StreamBlock, StructBlock, TextBlock


class RunSheetRowBlock(StructBlock):
    """One part of the session, in minutes from its start."""

    starts = IntegerBlock(min_value=0, label=_("From minute"))
    ends = IntegerBlock(min_value=1, label=_("To minute"))
    what = TextBlock(label=_("What"), rows=2)
    note = TextBlock(required=False, label=_("Facilitator's note"), rows=2)
    materials = CharBlock(required=False, max_length=200, label=_("Materials"))

    class Meta:
        icon = "time"
        label = _("Part")


class RunSheetBlock(StructBlock):
    """What happens when, as a table."""

    title = CharBlock(max_length=150, label=_("Title"))
    rows = ListBlock(RunSheetRowBlock(), label=_("Parts"))

    class Meta:
        icon = "list-ol"
        label = _("Run-sheet")
        template = "courses/blocks/run_sheet.html"


class CardBlock(StructBlock):
    """One card: its words, and what the trainer says about it."""

    text = TextBlock(label=_("Words"), rows=2)
    answer = CharBlock(required=False, max_length=200, label=_("For the trainer"))

    class Meta:
        icon = "doc-empty"
        label = _("Card")


class CardsBlock(StructBlock):
    """A set of cards to cut out."""

    title = CharBlock(max_length=150, label=_("Title"))
    introduction = TextBlock(required=False, label=_("How they are used"), rows=2)
    cards = ListBlock(CardBlock(), label=_("Cards"))

    class Meta:
        icon = "grip"
        label = _("Cards")
        template = "courses/blocks/cards.html"


class SheetBlock(StructBlock):
    """Words on a sheet of their own: the room's rules, a list for a hunt, a poster."""

    title = CharBlock(max_length=150, label=_("Title"))
    introduction = TextBlock(required=False, label=_("Introduction"), rows=2)
    lines = ListBlock(TextBlock(rows=2), label=_("Lines"))

    class Meta:
        icon = "doc-full"
        label = _("Sheet")
        template = "courses/blocks/sheet.html"


class SessionPlan(StreamBlock):
    """Everything a trainer needs in the room, in the order of the pack."""

    run_sheet = RunSheetBlock()
    sheet = SheetBlock()
    cards = CardsBlock()
