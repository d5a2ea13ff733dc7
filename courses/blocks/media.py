"""Show: pictures, recordings, things to print and places to look."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, DateBlock, RichTextBlock, TextBlock, URLBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from courses.blocks.base import SHOW, LessonBlock


class ImageBlock(LessonBlock):
    """One picture, with words for those who do not see it."""

    image = ImageChooserBlock(label=_("Image"))
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


class AudioBlock(LessonBlock):
    """A recording with its transcript. Without a file yet, the transcript stands alone."""

    title = CharBlock(max_length=150, label=_("Title"))
    speaker = CharBlock(
        required=False, max_length=100, label=_("Speaker"), help_text=_("A role. Example: a caretaker.")
    )
    length = CharBlock(required=False, max_length=50, label=_("Length"), help_text=_("Example: about 2 minutes."))
    file = DocumentChooserBlock(required=False, label=_("Recording"), help_text=_("An MP3. It may follow later."))
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


class HandoutBlock(LessonBlock):
    """A sheet to print and take along, readable on the page first."""

    title = CharBlock(max_length=150, label=_("Title"))
    body = RichTextBlock(features=["h3", "h4", "bold", "ol", "ul"], label=_("What it says"))

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

    title = CharBlock(max_length=150, label=_("Title"))
    link = URLBlock(
        required=False, label=_("Address"), help_text=_("Empty where the local word in the title says enough.")
    )
    why = TextBlock(label=_("Why it is worth a look"))
    checked_on = DateBlock(required=False, label=_("Checked on"))

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
