"""The register: one row a member, a walk-in, and the questions that a correction asks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateformat import format as format_time
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.models import Attendance, CheckIn, Membership
from cohorts.services.register import KEEP, WITHDRAW, Correction, Marking

Mark = Attendance.Mark
OUTCOMES = [
    (KEEP, gettext_lazy("Keep it, with this reason")),
    (WITHDRAW, gettext_lazy("Withdraw it, and the course and certificate that rest on it")),
]
NEW, GONE = "new", "gone"


@dataclass(frozen=True)
class Said:
    """Who says that they are here: members, by membership, and names that nobody has matched."""

    members: Mapping[int, CheckIn]
    claims: list[CheckIn]


@dataclass(frozen=True)
class Row:
    """One member's row, ready to draw."""

    membership: Membership
    mark: forms.BoundField
    minutes: forms.BoundField
    reason: forms.BoundField | None
    outcome: forms.BoundField | None
    saved: str
    marked: str
    said: CheckIn | None


class RegisterForm(forms.Form):
    """All rows of one session. ``version`` is the register that the page was made from."""

    quiet_optional = True
    version = forms.IntegerField(widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    walk_in = forms.CharField(
        label=gettext_lazy("Add a walk-in"),
        help_text=gettext_lazy("What to call them. They are marked Here."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "input-medium", "autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, members: list[Membership], stored: Mapping[int, Attendance], said: Said, **kwargs: Any
    ) -> None:
        self.longest = kwargs.pop("minutes")
        super().__init__(*args, **kwargs)
        self.members, self.stored, self.said = members, stored, said
        for claim in said.claims:
            self._add_claim(claim)
        for member in members:
            self._add_row(member)
            if f"outcome_{member.pk}" in self.data or f"reason_{member.pk}" in self.data:
                self._add_correction(member.pk)

    def _add_claim(self, claim: CheckIn) -> None:
        at = format_time(timezone.localtime(claim.at), "g.i A").lower()
        free = [member for member in self.members if member.pk not in self.said.members]
        self.fields[f"claim_{claim.pk}"] = forms.ChoiceField(
            label=_("%(name)s, since %(time)s") % {"name": claim.name_given, "time": at},
            choices=[
                ("", _("Choose who this is")),
                (NEW, _("Somebody new: add as a walk-in")),
                *((str(member.pk), str(member)) for member in free),
                (GONE, _("Nobody in the room: take it off")),
            ],
            required=False,
        )

    def _add_row(self, member: Membership) -> None:
        row = self.stored.get(member.pk)
        says_here = Mark.HERE if member.pk in self.said.members else None
        self.fields[f"mark_{member.pk}"] = forms.ChoiceField(
            label=str(member),
            choices=Mark.choices,
            required=False,
            initial=row.mark if row else says_here,
            widget=forms.RadioSelect(attrs={"class": "choices-row"}),
        )
        self.fields[f"minutes_{member.pk}"] = forms.IntegerField(
            label=_("Minutes"),
            required=False,
            min_value=1,
            max_value=self.longest,
            initial=row.minutes if row and row.mark == Mark.PART else None,
            error_messages={
                "invalid": _("%(name)s: type the minutes as a number") % {"name": member},
                "min_value": _("%(name)s: type 1 minute or more") % {"name": member},
                "max_value": _("%(name)s: the session lasted %(minutes)d minutes")
                % {"name": member, "minutes": self.longest},
            },
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        )

    def _add_correction(self, member: int) -> None:
        self.fields[f"reason_{member}"] = forms.CharField(
            label=_("Why is this changing?"),
            help_text=_("The learner sees this."),
            required=False,
            max_length=300,
        )
        self.fields[f"outcome_{member}"] = forms.ChoiceField(
            label=_("What happens to the completion?"), choices=OUTCOMES, required=False, widget=forms.RadioSelect
        )

    def clean(self) -> dict[str, Any]:
        """Whoever was there for a part has minutes."""
        cleaned = super().clean()
        for member in self.members:
            minutes, part = f"minutes_{member.pk}", cleaned.get(f"mark_{member.pk}") == Mark.PART
            if part and not cleaned.get(minutes) and minutes not in self.errors:
                self.add_error(minutes, _("%(name)s: type how many minutes") % {"name": member})
        return cleaned

    def ask_for_corrections(self, members: Iterable[int]) -> None:
        """Put the questions of a correction to these rows, as things still to answer."""
        for member in members:
            if f"reason_{member}" not in self.fields:
                self._add_correction(member)
            name = next(str(one) for one in self.members if one.pk == member)
            if not self.cleaned_data.get(f"reason_{member}"):
                self.add_error(f"reason_{member}", _("%(name)s: type why this is changing") % {"name": name})
            if not self.cleaned_data.get(f"outcome_{member}"):
                words = _("%(name)s: choose what happens to the completion") % {"name": name}
                self.add_error(f"outcome_{member}", words)

    def marks(self) -> dict[int, Marking]:
        """What each row says, by membership; rows without a mark are left out."""
        cleaned = self.cleaned_data
        return {
            member.pk: Marking(mark, cleaned.get(f"minutes_{member.pk}") if mark == Mark.PART else None)
            for member in self.members
            if (mark := cleaned.get(f"mark_{member.pk}"))
        }

    def corrections(self) -> dict[int, Correction]:
        """The answers to a correction that are complete, by membership."""
        cleaned = self.cleaned_data
        return {
            member.pk: Correction(reason, outcome)
            for member in self.members
            if (reason := cleaned.get(f"reason_{member.pk}")) and (outcome := cleaned.get(f"outcome_{member.pk}"))
        }

    def rows(self) -> Iterator[Row]:
        """The rows to draw. A row says how it was last saved where the page now says something else."""
        for member in self.members:
            mark, stored = self[f"mark_{member.pk}"], self.stored.get(member.pk)
            marked = stored.get_mark_display() if stored else ""
            asked = f"reason_{member.pk}" in self.fields
            yield Row(
                membership=member,
                mark=mark,
                minutes=self[f"minutes_{member.pk}"],
                reason=self[f"reason_{member.pk}"] if asked else None,
                outcome=self[f"outcome_{member.pk}"] if asked else None,
                saved=marked if stored and mark.value() != stored.mark else "",
                marked=marked,
                said=self.said.members.get(member.pk),
            )

    def claims(self) -> list[forms.BoundField]:
        """One question for each name that nobody has matched."""
        return [self[f"claim_{claim.pk}"] for claim in self.said.claims]

    def answered(self) -> list[tuple[CheckIn, str]]:
        """The names that the trainer has said something about, with what: a member, NEW or GONE."""
        cleaned = getattr(self, "cleaned_data", {})
        found = ((claim, cleaned.get(f"claim_{claim.pk}")) for claim in self.said.claims)
        return [(claim, answer) for claim, answer in found if answer]
