"""What HR types when asking for a file."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from records.models import Export


class ExportForm(forms.Form):
    """Format and purpose. The purpose is kept with the file's history, so it is asked in words too."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    format = forms.ChoiceField(
        label=_("What kind of file?"),
        choices=Export.Format.choices,
        initial=Export.Format.XLSX,
        widget=forms.RadioSelect,
        help_text=_("Excel drops leading noughts from any CSV file. Use Excel to keep payroll numbers whole."),
    )
    purpose = forms.ChoiceField(label=_("What is it for?"), choices=Export.Purpose.choices, widget=forms.RadioSelect)
    purpose_note = forms.CharField(
        label=_("In a few words"),
        max_length=200,
        help_text=_("For example: yearly load into the HR system. It is kept with the history of exports."),
    )
