"""What every block has in common: its place in the chooser, and how its preview is drawn."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, StructBlock

SAY, SHOW, ASK, DO = _("Say"), _("Show"), _("Ask"), _("Do")
PREVIEW = "courses/blocks/preview.html"


class LessonBlock(StructBlock):
    """A block of a lesson. It holds words and settings; never a rule about people, never an answer."""

    def get_context(self, value, parent_context=None):
        """The local words of the reader, as the page gives them; none in the chooser's preview."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"words": context.get("words")}

    class Meta:
        preview_template = PREVIEW


def required() -> BooleanBlock:
    """Whether the lesson waits for this activity. On unless switched off."""
    return BooleanBlock(
        required=False,
        default=True,
        label=_("Required"),
        help_text=_("The lesson is finished once every required part is done."),
    )


def must_be_right() -> BooleanBlock:
    """Whether an answer is enough, or it must be the right one, with as many tries as needed."""
    return BooleanBlock(
        required=False,
        default=False,
        label=_("Must be right"),
        help_text=_("The lesson waits for the right answer, with as many tries as needed. Example: when to ring 999."),
    )
