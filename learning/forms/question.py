"""What is wrong, and who should look at it; and what is answered."""

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
        help_text=_("Say what you see, and what it should be. Whoever answers will read this."),
        max_length=MOST,
        error_messages={"required": _("Write what is wrong")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    to = forms.ChoiceField(
        label=_("Who should look at it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who should look at it")},
    )

    def __init__(self, *args: Any, fitting: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["to"]
        choice.choices = [(value, Question.To(value).label) for value in fitting]
        choice.initial = fitting[0]
        if len(fitting) == 1:
            choice.widget = forms.HiddenInput()


class AnswerForm(forms.Form):
    """An answer, once."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("It is sent as you write it, and stays beside the question with your name."),
        max_length=MOST,
        error_messages={"required": _("Write your answer")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
