"""The forms about oneself: signing in, codes, settings. Fields are drawn by the site's own renderer."""

from collections.abc import Mapping
from typing import Any, Self

from allauth.account import forms as account_forms
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.services import demo

EMAIL_WIDGET = {"autocomplete": "email", "inputmode": "email", "maxlength": "254", "autocapitalize": "none"}


class SignInForm(account_forms.LoginForm):
    """E-mail, and for those who have one a password; without it a code is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("E-mail")
        login.widget = forms.EmailInput(attrs=EMAIL_WIDGET | {"autocomplete": "username"})
        login.error_messages |= {"required": _("Type your e-mail address."), "invalid": _("Check the e-mail address.")}
        password.label, password.required = _("Password"), False
        password.help_text = _("Leave it empty and we will send you a code.")
        password.widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "maxlength": "128"})

    @classmethod
    def with_refusal(cls, typed: str, words: str) -> "SignInForm":
        """The form as it was sent, already refused: nothing in it is tried again."""
        form = cls({"login": typed})
        form._errors, form.cleaned_data = ErrorDict(), {}
        form.add_error(None, words)
        return form

    @cached_property
    def demo_people(self) -> list[User]:
        """The people whom one click signs in; none outside demo mode."""
        return demo.demo_people()

    @property
    def typed_password(self) -> bool:
        """Whether the password's part of the form is to be open."""
        return "password" in self.errors or bool(self.data.get("password"))


class CodeField(forms.CharField):
    """Six figures from an e-mail or an app. Pasting is fine, blanks do not matter."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "20", "class": "input-code"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("label", _("Code"))
        kwargs.setdefault("error_messages", {"required": _("Type the six figures from the e-mail.")})
        super().__init__(**kwargs)


class ConfirmCodeForm(account_forms.ConfirmLoginCodeForm):
    """The code from the e-mail."""

    code = CodeField()


class ConfirmAddressForm(account_forms.ConfirmEmailVerificationCodeForm):
    """The code from the e-mail to a new address."""

    code = CodeField()


class RequestCodeForm(account_forms.RequestLoginCodeForm):
    """Where to send a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy_email(self.fields["email"])


class ResetPasswordForm(account_forms.ResetPasswordForm):
    """Whose password is to be chosen anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy_email(self.fields["email"])


class ChangeEmailForm(account_forms.ChangeEmailForm):
    """The new address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy_email(self.fields["email"], label=_("New e-mail"))


class AddEmailForm(account_forms.AddEmailForm):
    """The new address: an address that somebody has is answered like any other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy_email(self.fields["email"], label=_("New e-mail"))


def _tidy_email(field: forms.Field, label: Any = None) -> None:
    field.label = label or _("E-mail")
    field.widget = forms.EmailInput(attrs=EMAIL_WIDGET)
    field.error_messages |= {"required": _("Type the e-mail address."), "invalid": _("Check the e-mail address.")}


class _NewPassword:
    """New passwords: said twice, at least twelve characters, pasting is fine."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new = {"autocomplete": "new-password", "maxlength": "128"}
        words = {
            "oldpassword": (_("Password you have now"), "", {"autocomplete": "current-password", "maxlength": "128"}),
            "password1": (_("New password"), _("At least 12 characters. Three words you like will do."), new),
            "password2": (_("New password once more"), "", new),
        }
        for name, (label, hint, attrs) in words.items():
            if name in self.fields:
                field = self.fields[name]
                field.label, field.help_text = label, hint
                field.widget = forms.PasswordInput(attrs=attrs)
                field.error_messages |= {"required": _("Type it here.")}


class ChangePasswordForm(_NewPassword, account_forms.ChangePasswordForm):
    """A new password for somebody who has one."""


class SetPasswordForm(_NewPassword, account_forms.SetPasswordForm):
    """A first password."""


class ResetPasswordKeyForm(_NewPassword, account_forms.ResetPasswordKeyForm):
    """A new password, from the link in the e-mail."""


class AgainForm(account_forms.ReauthenticateForm):
    """One's password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.label = _("Password")
        field.widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "maxlength": "128"})
        field.error_messages |= {"required": _("Type your password.")}


class PaperCodeForm(forms.Form):
    """A claim or return code from a slip."""

    code = forms.CharField(
        label=_("Code on your slip"),
        help_text=_("Ten letters and figures, such as ABCD 2345 EF. Blanks and small letters do not matter."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "input-code"}
        ),
        error_messages={"required": _("Type the code from your slip.")},
    )
    shared = forms.BooleanField(
        label=_("This phone or tablet is shared"),
        help_text=_("Then we sign you out after 15 quiet minutes, and nothing of yours stays here."),
        required=False,
    )


class ConfirmAgainForm(forms.Form):
    """The code from the e-mail, before what matters."""

    code = CodeField()


class PaperCodeAgainForm(forms.Form):
    """The code on the slip, before what matters."""

    code = PaperCodeForm.base_fields["code"]


class CalledForm(forms.Form):
    """What to call somebody."""

    known_as = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("Leave it empty to use the name your trainer wrote down."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def clean_known_as(self) -> str:
        """One line, without signs that mean something to a machine."""
        name = " ".join(self.cleaned_data["known_as"].split())
        if any(sign in name for sign in "<>{}"):
            raise ValidationError(_("Use letters, figures and blanks only."))
        return name


class LanguageForm(forms.Form):
    """The language of pages and letters; a choice only where there is more than one."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = settings.LANGUAGES


class ReadingForm(forms.Form):
    """How somebody reads on this device. Kept in cookies of the same names, nowhere else."""

    WORDS = [("", _("All the words")), ("1", _("Easy read, where there is one"))]
    DATA = [("", _("Show pictures at once")), ("1", _("Low data: pictures and films only when I ask"))]
    SIZES = [("", _("Ordinary")), ("125", _("Larger")), ("150", _("Largest"))]
    easy = forms.ChoiceField(label=_("Words"), choices=WORDS, required=False, widget=forms.RadioSelect)
    low_data = forms.ChoiceField(label=_("Pictures and films"), choices=DATA, required=False, widget=forms.RadioSelect)
    text = forms.ChoiceField(label=_("Text size"), choices=SIZES, required=False, widget=forms.RadioSelect)
    quiet_optional = True

    @classmethod
    def as_kept(cls, cookies: Mapping[str, str]) -> Self:
        """The form as this device has it now."""
        return cls(initial={name: cookies.get(name, "") for name in cls.base_fields})


class DisplayForm(ReadingForm):
    """The same, and the colours."""

    THEMES = [("", _("As this device is set")), ("light", _("Light")), ("dark", _("Dark"))]
    theme = forms.ChoiceField(label=_("Colours"), choices=THEMES, required=False, widget=forms.RadioSelect)
    field_order = ("theme", "text", "easy", "low_data")
