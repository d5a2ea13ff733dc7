"""What is typed about a certificate: a code to check, a name to print, a name to compare."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates import code, typefaces

NOT_IN_A_CODE = re.compile(r"[^0-9A-Z]")


class CodeForm(forms.Form):
    """A check code as it was typed or pasted, the whole address too."""

    code = forms.CharField(
        label=_("Check code"),
        help_text=_("20 letters and digits, at the foot of the certificate. Spaces do not matter."),
        max_length=code.LONGEST,
        error_messages={"required": _("Type the code on the certificate")},
        widget=forms.TextInput(
            attrs={
                "class": "input-medium",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def clean_code(self) -> str:
        """What was meant, in groups of four: it goes into the address, so it holds letters and digits alone."""
        meant = NOT_IN_A_CODE.sub("", code.normalise(self.cleaned_data["code"]))
        if not meant:
            raise forms.ValidationError(_("Type the code on the certificate"))
        return code.grouped(meant)


class NameForm(forms.Form):
    """The name to print."""

    name = forms.CharField(
        label=_("Name on the certificate"),
        help_text=_("As you would like to see it in print."),
        max_length=typefaces.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type the name to print")},
    )

    def clean_name(self) -> str:
        """The name as it will be printed; otherwise what stands in the way."""
        name = typefaces.clean(self.cleaned_data["name"])
        problem = typefaces.why_not(name)
        if problem:
            raise forms.ValidationError(problem)
        return name


class OwnNameForm(NameForm):
    """The name for every certificate to come. Empty: the one that one is listed by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["name"]
        field.required = False
        field.label = _("Name to print")
        field.help_text = _("Leave it empty to use your full name as we have it.")

    def clean_name(self) -> str:
        """The name as it will be printed; otherwise what stands in the way."""
        return super().clean_name() if self.cleaned_data["name"].strip() else ""


class WishForm(NameForm):
    """Another name on a certificate that is there, and why, for whoever agrees."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("One line for whoever agrees. Example: I have married."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("The name that it should say")


class RefuseForm(forms.Form):
    """Why the name stays. The holder reads it."""

    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("The holder reads this as you write it."),
        max_length=300,
        error_messages={"required": _("Type the reason")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CompareNameForm(forms.Form):
    """The name that somebody expects on a certificate whose name is hidden."""

    name = forms.CharField(
        label=_("The name that you expect"),
        help_text=_("The whole name, as it is printed. You can try five times an hour."),
        max_length=typefaces.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the name that you expect")},
    )
