"""What somebody says when they ask for their data, and when they leave for good."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class DataFileForm(forms.Form):
    """Nothing but the button: the key makes a second press the same one."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class LeaveForm(forms.Form):
    """The button; and where there is a certificate that goes on, whether it stays until its day."""

    KEEP, REMOVE = "keep", "remove"

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    certificate = forms.ChoiceField(
        label=gettext_lazy("Your certificate"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether to keep your certificate.")},
    )

    def __init__(self, *args: Any, until: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if until is None:
            del self.fields["certificate"]
            return
        keep = _("Keep my certificate. It can be checked until %(day)s. Then it goes too.")
        self.fields["certificate"].choices = [
            (self.KEEP, keep % {"day": format_date(until, "j F Y")}),
            (self.REMOVE, _("Remove it too. Nobody can check it any more.")),
        ]

    @property
    def keeps(self) -> bool:
        """Whether the certificate stays for its time."""
        return self.cleaned_data.get("certificate") == self.KEEP
