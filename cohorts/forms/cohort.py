"""A new cohort, its sessions, its people."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Session
from cohorts.services.planning import Plan
from courses.models import CompletedBy, ModulePage, Route

DAY_TYPED = ["%Y-%m-%d", "%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%d-%m-%Y"]
TIME_TYPED = ["%H:%M", "%H.%M", "%H:%M:%S", "%I.%M %p", "%I:%M %p", "%I %p"]
LONGEST = 12 * 60
POLICIES = [
    (Cohort.JoinPolicy.CODE, _("Anyone with the code, at once")),
    (Cohort.JoinPolicy.APPROVAL, _("Anyone with the code, once I agree")),
    (Cohort.JoinPolicy.INVITATION, _("Only people I add or write to")),
]


class WhenForm(forms.Form):
    """When and where a session is."""

    day = forms.DateField(
        label=_("Day"),
        input_formats=DAY_TYPED,
        error_messages={"required": _("Choose the day"), "invalid": _("Type the date like 8/12/2026")},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input-medium"}),
    )
    starts = forms.TimeField(
        label=_("Starts at"),
        input_formats=TIME_TYPED,
        error_messages={"required": _("Choose the time"), "invalid": _("Type the time like 13:30")},
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input-short"}),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        min_value=5,
        max_value=LONGEST,
        initial=120,
        error_messages={
            "required": _("Type how many minutes it lasts"),
            "invalid": _("Type the minutes as a number, like 120"),
            "min_value": _("A session lasts 5 minutes or more"),
            "max_value": _("A session lasts 12 hours at most"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )
    place = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=100,
        help_text=_("The name people know it by, like Low Mill Hub."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def moments(self) -> tuple[datetime.datetime, datetime.datetime]:
        """When it starts and ends, in the time of the place."""
        cleaned = self.cleaned_data
        starts_at = timezone.make_aware(datetime.datetime.combine(cleaned["day"], cleaned["starts"]))
        return starts_at, starts_at + datetime.timedelta(minutes=cleaned["minutes"])


class JoiningForm(forms.Form):
    """How people join, and how many can."""

    join_policy = forms.ChoiceField(
        label=_("How people join"), choices=POLICIES, required=False, widget=forms.RadioSelect
    )
    capacity = forms.IntegerField(
        label=_("How many places"),
        required=False,
        min_value=1,
        max_value=5000,
        help_text=_("Empty: as many as come. When all are taken, people can wait for one."),
        error_messages={
            "invalid": _("Type the places as a number, like 12"),
            "min_value": _("A cohort has one place or more"),
            "max_value": _("A cohort has 5000 places at most"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )
    quiet_optional = True

    def clean_join_policy(self) -> str:
        """Nothing chosen: the code opens it."""
        return self.cleaned_data["join_policy"] or Cohort.JoinPolicy.CODE


class NewCohortForm(JoiningForm, WhenForm):
    """Course and route, name, how people join, places, first session."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(
        label=_("Course and route"),
        error_messages={
            "required": _("Choose the course and the route"),
            "invalid_choice": _("Choose the course and the route"),
        },
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Name of the cohort"),
        max_length=100,
        help_text=_("People see it when they join, like Low Mill, autumn."),
        error_messages={"required": _("Type a name for the cohort")},
    )
    quiet_optional = False
    field_order = ["form_key", "way", "name", "join_policy", "capacity", "day", "starts", "minutes", "place"]

    def __init__(self, *args: Any, ways: dict[str, tuple[str, Route, Route | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = ways
        self.fields["way"].choices = [(value, words) for value, (words, _route, _staff) in ways.items()]

    def routes(self) -> tuple[Route, Route | None]:
        """The route chosen, and the one for staff where there is another."""
        return self.ways[self.cleaned_data["way"]][1:]


class SessionForm(WhenForm):
    """One session of a cohort, and the module it delivers."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    module = forms.ModelChoiceField(
        label=_("What being there completes"),
        queryset=ModulePage.objects.none(),
        required=False,
        blank=True,
        empty_label=_("No module: a drop-in"),
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Session.Kind.choices, widget=forms.RadioSelect)
    capacity = forms.IntegerField(
        label=_("How many places"),
        required=False,
        min_value=1,
        max_value=5000,
        help_text=_("Empty: there is room for everybody in the cohort, and nobody has to book."),
        error_messages={
            "invalid": _("Type the places as a number, like 12"),
            "min_value": _("A session has one place or more"),
            "max_value": _("A session has 5000 places at most"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )
    food = forms.CharField(
        label=_("Food and drink"), required=False, max_length=150, help_text=_("Like tea, cake and halal sandwiches.")
    )
    costs = forms.CharField(
        label=_("Travel and care costs"),
        required=False,
        max_length=200,
        help_text=_("What you pay back and how, like bus fares and childminders."),
    )
    field_order = ["form_key", "module", "kind", "day", "starts", "minutes", "place", "capacity", "food", "costs"]
    quiet_optional = True

    def __init__(self, *args: Any, course: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modules = ModulePage.objects.live().child_of(course).filter(completed_by=CompletedBy.ATTENDANCE)
        self.fields["module"].queryset = modules.order_by("path")

    def plan(self, place: Any) -> Plan:
        """The session as the services take it."""
        starts_at, ends_at = self.moments()
        cleaned = self.cleaned_data
        told = {name: cleaned[name] for name in ("capacity", "food", "costs")}
        return Plan(starts_at, ends_at, cleaned["form_key"], cleaned["module"], cleaned["kind"], place, **told)


def planned(session: Session) -> dict[str, Any]:
    """A session as the answers of its form."""
    starts_at = timezone.localtime(session.starts_at)
    return {
        "form_key": uuid.uuid4(),
        "module": session.module_id,
        "kind": session.kind,
        "day": starts_at.date(),
        "starts": starts_at.time(),
        "minutes": session.minutes,
        "place": session.place.name if session.place else "",
        "capacity": session.capacity,
        "food": session.food,
        "costs": session.costs,
    }
