"""What every block has in common: its place in the chooser, the fields at its foot, and how it is checked."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BlockGroup,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    ListBlockValidationError,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
)

from courses.blocks.choosers import PictureBlock, RecordingBlock, RowBlock

SAY, SHOW, ASK, DO = _("Say"), _("Show"), _("Ask"), _("Do")
PREVIEW = "courses/blocks/preview.html"
FOOT = ("easy_read", "audio", "print_as", "trainer_note", "sources")
SAY_WHAT_IT_SHOWS = _("Say what the picture shows.")

Faults = dict[str, Any]


class CheckedBlock(StructBlock):
    """A group of fields that says beside each field what is amiss with its shape. A draft may hold anything.

    What else stops a publication, the gates say: they look at what is stored, by whichever road it is published.
    """

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """What is wrong, by the name of the field."""
        return {}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The local words of the reader and the glossary, as the page gives them; none in the chooser's preview."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"words": context.get("words"), "glossary": context.get("glossary")}

    def normalize(self, value: Any) -> Any:
        """A value made by hand may leave fields out: they are as in a new block."""
        if isinstance(value, self.meta.value_class):
            return value
        missing = {name: block.get_default() for name, block in self.child_blocks.items() if name not in value}
        return super().normalize(missing | dict(value))

    def clean(self, value: Any) -> Any:
        """The cleaned value; our own words win where two checks meet at a field. Wagtail alone checks a draft."""
        errors: Faults = {}
        cleaned = None
        try:
            cleaned = super().clean(value)
        except StructBlockValidationError as problem:
            errors = problem.block_errors
        as_read = self._with_cleaned(value, errors) if cleaned is None else cleaned
        told = self.faults(as_read) if errors or not self.is_deferred_validation else {}
        errors = {name: told.get(name, fault) for name, fault in errors.items()}
        if not self.is_deferred_validation:
            errors |= told
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def _with_cleaned(self, value: Any, errors: Faults) -> Any:
        """The value with what a form sent read as what it is, a number as a number; wrong fields stay as typed."""
        fine = {name: block.clean(value[name]) for name, block in self.child_blocks.items() if name not in errors}
        return self.meta.value_class(self, {**value, **fine})


def wrong(words: Any) -> ValidationError:
    """What stands beside one field."""
    return ValidationError(words)


def wrong_list(words: Any) -> ListBlockValidationError:
    """What stands above a list."""
    return ListBlockValidationError(non_block_errors=[ValidationError(words)])


# What older bodies do not hold yet is empty, and not None: search would find the word.
class EasyReadBlock(CheckedBlock):
    """The same in few and easy words, with a picture that helps."""

    text = TextBlock(
        required=False,
        default="",
        rows=2,
        label=_("Easy words"),
        help_text=_("One idea a line, ten words at most. Example: You can say no."),
    )
    image = PictureBlock(required=False, label=_("Picture"))
    alt = CharBlock(required=False, default="", max_length=250, label=_("What the picture shows"))


class SpokenBlock(CheckedBlock):
    """The same to listen to, and its transcript."""

    file = RecordingBlock(required=False, label=_("Recording"), help_text=_("An MP3."))
    transcript = TextBlock(
        required=False,
        default="",
        rows=2,
        label=_("Transcript"),
        help_text=_("Only where other words are spoken than those in this block."),
    )


class PrintAsBlock(CheckedBlock):
    """What paper shows in the place of this block."""

    how = ChoiceBlock(
        choices=[
            ("same", _("The same as on screen")),
            ("other", _("Other words")),
            ("leave_out", _("Nothing: leave it out")),
        ],
        default="same",
        search_index=False,
        label=_("On paper"),
    )
    text = TextBlock(
        required=False, default="", rows=2, label=_("Other words"), help_text=_("Example: Watch the film at the hub.")
    )

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """Other words are there to be printed."""
        missing = value["how"] == "other" and not value["text"]
        return {"text": wrong(_("Write the words for paper."))} if missing else {}


class LessonBlock(CheckedBlock):
    """A block of a lesson. It holds words and settings; never a rule about people, never an answer."""

    easy_read = EasyReadBlock(label=_("Easy read"))
    audio = SpokenBlock(label=_("Listen"))
    print_as = PrintAsBlock(label=_("Print"))
    trainer_note = TextBlock(
        required=False,
        default="",
        rows=2,
        search_index=False,
        label=_("Trainer’s note"),
        help_text=_("Learners never see it. Example: Leave a silence here."),
    )
    sources = ListBlock(
        RowBlock("courses.EvidenceRecord", label=_("Evidence record")),
        default=[],
        label=_("Sources"),
        help_text=_("What this rests on. Example: FR1."),
    )

    def get_form_layout(self) -> BlockGroup:
        """Its own fields first; those that every block carries in one group below, folded away."""
        own = [name for name in self.child_blocks if name not in FOOT]
        foot = BlockGroup(
            list(FOOT),
            heading=_("Easy read, sound, paper, notes and sources"),
            classname="collapsed",
            icon="plus-inverse",
            label_format="",
        )
        return BlockGroup([*own, foot])

    def render(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        """The block with what stands at its foot, and what paper shows in its place."""
        body = super().render(value, context=context)
        if not has_foot(value):
            return body
        given = self.get_context(value, parent_context=dict(context or {}))
        return render_to_string("courses/blocks/with_foot.html", given | {"body": body, "easy": _easy(value, given)})

    class Meta:
        preview_template = PREVIEW


def has_foot(value: Mapping[str, Any]) -> bool:
    """Whether anything stands below the block, or paper shows something else."""
    spoken, easy = value["audio"], value["easy_read"]
    at_foot = value["sources"] or spoken["file"] or easy["text"] or easy["image"]
    return bool(at_foot or (value["print_as"]["how"] or "same") != "same")


def _easy(value: Mapping[str, Any], context: Mapping[str, Any]) -> bool:
    """Whether the reader wants easy words first, and the block has some. On paper the page says, not the device."""
    wants = getattr(context.get("reading"), "easy", False)
    return bool(wants and (value["easy_read"]["text"] or value["easy_read"]["image"]))


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
