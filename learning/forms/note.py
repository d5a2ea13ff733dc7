"""One private text."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """What somebody thinks, in their own words; it may be empty."""

    quiet_optional = True

    text = forms.CharField(
        label=_("What you think"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 8})
    )
