"""One member: a grant or an undoing, each with a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why. The learner sees it."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("It is kept, and the learner sees it."),
        max_length=300,
        error_messages={"required": _("Type the reason")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
