"""One entry of the practice log: two answers are needed, three may be skipped."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import ModulePage
from learning.models import PracticeEntry
from learning.services.practice import Entry


class EntryForm(forms.Form):
    """Thirty seconds: when, what about, what I did; where, how it felt and what was in the way if they like."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    module = forms.ChoiceField(label=_("For which module?"), widget=forms.RadioSelect)
    happened_on = forms.DateField(
        label=_("When"),
        help_text=_("So that three chats are three."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a date."), "invalid": _("Type the date like 8 12 2026.")},
        input_formats=["%Y-%m-%d", "%d %m %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"],
    )
    topic = forms.ChoiceField(
        label=_("What about"),
        help_text=_("So that the hub knows what people need."),
        choices=PracticeEntry.Topic.choices,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
        error_messages={"required": _("Choose a topic.")},
    )
    did = forms.MultipleChoiceField(
        label=_("What I did"),
        help_text=_("So that we teach what is used."),
        choices=PracticeEntry.Did.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-row"}),
        error_messages={"required": _("Choose what you did.")},
    )
    place = forms.CharField(
        label=_("Roughly where"),
        help_text=_("A ward or a patch. So that gaps show on a map of areas, never of people."),
        required=False,
        max_length=60,
    )
    feeling = forms.TypedChoiceField(
        label=_("How it felt"),
        help_text=_("For you."),
        choices=PracticeEntry.Feeling.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )
    in_the_way = forms.CharField(
        label=_("Anything in the way?"),
        help_text=_("So that somebody can move it. No names."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, modules: dict[str, ModulePage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = timezone.localdate
        self.fields["happened_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        choice = self.fields["module"]
        choice.choices = [(key, module.title) for key, module in modules.items()]
        if len(modules) == 1:
            choice.widget, choice.initial = forms.HiddenInput(), next(iter(modules))

    def entry(self) -> Entry:
        """What the service takes."""
        names = ("happened_on", "topic", "did", "place", "feeling", "in_the_way")
        return Entry(**{name: self.cleaned_data[name] for name in names})
