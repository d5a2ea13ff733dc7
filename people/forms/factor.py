"""The forms of the second step at sign-in: allauth's, with our words and without placeholders."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkey
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


class AddPasskeyForm(passkey.AddWebAuthnForm):
    """A new passkey: a name, and whether it signs in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy_name(self.fields["name"])
        self.fields["passwordless"].label = _("Let it sign me in by itself")
        self.fields["passwordless"].help_text = _("Then you need neither a code nor a password on that device.")


class NamePasskeyForm(passkey.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy_name(self.fields["name"])


def _tidy_name(field: Any) -> None:
    field.label, field.help_text, field.max_length = _("Name"), _("For example: my phone."), 100
    field.widget.attrs["maxlength"] = "100"
    field.error_messages |= {"required": _("Give it a name.")}
