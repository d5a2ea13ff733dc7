"""One entry of the practice log: two answers are needed, the rest may be skipped."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import ModulePage
from learning.forms.drawings import with_faces, with_topics
from learning.models import PracticeEntry
from learning.rules.nameless import Part, looks_like, parts
from learning.services.practice import Entry

DAYS = ["%Y-%m-%d", "%d %m %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y"]
TODAY, WEEK, DATE = "TODAY", "WEEK", "DATE"
YES, NO = "YES", "NO"
MORE = ("place", "feeling", "hindered", "in_the_way", "pass_on")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One line in which something looks like somebody: its label, its words in pieces, and whether it is passed on."""

    label: str
    parts: list[Part]
    others_read: bool = False


class EntryForm(forms.Form):
    """Thirty seconds: when, what about, what I did; where, how it felt and what was in the way if they like."""

    quiet_optional = True

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    looked_at = forms.CharField(widget=forms.HiddenInput, required=False)  # the words that were warned about
    module = forms.ChoiceField(label=gettext_lazy("For which module?"), widget=forms.RadioSelect)
    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        help_text=gettext_lazy("So that three chats are three. “This week” is noted as today."),
        choices=[
            (TODAY, gettext_lazy("Today")),
            (WEEK, gettext_lazy("This week")),
            (DATE, gettext_lazy("On this date:")),
        ],
        initial=TODAY,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )
    happened_on = forms.DateField(
        label=gettext_lazy("The date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose a date."),
            "invalid": gettext_lazy("Type the date like 8 12 2026."),
        },
        input_formats=DAYS,
    )
    topic = forms.ChoiceField(
        label=gettext_lazy("What about"),
        help_text=gettext_lazy("So that the hub knows what people need."),
        choices=with_topics(PracticeEntry.Topic.choices),
        widget=forms.RadioSelect(attrs={"class": "choices-row choices-drawn"}),
        error_messages={"required": gettext_lazy("Choose a topic.")},
    )
    did = forms.MultipleChoiceField(
        label=gettext_lazy("What I did"),
        help_text=gettext_lazy("So that we teach what is used. You can choose more than one."),
        choices=PracticeEntry.Did.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-row"}),
        error_messages={"required": gettext_lazy("Choose what you did.")},
    )
    place = forms.CharField(
        label=gettext_lazy("Roughly where"),
        help_text=gettext_lazy("A ward or a patch. So that gaps show on a map of areas, never of people."),
        required=False,
        max_length=60,
    )
    feeling = forms.TypedChoiceField(
        label=gettext_lazy("How it felt"),
        help_text=gettext_lazy("For you."),
        choices=with_faces(PracticeEntry.Feeling.choices),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "choices-row choices-drawn"}),
    )
    hindered = forms.ChoiceField(
        label=gettext_lazy("Anything in the way?"),
        help_text=gettext_lazy("So that somebody can move it."),
        choices=[(NO, gettext_lazy("No")), (YES, gettext_lazy("Yes, this:"))],
        required=False,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )
    in_the_way = forms.CharField(
        label=gettext_lazy("What was in the way"),
        help_text=gettext_lazy("One line. No names."),
        required=False,
        max_length=300,
    )
    pass_on = forms.BooleanField(
        label=gettext_lazy("Pass this on, without my name"),
        help_text=gettext_lazy(
            "Your trainers read it, without your name. Where fewer than five people take the course, only the people "
            "who run the site read it. They see this line, the course and the month. Their answer comes to your log."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        modules: dict[str, ModulePage] | None = None,
        entry: PracticeEntry | None = None,
        day_stays: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        if entry is None:
            self._of(modules or {})
        else:
            self._change(entry, day_stays=day_stays)

    def _of(self, modules: dict[str, ModulePage]) -> None:
        choice = self.fields["module"]
        choice.choices = [(key, module.title) for key, module in modules.items()]
        if len(modules) == 1:
            choice.widget, choice.initial = forms.HiddenInput(), next(iter(modules))

    def _change(self, entry: PracticeEntry, *, day_stays: bool) -> None:
        """The same form for an entry that is there: it keeps its module, and its day where a completion rests on it."""
        del self.fields["module"], self.fields["when"]
        day = self.fields["happened_on"]
        day.label, day.required, day.disabled = _("When"), True, day_stays
        if day_stays:
            day.help_text = _("This entry is part of a finished module, so its day stays.")
        passed_on = getattr(entry, "obstacle", None)
        values = {name: getattr(entry, name) for name in ("happened_on", "topic", "did", "place", "feeling")}
        hindered = YES if entry.in_the_way else None
        self.initial = {
            **(values | {"in_the_way": entry.in_the_way, "hindered": hindered, "pass_on": passed_on is not None}),
            **self.initial,
        }

    def clean(self) -> dict[str, Any]:
        """A date that is given is the date; something in the way has its line, and with No there is none."""
        cleaned = super().clean() or self.cleaned_data
        if "when" in self.fields and "happened_on" in cleaned and cleaned["happened_on"] is None:
            cleaned["happened_on"] = timezone.localdate()
            if cleaned.get("when") == DATE:
                self.add_error("happened_on", ValidationError(_("Choose a date.")))
        if cleaned.get("hindered") == NO:
            cleaned |= {"in_the_way": "", "pass_on": False}
        said_yes = cleaned.get("hindered") == YES or cleaned.get("pass_on")
        if said_yes and "in_the_way" in cleaned and not cleaned["in_the_way"]:
            self.add_error("in_the_way", ValidationError(_("Write what was in the way, in one line. Or choose No.")))
        return cleaned

    def asked(self) -> list[forms.BoundField]:
        """What is asked first: it takes thirty seconds."""
        return [field for field in self.visible_fields() if field.name not in MORE]

    def more(self) -> list[forms.BoundField]:
        """What may be skipped, behind a fold."""
        return [self[name] for name in MORE]

    def is_more_open(self) -> bool:
        """Whether there is something behind the fold: a word, a tick, or what is to put right."""
        return any(self[name].value() or self[name].errors for name in MORE)

    def entry(self) -> Entry:
        """What the service takes."""
        names = ("happened_on", "topic", "did", "place", "feeling", "in_the_way", "pass_on")
        return Entry(**{name: self.cleaned_data[name] for name in names})

    def doubts(self) -> list[Doubt]:
        """The lines in which something looks like somebody, unless these very words were warned about before."""
        if self.data.get("as_it_is") or self.cleaned_data["looked_at"] == self.words():
            return []
        lines = ("place", False), ("in_the_way", True)
        return [
            Doubt(
                str(self.fields[name].label),
                parts(self.cleaned_data[name], names=names),
                others_read=name == "in_the_way" and self.cleaned_data["pass_on"],
            )
            for name, names in lines
            if looks_like(self.cleaned_data[name], names=names)
        ]

    def words(self) -> str:
        """The free words, on one line, as the form gives them back once they were warned about."""
        return " / ".join(self.cleaned_data[name] for name in ("place", "in_the_way")).strip()
