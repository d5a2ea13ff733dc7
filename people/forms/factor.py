"""The forms of the second step at sign-in: allauth's, with our words and without placeholders."""

import struct
from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkey
from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.account import CodeField

ASK = {"required": _("Type the code that your app shows.")}


class AuthenticateForm(base.AuthenticateForm):
    """A code from the app, or a recovery code."""

    code = CodeField(label=_("Code from your app"), error_messages=ASK)


class ReauthenticateForm(base.ReauthenticateForm):
    """The same, before something weighty."""

    code = CodeField(label=_("Code from your app"), error_messages=ASK)


class ActivateAppForm(totp.ActivateTOTPForm):
    """The first code from a new app."""

    code = CodeField(label=_("Code from your app"), error_messages=ASK)


# What the library raises over something that no browser sends: a stranger's words must not be a fault of ours.
NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error)
TRY_AGAIN = _("The passkey did not work. Try again, or choose another way.")


class _NewPasskey:
    """What comes from the browser is not taken for what it should be."""

    def clean(self) -> dict[str, Any]:
        """The library's own checks; nonsense is refused in words."""
        try:
            return super().clean()  # type: ignore[misc]
        except NONSENSE as error:
            raise forms.ValidationError(TRY_AGAIN) from error


class _KnownPasskey:
    """The same, for a passkey that shows who somebody is."""

    def clean_credential(self) -> Any:
        """The library's own checks; nonsense is refused in words."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NONSENSE as error:
            raise forms.ValidationError(TRY_AGAIN) from error


class SignInPasskeyForm(_KnownPasskey, passkey.LoginWebAuthnForm):
    """A passkey alone, at the door."""


class SecondStepPasskeyForm(_KnownPasskey, passkey.AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class AgainPasskeyForm(_KnownPasskey, passkey.ReauthenticateWebAuthnForm):
    """A passkey, before something weighty."""


class AddPasskeyForm(_NewPasskey, passkey.AddWebAuthnForm):
    """A new passkey: a name, and whether it signs in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy_name(self.fields["name"])
        self.fields["passwordless"].label = _("Let it sign me in by itself")
        self.fields["passwordless"].help_text = _("Then you need neither a code nor a password on that device.")


class FirstPasskeyForm(_NewPasskey, passkey.SignupWebAuthnForm):
    """The first passkey of somebody without e-mail: its name is ours, and may be changed later."""

    name = forms.CharField(required=False, widget=forms.HiddenInput)
    credential = forms.JSONField(
        widget=forms.HiddenInput, error_messages={"required": _("Press the button, and follow your phone.")}
    )


class NamePasskeyForm(passkey.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy_name(self.fields["name"])


def _tidy_name(field: Any) -> None:
    field.label, field.help_text, field.max_length = _("Name"), _("For example: my phone."), 100
    field.widget.attrs["maxlength"] = "100"
    field.error_messages |= {"required": _("Give it a name.")}
