"""Four short questions some weeks after a course, and the confidence rows. Any of them may be skipped."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.forms.fields import SKIP
from learning.models import FollowUp
from learning.services.follow_up import Scale

QUESTIONS = ("used", "pointed", "in_the_way", "changed")
ROW = "row-"


def _one_of(label: Any, why: Any, choices: Any) -> forms.ChoiceField:
    look = forms.RadioSelect(attrs={"class": "choices-row"})
    return forms.ChoiceField(label=label, help_text=why, choices=choices, required=False, widget=look)


class FollowUpForm(forms.Form):
    """Each question with its reason."""

    quiet_optional = True

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    used = _one_of(
        _("Since the course, have you had a conversation where you used something from it?"),
        _("We ask so that we know what is worth teaching."),
        FollowUp.Used.choices,
    )
    pointed = _one_of(
        _("Did you point anyone to a group, a service or a person?"),
        _("We ask so that we know what people look for."),
        FollowUp.Pointed.choices,
    )
    in_the_way = _one_of(
        _("What got in the way, if anything?"),
        _("We ask so that we can clear what is in your way."),
        FollowUp.InTheWay.choices,
    )
    changed = forms.CharField(
        label=_("Has anything changed because of it? No names."),
        help_text=_("We ask so that we can change the course."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, scale: Scale | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [*((str(number), str(number)) for number in range(11)), (SKIP, _("Skip"))]
        for key, text in scale.rows if scale else []:
            self.fields[f"{ROW}{key}"] = forms.TypedChoiceField(
                label=text,
                choices=steps,
                coerce=lambda sent: None if sent == SKIP else int(sent),
                empty_value=None,
                required=False,
                widget=forms.RadioSelect(attrs={"class": "choices-row choices-scale"}),
            )

    def answers(self) -> dict[str, str]:
        """The four."""
        return {name: self.cleaned_data[name] for name in QUESTIONS}

    def confidence(self) -> dict[str, int | None]:
        """The rows by their keys: 0 to 10, or skipped."""
        rows = {name: value for name, value in self.cleaned_data.items() if name.startswith(ROW)}
        return {name.removeprefix(ROW): value for name, value in rows.items()}

    def questions(self) -> list[forms.BoundField]:
        """The four as they are shown."""
        return [self[name] for name in QUESTIONS]

    def rows(self) -> list[forms.BoundField]:
        """The confidence rows as they are shown."""
        return [self[name] for name in self.fields if name.startswith(ROW)]
