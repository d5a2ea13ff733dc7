"""What somebody needs at a session, and which of many sessions to look at."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models import Session

NOON, EVENING = datetime.time(12), datetime.time(17)


class NeedsForm(forms.Form):
    """One box. Empty is an answer too."""

    needs = forms.CharField(
        label=_("What do you need?"),
        help_text=_("Only your trainers see it, and we delete it 30 days after the session."),
        required=False,
        max_length=500,
        error_messages={"max_length": _("Use 500 letters or fewer")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ManySessionsForm(forms.Form):
    """Where and at what time of day. It asks nothing: what it does not know it leaves out."""

    place = forms.ChoiceField(label=_("Place"), required=False)
    time = forms.ChoiceField(
        label=_("Time of day"),
        required=False,
        choices=[
            ("", _("Any time")),
            ("morning", _("Morning")),
            ("afternoon", _("Afternoon")),
            ("evening", _("Evening, from 5 pm")),
        ],
    )
    quiet_optional = True

    def __init__(self, *args: Any, sessions: Iterable[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = {str(session.where.pk): session.where.name for session in sessions if session.where}
        named = sorted(places.items(), key=lambda place: place[1])
        self.fields["place"].choices = [("", _("Any place")), *named]

    def chosen(self) -> dict[str, str]:
        """The answers that narrow the list, by name."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}

    def fits(self, session: Session) -> bool:
        """Whether a session is at this place and time of day."""
        chosen = self.chosen()
        place = str(session.where.pk) if session.where else ""
        return chosen.get("place", place) == place and chosen.get("time", part_of_day(session)) == part_of_day(session)

    def words(self, name: str) -> str:
        """The label of an answer, for the chip that takes it away."""
        return str(dict(self.fields[name].choices)[self.chosen()[name]])


def part_of_day(session: Session) -> str:
    """When it starts, in the words of the filter."""
    starts = timezone.localtime(session.starts_at).time()
    return "morning" if starts < NOON else "afternoon" if starts < EVENING else "evening"
