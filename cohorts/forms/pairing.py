"""A pairing's forms: each act its own few fields."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.forms.cohort import DAY_TYPED, TIME_TYPED
from cohorts.models import Meeting, Pairing
from cohorts.services.agreeing import NEEDS_WORDS
from cohorts.services.meeting import MeetingPlan

DAY = {"required": _("Choose the day"), "invalid": _("Type the date like 8/12/2026")}
WARNINGS = ("manages", "live_case", "same_patch", "named")


def _day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input-medium"})
    return forms.DateField(label=label, input_formats=DAY_TYPED, error_messages=DAY, widget=widget, **more)


def _words(label: Any, longest: int, hint: Any = "", rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, help_text=hint, required=False, widget=widget)


class OfferForm(forms.Form):
    """All of it, less, nothing, or to a cause."""

    quiet_optional = True
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=Pairing.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four")},
    )
    detail = forms.CharField(
        label=_("How much less, or which cause"),
        max_length=200,
        required=False,
        help_text=_("Only for “less” and “give it”. Never a bank number."),
    )

    def clean(self) -> dict[str, Any]:
        """Less and give say what is meant."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") in NEEDS_WORDS and not cleaned.get("detail", "").strip():
            self.add_error("detail", _("Say how much less, or who should have it"))
        return cleaned


