"""Say: words to read. Text, callouts, evidence, and words that differ by job."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    MultipleChoiceBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    TextBlock,
)

from courses.blocks.base import PREVIEW, SAY, CheckedBlock, Faults, LessonBlock, wrong_list
from courses.blocks.choosers import ByCode, RowBlock, kept_while_checking
from courses.blocks.media import ImageBlock
from people.models import StaffRole

TEXT_FEATURES = ["h3", "h4", "bold", "ol", "ul", "link"]
LINE_FEATURES = ["bold", "link"]
EXPLAINS = ("text", "callout")  # the blocks in whose text words of the glossary open


@kept_while_checking
def staff_roles() -> list[tuple[str, str]]:
    """The jobs that a variant may be written for."""
    return list(StaffRole.objects.filter(active=True).values_list("code", "name"))


class ProseBlock(LessonBlock):
    """Teaching text, in the lesson and inside a variant. A body that holds bare rich text, as it once did, is read."""

    text = RichTextBlock(features=TEXT_FEATURES, label=_("Text"))

    bare = "text"  # the field that a bare value goes to

    def to_python(self, value: Any) -> Any:
        """Bare rich text is the text."""
        return super().to_python(_whole(value))

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        """The same for many."""
        return super().bulk_to_python([_whole(value) for value in values])

    def normalize(self, value: Any) -> Any:
        """The same for a value made by hand."""
        return super().normalize(_whole(value))

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = SAY
        description = _("Use this when you have something to say. One idea a paragraph, short sentences.")
        template = "courses/blocks/text.html"
        preview_value = {
            "text": "<p>You do not need to know everything. You need one place to look and one person to ask.</p>"
        }


def _whole(value: Any) -> Any:
    return value if isinstance(value, Mapping) else {"text": value}


class CalloutBlock(LessonBlock):
    """A few words set apart. The kind is said in words, not only in colour."""

    kind = ChoiceBlock(
        choices=[("remember", _("Remember")), ("try", _("Try")), ("take_care", _("Take care"))], label=_("Kind")
    )
    text = RichTextBlock(features=LINE_FEATURES, label=_("Text"))

    class Meta:
        label = _("Callout")
        icon = "info-circle"
        group = SAY
        description = _("Use this when one line must be remembered, tried or handled with care.")
        template = "courses/blocks/callout.html"
        preview_value = {"kind": "remember", "text": "<p>No is a good answer. The offer still counted.</p>"}


class EvidenceBlock(LessonBlock):
    """One finding from the list of evidence, said plainly, never without its caution."""

    record = RowBlock("courses.EvidenceRecord", label=_("Evidence record"))
    sentence = TextBlock(
        required=False, label=_("Sentence"), help_text=_("Empty: the sentence of the record is shown.")
    )
    caution = TextBlock(required=False, label=_("Caution"), help_text=_("Empty: the caution of the record is shown."))

    class Meta:
        label = _("Evidence")
        icon = "openquote"
        group = SAY
        description = _("Use this when you state a figure or a finding. It shows the period, the kind and the caution.")
        template = "courses/blocks/evidence.html"
        preview_value = {
            "record": None,
            "sentence": "In one town over 400 groups and services were put on one map.",
            "caution": "One town, one case study.",
        }


class VariantBody(StreamBlock):
    """What one job reads. One level deep: no activities, and no variant inside a variant."""

    text = ProseBlock()
    callout = CalloutBlock()
    image = ImageBlock()


class StaffRolesBlock(ByCode, MultipleChoiceBlock):
    """Some staff roles by their codes."""


class VariantBlock(CheckedBlock):
    """The words for some jobs."""

    label = CharBlock(max_length=150, label=_("For"), help_text=_("Example: Parks, grounds and leisure."))
    staff_roles = StaffRolesBlock(choices=staff_roles, required=False, label=_("Staff roles"))
    blocks = VariantBody(label=_("What they read"))

    class Meta:
        icon = "group"
        label = _("Variant")


class RoleVariantBlock(LessonBlock):
    """The same point in the words of each job. Print shows every variant with its label."""

    variants = ListBlock(VariantBlock(), label=_("Variants"))
    fallback = VariantBody(label=_("Everyone else"))

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """One job reads one variant."""
        codes = [code for variant in value["variants"] for code in variant["staff_roles"] or []]
        if len(codes) == len(set(codes)):
            return {}
        return {"variants": wrong_list(_("A job stands in two variants. Choose one for it."))}

    def get_context(self, value, parent_context=None):
        """Which variant is the reader's: the player says (``staff_role``, a code); a public page knows nobody."""
        context = super().get_context(value, parent_context=parent_context)
        role = context.get("staff_role")
        mine = (at for at, variant in enumerate(value["variants"]) if role and role in (variant["staff_roles"] or []))
        return context | {"chosen": next(mine, None)}

    class Meta:
        label = _("Words by job")
        icon = "group"
        group = SAY
        description = _("Use this when the same point needs a different example for each job.")
        template = "courses/blocks/role_variant.html"
        preview_value = {
            "variants": [
                {
                    "label": "Libraries and community centres",
                    "staff_roles": [],
                    "blocks": [("text", "<p>It is the man who asks for large print and tells you about his eyes.</p>")],
                }
            ],
            "fallback": [("text", "<p>It is the parent at the gate who says “fine” in a voice that is not fine.</p>")],
        }


def safety_panel_block() -> StaticBlock:
    """Whom to ring. The numbers are local words, so the block itself holds nothing."""
    return StaticBlock(
        label=_("Safety panel"),
        icon="warning",
        group=SAY,
        admin_text=_("Whom to ring when somebody may be harmed. The numbers come from the local words."),
        description=_("Use this when a lesson touches on harm, and at least once in every course."),
        template="courses/blocks/safety_panel.html",
        preview_template=PREVIEW,
    )


def new_screen_block() -> StaticBlock:
    """Ends a screen before an activity does."""
    return StaticBlock(
        label=_("New screen"),
        icon="arrow-down",
        group=SAY,
        admin_text=_("The next block starts a new screen."),
        description=_("Use this when a screen without an activity has become long."),
        template="courses/blocks/new_screen.html",
        preview_template=PREVIEW,
    )
