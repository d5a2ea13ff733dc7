"""What the course team answers."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """One answer, once."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Say what you did, what you will do, or why it cannot be done. They read it in their log."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a line or two.")},
    )