class RulesForm(forms.Form):
    """Every ground rule is ticked, and words of one's own may be added."""

    rules = forms.MultipleChoiceField(
        label=_("I agree to these"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick each rule that you agree to")},
    )
    rule_words = forms.CharField(label=_("Words of your own"), max_length=300, required=False)

    def __init__(self, *args: Any, rules: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rules"].choices = list(enumerate(rules))

    def clean_rules(self) -> list[str]:
        """Each one, or it is talked over with the coordinator first."""
        ticked = self.cleaned_data["rules"]
        if len(ticked) < len(self.fields["rules"].choices):
            raise forms.ValidationError(_("Tick each rule, or ring your coordinator about it"))
        return ticked


class CardForm(forms.Form):
    """What a mentor will share and what is off limits."""

    quiet_optional = True
    shares = _words(_("I am glad to talk about"), 500)
    off_limits = _words(_("I will not talk about"), 500)


class PlanForm(forms.Form):
    """When and where: the mentor's choice."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=50)
    day = _day_field(_("Day"))
    starts = forms.TimeField(
        label=_("Starts at"),
        input_formats=TIME_TYPED,
        error_messages={"required": _("Choose the time"), "invalid": _("Type the time like 13:30")},
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input-short"}),
    )
    place = forms.CharField(
        label=_("Where"),
        max_length=200,
        help_text=_("You choose. A café, a bench, a walk: anywhere you feel all right."),
        error_messages={"required": _("Say where you will meet")},
    )
    travel = forms.CharField(label=_("How you get there"), max_length=200, required=False)

    def plan(self) -> MeetingPlan:
        """The moment in the time of the place."""
        cleaned = self.cleaned_data
        at = timezone.make_aware(datetime.datetime.combine(cleaned["day"], cleaned["starts"]))
        return MeetingPlan(at, cleaned["place"], cleaned["travel"])

    @staticmethod
    def start(meeting: Meeting | None, number: int) -> dict[str, Any]:
        """What stands in the form at first."""
        if meeting is None or meeting.planned_at is None:
            return {"number": number}
        at = timezone.localtime(meeting.planned_at)
        said = {"place": meeting.place, "travel": meeting.travel}
        return {"number": number, "day": at.date(), "starts": at.time(), **said}


Days = tuple[datetime.date, datetime.date]


def _check_day(day: datetime.date, days: Days | None) -> None:
    """Not a day to come, and among those on which this meeting can have been held."""
    if day > timezone.localdate():
        raise forms.ValidationError(_("Choose today or a day before"))
    if days and day < days[0]:
        raise forms.ValidationError(_("Choose a day after the meeting before it, and not before you began"))
    if days and day > days[1]:
        raise forms.ValidationError(_("Choose a day before the next meeting that is noted"))


class HeldForm(forms.Form):
    """The day on which they met."""

    changes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    held_on = _day_field(_("We met on"), help_text=_("One meeting a day. It counts once the mentor has said so."))

    def __init__(self, *args: Any, days: Days | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days

    def clean_held_on(self) -> datetime.date:
        """A day on which this meeting can have been held."""
        day: datetime.date = self.cleaned_data["held_on"]
        _check_day(day, self.days)
        return day


class PutRightForm(forms.Form):
    """Another day, or not held at all; and why, where the meeting has counted."""

    DAY, NOT_HELD = "day", "not"
    quiet_optional = True
    changes = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.ChoiceField(
        label=_("What is right?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two")},
    )
    held_on = _day_field(_("The right day"), help_text=_("Only if it was another day."), required=False)
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("It is kept, and both of them see it."),
        max_length=300,
        error_messages={"required": _("Type the reason")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, days: Days, meeting: Meeting, mine: bool, why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days, self.meeting = days, meeting
        met = [_("We met on another day"), _("We did not meet")]
        theirs = [_("They met on another day"), _("They did not meet")]
        self.fields["what"].choices = list(zip((self.DAY, self.NOT_HELD), met if mine else theirs, strict=True))
        if not why:
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        """Another day than the one that stands, or none. A form from before the newest change is refused later."""
        cleaned = super().clean() or {}
        if cleaned.get("what") != self.DAY:
            cleaned["held_on"] = None
        elif "held_on" in cleaned and cleaned.get("changes") == self.meeting.changes:
            self._check_other_day(cleaned["held_on"])
        return cleaned

    def _check_other_day(self, day: datetime.date | None) -> None:
        try:
            if day is None:
                raise forms.ValidationError(_("Choose the day"))
            if day == self.meeting.held_on:
                raise forms.ValidationError(_("It says that day already. Choose another."))
            _check_day(day, self.days)
        except forms.ValidationError as error:
            self.add_error("held_on", error)


class NoteForm(forms.Form):
    """A private note. Nobody else ever reads it."""

    quiet_optional = True
    text = _words(_("My note"), 5000, rows=6)


class LineForm(forms.Form):
    """Words to be passed on, exactly as they stand."""

    line = forms.CharField(
        label=_("The line, word for word"),
        max_length=300,
        error_messages={"required": _("Type the words that may be passed on")},
    )


class LeaveForm(forms.Form):
    """Pause, swap or stop, and whether a call would be good. No reason is asked."""

    what = forms.ChoiceField(
        label=_("I would like to"),
        choices=[
            ("pause", _("Pause for a while")),
            ("swap", _("Swap: meet somebody else")),
            ("stop", _("Stop")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three")},
    )
    call = forms.ChoiceField(
        label=_("Would you like a call?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        initial="no",
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
        error_messages={"required": _("Choose yes or no")},
    )


class MatchForm(forms.Form):
    """Two people who wait, what to look at twice, and a reason where there is something."""

    quiet_optional = True
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    mentor: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Mentor"), queryset=None, empty_label=_("Choose"), error_messages={"required": _("Choose the mentor")}
    )
    mentee: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Mentee"), queryset=None, empty_label=_("Choose"), error_messages={"required": _("Choose the mentee")}
    )
    warnings = forms.MultipleChoiceField(
        label=_("Look twice: is any of this so?"),
        help_text=_("Tick only what the mentor has told you. Look nothing up."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Why it is all right all the same"),
        help_text=_("Needed where you ticked something. Never match a mentor with whoever decides their case."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, mentors: Any, mentees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset, self.fields["mentee"].queryset = mentors, mentees
        for name in ("mentor", "mentee"):
            self.fields[name].label_from_instance = lambda member: f"{member} · {member.cohort}"
        self.fields["warnings"].choices = [(name, Pairing._meta.get_field(name).verbose_name) for name in WARNINGS]

    def clean(self) -> dict[str, Any]:
        """A warning has a typed reason; both are in one cohort."""
        cleaned = super().clean() or {}
        if cleaned.get("warnings") and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Type why it is all right, or choose two other people"))
        both = cleaned.get("mentor"), cleaned.get("mentee")
        if all(both) and both[0].cohort_id != both[1].cohort_id:
            self.add_error("mentee", _("Choose two people of the same cohort"))
        return cleaned
