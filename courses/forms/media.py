"""The library's forms, in all three places where Wagtail shows them: one file, many at once, and the chooser."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from courses.media import files, pictures
from courses.media.kinds import CAPTIONS, LARGEST, MB, MOST_PICTURE, PDF, VIDEO, Refused
from courses.services import scan

EMPTY = _("This file is empty. Look whether it opens on your device, then try again.")
WANTED = _("Choose a file.")


class PictureField(WagtailImageField):
    """A picture that we draw again as it comes in. What was brought is never kept, by whichever form it came."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = {"most": MOST_PICTURE // MB}
        kept = _("PNG, JPEG, WebP or AVIF, at most %(most)s MB. What it says about camera and place is taken off.")
        self.help_text = kept % most
        self.error_messages |= {
            "empty": EMPTY,
            "required": WANTED,
            # Said by the page's script, before anything is sent.
            "file_too_large_unknown_size": _("This picture is too large. The most is %(most)s MB.") % most,
            "invalid_image_extension": _(
                "We take PNG, JPEG, WebP and AVIF pictures. An SVG can hold a program, so save it as PNG."
            ),
        }

    def to_python(self, data: Any) -> Any:
        """The upload, with our bytes in the place of what was brought.

        It is changed where it lies: Wagtail stores an upload whose words are still missing straight from the request.
        """
        brought: Any = FileField.to_python(self, data)
        if brought is None:
            return None
        try:
            extension, made = pictures.drawn_again(brought, name=brought.name, size=brought.size)
        except Refused as refused:
            raise ValidationError(str(refused), code="refused") from refused
        brought.seek(0)
        brought.truncate()
        brought.write(made)
        brought.flush()
        brought.seek(0)
        brought.size = len(made)
        brought.name = f"{brought.name.rpartition('.')[0]}.{extension}"
        return brought


class DocumentField(WagtailDocumentField):
    """A document that is what its name says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = {"paper": PDF.most // MB, "captions": CAPTIONS.most // MB, "film": VIDEO.most // MB}
        kinds = _("PDF, DOCX, ODT or TXT, at most %(paper)s MB. VTT, %(captions)s MB. MP3 or MP4, %(film)s MB.")
        self.help_text = kinds % most
        self.error_messages |= {
            "empty": EMPTY,
            "required": WANTED,
            "file_too_large_unknown_size": _("This file is too large. The most is %(most)s MB.")
            % {"most": LARGEST // MB},
        }

    def to_python(self, data: Any) -> Any:
        """The upload, as it came."""
        brought: Any = FileField.to_python(self, data)
        if brought is None:
            return None
        try:
            files.check(brought, name=brought.name, size=brought.size)
            scan.check(brought)
        except Refused as refused:
            raise ValidationError(str(refused), code="refused") from refused
        return brought


class OneReason(forms.BaseForm):
    """Says one thing about a file: the model, which then has none, would add a second sentence."""

    def full_clean(self) -> None:
        """The first reason stays."""
        super().full_clean()
        reasons = self._errors.get("file")
        if reasons is not None and len(reasons.data) > 1:
            del reasons.data[1:]


class ImageForm(OneReason, BaseImageForm):
    """A picture comes with the words for those who do not see it, or with the tick that there are none to say."""

    decorative = forms.BooleanField(
        required=False, label=_("Decoration only"), help_text=_("It says nothing that the text does not say.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = _in_place_of(self.fields["file"], PictureField)
        described = self.fields["description"]
        described.label = _("What the picture shows")
        described.help_text = _("Example: A line drawing. Two people talk over a garden wall.")
        if self.instance.pk and not self.instance.description:
            self.fields["decorative"].initial = True
        self.order_fields(["title", "file", "description", "decorative"])

    def clean(self) -> dict[str, Any]:
        """Words, or the tick."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decorative"):
            cleaned["description"] = ""
        elif not cleaned.get("description", "").strip() and "description" not in self.errors:
            self.add_error("description", _("Say what the picture shows, or tick “Decoration only”."))
        return cleaned


class DocumentForm(OneReason, BaseDocumentForm):
    """A document that is what its name says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = _in_place_of(self.fields["file"], DocumentField)
        if "collection" in self.fields:
            self.fields["collection"].help_text = _(
                "“Root” is for people who are signed in. A collection is for everybody, unless it is closed."
            )


def _in_place_of(field: forms.FileField, kind: type[forms.FileField]) -> forms.FileField:
    """The same field on the same widget, with our checks."""
    return kind(label=field.label, required=field.required, max_length=field.max_length, widget=field.widget)
