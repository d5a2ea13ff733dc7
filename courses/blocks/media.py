"""Show: pictures, films, recordings, things to print and places to look."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    DateBlock,
    ListBlock,
    RichTextBlock,
    TextBlock,
    URLBlock,
)

from courses.blocks.base import SHOW, CheckedBlock, Faults, LessonBlock, wrong
from courses.blocks.choosers import (
    CaptionsBlock,
    FilmBlock,
    LightBlock,
    PaperBlock,
    PictureBlock,
    RecordingBlock,
    ResourceBlock,
)

LENGTH = _("Example: about 2 minutes.")


class ImageBlock(LessonBlock):
    """One picture, with words for those who do not see it."""

    image = PictureBlock(label=_("Image"))
    alt = CharBlock(
        required=False,
        max_length=250,
        label=_("What the picture shows"),
        help_text=_("Example: A line drawing. Two people talk over a garden wall."),
    )
    decorative = BooleanBlock(
        required=False, label=_("Decoration only"), help_text=_("It says nothing that the text does not say.")
    )
    caption = CharBlock(required=False, max_length=250, label=_("Caption"))
    credit = CharBlock(required=False, max_length=150, label=_("Credit"))

    class Meta:
        label = _("Image")
        icon = "image"
        group = SHOW
        description = _("Use this when a picture says it faster. Say in words what it shows.")
        template = "courses/blocks/image.html"
        preview_value = {
            "image": None,
            "alt": "A line drawing. Two people talk over a garden wall.",
            "decorative": False,
            "caption": "Two people talk over a garden wall.",
            "credit": "",
        }


class VideoBlock(LessonBlock):
    """A film with its captions and its words to read. What is only seen is described, or need not be."""

    title = CharBlock(max_length=150, label=_("Title"))
    length = CharBlock(required=False, max_length=50, label=_("Length"), help_text=LENGTH)
    file = FilmBlock(label=_("Film"), help_text=_("An MP4 of at most 720 lines."))
    poster = PictureBlock(required=False, label=_("Still picture"), help_text=_("Shown until the film is started."))
    captions = CaptionsBlock(label=_("Captions"), help_text=_("A VTT file. Example: third-landing.vtt."))
    transcript = TextBlock(label=_("Transcript"), help_text=_("What is said, and what is seen. A line for each voice."))
    description = ChoiceBlock(
        choices=[
            ("not_needed", _("Not needed: the words say all that is seen")),
            ("spoken", _("It is spoken in the film")),
            ("own_film", _("It is spoken in a film of its own")),
        ],
        search_index=False,
        label=_("Audio description"),
    )
    described = FilmBlock(required=False, label=_("The film with audio description"))
    light = LightBlock(
        required=False,
        label=_("For little data"),
        help_text=_("The sound alone, or a smaller film. Example: an MP3 of 2 MB."),
    )

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """What is only seen is told. Captions and words to read the gates ask for."""
        found = {
            "description": (value["description"], _("Say whether the film needs audio description.")),
            "described": (
                value["described"] or value["description"] != "own_film",
                _("Choose the film with audio description."),
            ),
        }
        return {name: wrong(words) for name, (there, words) in found.items() if not there}

    class Meta:
        label = _("Film")
        icon = "desktop"
        group = SHOW
        description = _("Use this when people should see how it is done. Two minutes are enough.")
        template = "courses/blocks/video.html"
        preview_value = {
            "title": "Two questions at the front desk",
            "length": "About 2 minutes",
            "transcript": "Two people at a desk. “You have come to the right person,” says one. The other sits down.",
            "description": "not_needed",
        }


class AudioBlock(LessonBlock):
    """A recording with its transcript. Without a file yet, the transcript stands alone."""

    title = CharBlock(max_length=150, label=_("Title"))
    speaker = CharBlock(
        required=False, max_length=100, label=_("Speaker"), help_text=_("A role. Example: a caretaker.")
    )
    length = CharBlock(required=False, max_length=50, label=_("Length"), help_text=LENGTH)
    file = RecordingBlock(required=False, label=_("Recording"), help_text=_("An MP3. It may follow later."))
    transcript = TextBlock(label=_("Transcript"))

    class Meta:
        label = _("Recording")
        icon = "media"
        group = SHOW
        description = _("Use this when a voice carries it better. The transcript is always there to read.")
        template = "courses/blocks/audio.html"
        preview_value = {
            "title": "The third landing",
            "speaker": "A caretaker",
            "length": "About 2 minutes",
            "file": None,
            "transcript": "I was doing the light on the third landing. She came out in her slippers.",
        }


class HandoutFileBlock(CheckedBlock):
    """The same sheet as a file, in one language."""

    file = PaperBlock(label=_("File"))
    language = CharBlock(
        max_length=40, label=_("Language"), help_text=_("In its own words. Example: Cymraeg."), default="English"
    )
    is_easy_read = BooleanBlock(required=False, label=_("This is the easy-read one"))

    class Meta:
        icon = "doc-full"
        label = _("File")


class HandoutBlock(LessonBlock):
    """A sheet to print and take along, readable on the page first. A file is never the only way to read it."""

    title = CharBlock(max_length=150, label=_("Title"))
    body = RichTextBlock(
        features=["h3", "h4", "bold", "ol", "ul"],
        label=_("What it says"),
        help_text=_("All of it: people read it here, also where there is a file."),
    )
    files = ListBlock(HandoutFileBlock(), default=[], label=_("Files"))

    class Meta:
        label = _("Handout")
        icon = "doc-full"
        group = SHOW
        description = _("Use this when people should leave with something on paper. One side is enough.")
        template = "courses/blocks/handout.html"
        preview_value = {
            "title": "Pocket card",
            "body": "<p><b>Front:</b> Listen. Ask. Offer one thing. Leave it with them.</p>",
        }


class ResourceLinkBlock(LessonBlock):
    """One place worth a look, and when somebody last checked that it is there."""

    resource = ResourceBlock(
        "courses.Resource",
        required=False,
        label=_("Resource"),
        help_text=_("From the list of resources. The words below are then not needed."),
    )
    title = CharBlock(required=False, max_length=150, label=_("Title"))
    link = URLBlock(
        required=False, label=_("Address"), help_text=_("Empty where the local word in the title says enough.")
    )
    why = TextBlock(required=False, label=_("Why it is worth a look"))
    checked_on = DateBlock(required=False, label=_("Checked on"))

    def faults(self, value: Mapping[str, Any]) -> Faults:
        """A resource from the list, or words of its own."""
        if value["resource"]:
            return {}
        words = {"title": _("Choose a resource, or write a title."), "why": _("Say why it is worth a look.")}
        return {name: wrong(said) for name, said in words.items() if not (value[name] or "").strip()}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The words of the list where one is chosen, so that they are put right once for all lessons."""
        context = super().get_context(value, parent_context=parent_context)
        chosen = value.get("resource")
        address = chosen.address if chosen else value.get("link")
        return context | {"place": chosen or value, "address": address or ""}

    class Meta:
        label = _("Link")
        icon = "link-external"
        group = SHOW
        description = _("Use this when there is one good place to look. Say why it is worth it.")
        template = "courses/blocks/resource_link.html"
        preview_value = {
            "title": "What's On in Northbridge",
            "link": "https://directory.northbridge.example/",
            "why": "The local list, with the day on which each entry was last checked.",
            "checked_on": None,
        }
