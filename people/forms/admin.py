"""The forms by which administrators add and change people. Saving calls the services, which keep the rules."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Assignment, Department, Organisation, User
from people.permissions import GROUPS, groups_of
from people.services import accounts

GROUP_HELP = _("What somebody may do here. It is not their job: that is their staff role. Needs an e-mail.")


class OpenOrganisations(forms.ModelForm):
    """Whoever chooses an organisation is offered those that are open, and the one that stands there already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Q(pk=self.instance.organisation_id) if self.instance.organisation_id else Q()
        self.fields["organisation"].queryset = Organisation.objects.filter(Q(active=True) | here)


class DepartmentForm(OpenOrganisations):
    """One unit of an organisation."""

    class Meta:
        model = Department
        fields = ["organisation", "parent", "code", "name", "active"]


class PostForm(OpenOrganisations):
    """One post. Entries that were merged into another hold none."""

    class Meta:
        model = Assignment
        fields = [
            *("person", "organisation", "department", "staff_role", "job_title", "employee_number"),
            *("assignment_number", "work_email", "cost_centre", "location", "manager", "primary"),
            *("starts_on", "ends_on"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "manager"):
            self.fields[name].queryset = User.objects.standing()


class PersonForm(OpenOrganisations):
    """What adding and changing have in common. The view sets ``by`` before it saves."""

    by: User | None = None
    in_groups = forms.MultipleChoiceField(
        label=_("Groups"),
        help_text=GROUP_HELP,
        choices=[(name, name) for name in GROUPS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ["given_name", "family_name", "known_as", "email", "organisation"]
        labels = {"known_as": _("What to call them")}

    def clean_email(self) -> str | None:
        """Lower case; an empty one is none at all."""
        email = self.cleaned_data["email"]
        return email.strip().lower() if email else None


class AddPersonForm(PersonForm):
    """A new person. Without an e-mail they need a code on paper, which their trainer makes."""

    def save(self, commit: bool = True) -> User:
        """Make the person and put them in their groups, both or neither."""
        told = self.cleaned_data
        with transaction.atomic():
            person = accounts.add_person(
                organisation=told["organisation"],
                given_name=told["given_name"],
                family_name=told["family_name"],
                email=told["email"],
                by=self.by,
            )
            accounts.change_details(person=person, by=self.by, known_as=told["known_as"])
            self.instance = accounts.set_groups(person=person, groups=told["in_groups"], by=self.by)
        return self.instance


class EditPersonForm(PersonForm):
    """Somebody's details, groups, and whether they may sign in."""

    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["in_groups"].initial = sorted(groups_of(self.instance))

    def save(self, commit: bool = True) -> User:
        """Change what has changed, by the services that keep the rules; all of it or none."""
        told = self.cleaned_data
        with transaction.atomic():
            person = User.objects.get(pk=self.instance.pk)
            accounts.hold_address(person=person, after=told["email"])
            names = {name: told[name] for name in ("given_name", "family_name", "known_as")}
            accounts.change_details(person=person, by=self.by, **names)
            accounts.move_person(person=person, organisation=told["organisation"], by=self.by)
            if person.email is not None and told["email"] is None:  # out of the groups first, then the address
                accounts.set_groups(person=person, groups=told["in_groups"], by=self.by)
            accounts.change_address(person=person, email=told["email"], by=self.by)
            accounts.set_groups(person=person, groups=told["in_groups"], by=self.by)
            change = accounts.activate_person if told["is_active"] else accounts.deactivate_person
            self.instance = change(person=person, by=self.by)
        return self.instance


class ResetFactorForm(forms.Form):
    """Why, and that somebody has made sure who asks."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("For example: the phone is lost. Write nothing private: this is kept in the log."),
    )
    seen = forms.BooleanField(
        label=_("I have seen this person, and I am sure that it is them."),
        error_messages={"required": _("See the person first. Then tick this box.")},
    )


class MergeForm(forms.Form):
    """The name of the entry that goes, typed by whoever means it."""

    typed = forms.CharField(label=_("Type the name of the entry that goes"), max_length=300)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed"].help_text = _("Type: %(name)s") % {"name": name}

    def clean_typed(self) -> str:
        """The same letters, whatever their case."""
        typed = " ".join(self.cleaned_data["typed"].split())
        if typed.casefold() != " ".join(self.name.split()).casefold():
            raise forms.ValidationError(_("That is not the name. Type it as it stands beside “goes”."))
        return typed
