"""People to add, as a trainer pastes them."""

from dataclasses import dataclass

from django import forms
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.services.adding import Line

MAX_LINES = 200
NAME, EMAIL, WHOLE = _("Name"), _("E-mail"), _("Whole line")


@dataclass(frozen=True)
class Pasted:
    """One line that is not empty: its number, its text, and either a person or the column and what to do about it."""

    number: int
    text: str
    line: Line | None = None
    column: str | Promise = ""
    fix: str | Promise = ""


class AddPeopleForm(forms.Form):
    """People, one a line: a name, or a name and an e-mail. Lines that cannot be used stop no other."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    people = forms.CharField(
        label=_("People, one a line"),
        help_text=_("A name is enough. Add an e-mail after a comma if they have one: Asha Okafor, asha@example.org"),
        max_length=40_000,
        error_messages={"required": _("Type one name or more")},
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_people(self) -> list[Pasted]:
        """Each line that is not empty."""
        lines = self.cleaned_data["people"].splitlines()
        read = [read_line(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
        if len(read) > MAX_LINES:
            raise forms.ValidationError(_("Add 200 people at a time"))
        return read


def read_line(number: int, text: str) -> Pasted:
    """One person of a pasted line, or what to do about it. A tab or a semicolon parts as a comma does."""
    parts = [part.strip() for part in text.replace("\t", ",").replace(";", ",").split(",")]
    name, email, rest = parts[0], parts[1] if len(parts) > 1 else "", [part for part in parts[2:] if part]
    if not name or "@" in name:
        return Pasted(number, text, column=NAME, fix=_("Put the name first"))
    if len(name) > 100:
        return Pasted(number, text, column=NAME, fix=_("Make the name shorter: 100 letters at most"))
    if rest:
        return Pasted(number, text, column=WHOLE, fix=_("Put one person on each line"))
    if email:
        try:
            validate_email(email)
        except forms.ValidationError:
            return Pasted(number, text, column=EMAIL, fix=_("Type the e-mail like name@example.org"))
    return Pasted(number, text, Line(name, email.lower()))
