"""The parts of the front page and of the accessibility statement that come in any number."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, DateBlock, StreamBlock, StructBlock, TextBlock


class Step(StructBlock):
    """One step of how it works."""

    title = CharBlock(label=_("what one does"), max_length=60)
    text = TextBlock(label=_("one or two sentences"), max_length=200)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class Steps(StreamBlock):
    """How it works, in a few steps."""

    step = Step()

    class Meta:
        max_num = 5
        required = False


class Voice(StructBlock):
    """What somebody said. Shown only with their consent."""

    words = TextBlock(label=_("their words"), max_length=300)
    who = CharBlock(
        label=_("who says it"), max_length=80, help_text=_("As they wish to be called. “Neighbour, Low Mill”.")
    )
    consent = BooleanBlock(
        label=_("They agreed that we show these words here"),
        required=False,
        help_text=_("Without this tick nobody sees them. Take it away when they ask."),
    )

    class Meta:
        icon = "openquote"
        label = _("Words from a person")


class Voices(StreamBlock):
    """Words from people."""

    voice = Voice()

    class Meta:
        max_num = 6
        required = False

    @staticmethod
    def agreed(stream: Any) -> list[Any]:
        """Those that may be shown."""
        return [block.value for block in stream or [] if block.value["consent"]]


class Fault(StructBlock):
    """One thing that does not work for everybody yet."""

    what = TextBlock(label=_("what does not work, and for whom"), max_length=400)
    rule = CharBlock(label=_("rule it breaks"), max_length=120, required=False, help_text=_("“WCAG 1.2.2 Captions”."))
    since = DateBlock(label=_("known since"), required=False)
    until = DateBlock(label=_("will be put right by"), required=False)
    instead = TextBlock(label=_("what to do in the meantime"), max_length=300, required=False)

    class Meta:
        icon = "warning"
        label = _("Known fault")


class Faults(StreamBlock):
    """The faults we know of."""

    fault = Fault()

    class Meta:
        required = False
