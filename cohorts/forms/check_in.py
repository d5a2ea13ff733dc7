"""Checking in: the code on the screen or the poster, and a name for whoever is not signed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.join import CodeField


class CheckInCodeForm(forms.Form):
    """One box for the trainer's code."""

    code = CodeField(
        label=_("The trainer’s code"),
        help_text=_("Six letters and numbers, from the screen or the poster. Your trainer can read them out."),
        error_messages={"required": _("Type the trainer’s code")},
    )


class NameForm(forms.Form):
    """A name for the trainer to match."""

    quiet_optional = True
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What does your trainer call you?"),
        help_text=_("Only your trainer sees it."),
        max_length=100,
        error_messages={"required": _("Type what your trainer calls you")},
        widget=forms.TextInput(attrs={"class": "input-medium", "autocomplete": "name"}),
    )
