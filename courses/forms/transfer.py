"""Bringing in a course file, and copying a course."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.media.kinds import LARGEST, MB
from courses.models.topic import language_choices

MOST_HERE = LARGEST  # what a browser may send to editors' screens; the command takes more
CODE = gettext_lazy("Letters, numbers and hyphens; it becomes part of the address. Example: kindness-southmoor.")


class ImportForm(forms.Form):
    """Which file, and whether it becomes a course of its own."""

    file = forms.FileField(
        label=gettext_lazy("Course file"),
        help_text=gettext_lazy("A file that was exported here or on another site of the Academy."),
        widget=forms.FileInput({"accept": ".zip"}),
        error_messages={
            "required": gettext_lazy("Choose the course file."),
            "empty": gettext_lazy("This file is empty. Export the course again."),
        },
    )
    code = forms.SlugField(
        required=False,
        max_length=30,
        label=gettext_lazy("New code, if it is to be a course of its own"),
        help_text=gettext_lazy("Empty: the course keeps its code. Example: kindness-southmoor."),
    )

    def clean_file(self) -> Any:
        """A file that is too large is not even opened."""
        file = self.cleaned_data["file"]
        if file.size > MOST_HERE:
            raise ValidationError(
                _(
                    "The file is too large to send from here: %(most)s MB is the most. "
                    "Whoever runs the site can bring it in with the command import_course."
                )
                % {"most": MOST_HERE // MB}
            )
        return file


def _languages() -> list[tuple[str, str]]:
    """No language is chosen for anybody."""
    return [("", _("Choose a language")), *language_choices()]


class TranslateForm(forms.Form):
    """Which language, what the course is called in it, and its code."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=_languages)
    title = forms.CharField(max_length=255, label=gettext_lazy("Title in that language"))
    code = forms.SlugField(max_length=30, label=gettext_lazy("Code of the translation"), help_text=CODE)


class CopyForm(forms.Form):
    """What the copy is called, and its code."""

    title = forms.CharField(max_length=255, label=gettext_lazy("Title of the copy"))
    code = forms.SlugField(max_length=30, label=gettext_lazy("Code of the copy"), help_text=CODE)
    key = forms.UUIDField(widget=forms.HiddenInput())
