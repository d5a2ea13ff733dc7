"""Joining: a code, what to call you, a way back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.code import normalise

SLIP, EMAIL, PASSKEY = "slip", "email", "passkey"


class CodeField(forms.CharField):
    """A code that was printed or read out, given as we keep it: spaces, hyphens and case are ignored."""

    def __init__(self, **words: Any) -> None:
        attrs = {
            "class": "input-code",
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **words)

    def clean(self, value: Any) -> str:
        """The code as we keep it."""
        return normalise(super().clean(value))


class CodeForm(forms.Form):
    """One box for the code on the poster."""

    code = CodeField(
        label=_("Join code"),
        help_text=_("Six letters and numbers, from the poster or your trainer."),
        error_messages={"required": _("Type the join code")},
    )


class JoinForm(forms.Form):
    """A newcomer: one box that must be filled. The way back and the device have an answer already."""

    quiet_optional = True
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("So your trainer knows who came. Nobody else sees it."),
        max_length=100,
        error_messages={"required": _("Type what we should call you")},
        widget=forms.TextInput(attrs={"class": "input-medium", "autocomplete": "nickname"}),
    )
    way_back = forms.ChoiceField(
        label=_("How will you come back?"),
        choices=[
            (SLIP, _("With a return slip: we show you a code, and you print it or write it down")),
            (PASSKEY, _("With a passkey on this phone: it knows you the way it unlocks itself")),
            (EMAIL, _("By e-mail: we send you a code")),  # last: the box for the address stands right under it
        ],
        initial=SLIP,
        error_messages={"required": _("Choose how you will come back")},
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("Your e-mail, if you chose e-mail"),
        required=False,
        error_messages={"invalid": _("Type the e-mail like name@example.org")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    shared = forms.ChoiceField(
        label=_("Is this a shared phone, tablet or computer?"),
        choices=[("yes", _("Yes, other people use it")), ("no", _("No, it is mine"))],
        error_messages={"required": _("Choose whether this device is shared")},
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """A way back by e-mail has an e-mail, and a passkey lies on a phone of one's own."""
        cleaned = super().clean()
        if cleaned.get("way_back") == EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Type your e-mail, or choose a return slip"))
        if cleaned.get("way_back") == PASSKEY and cleaned.get("shared") == "yes":
            self.add_error("shared", _("A passkey is for a phone of your own. Choose “No”, or another way back"))
        return cleaned


class EmailCodeForm(forms.Form):
    """The six digits that we have just sent."""

    digits = forms.CharField(
        label=_("The code in the e-mail"),
        help_text=_("Six numbers. They work for 15 minutes."),
        max_length=20,
        error_messages={"required": _("Type the code in the e-mail")},
        widget=forms.TextInput(attrs={"class": "input-code", "autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_digits(self) -> str:
        """The digits alone."""
        return "".join(sign for sign in self.cleaned_data["digits"] if sign.isdigit())
