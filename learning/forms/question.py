"""What is wrong, and who should look at it; and the answer, to that or to what is in somebody's way."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.models import Question

MOST = 1000


class QuestionForm(forms.Form):
    """Something is wrong here. Who should look at it is asked only where there is a choice."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("Say what you see, and what it should be."),
        max_length=MOST,
        error_messages={"required": _("Write what is wrong")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    to = forms.ChoiceField(
        label=_("Who should look at it?"),
        help_text=_(
            "Only they read it, or whoever has their task later. Where nobody is left, the people who run this site do."
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who should look at it")},
    )

    def __init__(self, *args: Any, fitting: dict[Question.To, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["to"]
        choice.choices = list(fitting.items())
        choice.initial = next(iter(fitting))
        if len(fitting) == 1:
            choice.widget = forms.HiddenInput()

    def ask_for_anything(self) -> None:
        """Afterwards the form asks for a word about anything, not for what is wrong."""
        text = self.fields["text"]
        text.label, text.help_text = _("What would you like to ask or tell?"), ""
        text.error_messages["required"] = _("Write a few words")


class AnswerForm(forms.Form):
    """An answer, once. What becomes of it is said beside the box."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=MOST,
        error_messages={"required": _("Write your answer")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, told: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = told
