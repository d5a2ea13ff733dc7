"""How allauth and axes fit this house: who is let in, where they land, and that every e-mail is a Message."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.templatekit import get_entrance_context_data
from allauth.account.models import Login
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.utils import get_form_class
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people import code, emails, limits, seal
from people.models import PersonalCode, User
from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS, groups_of, needs_second_factor
from people.services import sign_ins
from press import qr

FIRST_PAGES = ((TRAINERS, "/cohorts/"), (HR, "/records/"), (EDITORS, "/cms/"), (ADMINISTRATORS, "/cms/"))
TOTP = "totp"
WHAT_CHANGED = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "account/email/password_set": gettext_lazy("A password was set."),
    "account/email/password_reset": gettext_lazy("Your password was changed with a link from an e-mail."),
    "account/email/email_changed": gettext_lazy("The e-mail address you sign in with was changed."),
    "account/email/email_confirm": gettext_lazy("An e-mail address was added."),
    "account/email/email_deleted": gettext_lazy("An e-mail address was removed."),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added."),
    "mfa/email/totp_deactivated": gettext_lazy("The authenticator app was removed."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed."),
}
UNKNOWN = ("account/email/unknown_account", "account/email/account_already_exists")


def first_page(user: User) -> str:
    """Where somebody lands after signing in, by what they do here."""
    names = groups_of(user) | ({ADMINISTRATORS} if user.is_superuser else set())
    return next((address for group, address in FIRST_PAGES if group in names), "/")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail and code or password; closed sign-up; our letters, our words, our landing pages."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "That e-mail and password do not belong together. Check both, or leave the password empty for a code."
        ),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait 5 minutes, or sign in with a code."),
        "incorrect_code": gettext_lazy("That is not the code. Check each figure, or ask for a new one."),
        "incorrect_password": gettext_lazy("That is not your password. Check each letter."),
        "enter_current_password": gettext_lazy("Type the password you have now."),
        "email_taken": gettext_lazy("This address cannot be used here. Try another one."),
        "same_as_current": gettext_lazy("You have this address already. Type the new one."),
        "rate_limited": gettext_lazy("Too many tries. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people come by join code, invitation or a list."""
        return False

    def get_login_stages(self) -> list[str]:
        """allauth's, but nobody without an address is asked to prove one: a passkey lets them in."""
        ours = {"allauth.account.stages.EmailVerificationStage": "people.adapters.AddressStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """How somebody may show once more who they are: allauth's ways, and a code by e-mail or on the slip."""
        ways = super().get_reauthentication_methods(user)
        words = {"reauthenticate": _("With my password"), "mfa_reauthenticate": _("With a code from my app")}
        ways = [way | {"description": words.get(way["id"], _("With my passkey"))} for way in ways]
        if not user.is_authenticated or (groups_of(user) and is_mfa_enabled(user)):
            return ways  # whoever has rights and a second factor shows that one or the password
        url = reverse("people:again")
        if user.email:
            return [*ways, {"id": "people_again", "description": _("With a code by e-mail"), "url": url}]
        if user.codes.live().filter(kind=PersonalCode.Kind.RETURN).exists():
            return [*ways, {"id": "people_again", "description": _("With the code on my slip"), "url": url}]
        return ways

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """By group, where nothing else was asked for."""
        return first_page(request.user)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """A page that names nobody."""
        return reverse("people:signed_out")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the settings."""
        return reverse("people:settings")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Back to the settings, or to where somebody lands."""
        user = self.request.user
        return reverse("people:settings") if user.is_authenticated else reverse("account_login")

    def is_safe_url(self, url: str | None) -> bool:
        """Only our own paths: no host at all may stand in a way back."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same reading of the address as everywhere in the house."""
        return limits.client(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Who that is; somebody deactivated is answered like somebody unknown."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def login(self, request: HttpRequest, user: User) -> None:
        """A new session key, the clock of the sign-in started, and what was done in the person's name told."""
        notice = _slip_made_by_others(user)
        super().login(request, user)
        request.session["signed_in_at"] = request.session["seen_at"] = int(time.time())
        if notice:
            messages.info(request, notice)

    def generate_login_code(self) -> str:
        """Six figures."""
        return code.new_digits()

    def generate_email_verification_code(self) -> str:
        """Six figures."""
        return code.new_digits()

    def generate_password_reset_code(self) -> str:
        """Six figures."""
        return code.new_digits()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every letter that allauth wants to send becomes a Message of ours."""
        person = User.objects.filter(email=email.lower()).first() or context.get("user")
        if template_prefix == "account/email/login_code":
            emails.sign_in_code(address=email, person=person, digits=context["code"])
        elif template_prefix.startswith("account/email/email_confirmation"):
            emails.confirm_address(address=email, person=person, digits=context["code"])
        elif template_prefix == "account/email/password_reset_key":
            emails.password_reset(address=email, person=person, link=context["password_reset_url"])
        elif template_prefix in UNKNOWN:
            emails.unknown_address(address=email)
        else:
            person = person or self.request.user
            emails.sign_in_details_changed(person=person, what=str(WHAT_CHANGED[template_prefix]), address=email)


class AddressStage(EmailVerificationStage):
    """An address must be proved before it lets somebody in; whoever has none is let in by what they have."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Goes on for somebody without an address."""
        return super().handle() if self.login.user.email else (None, True)


def _slip_made_by_others(user: User) -> str:
    made = PersonalCode.objects.filter(person=user, kind=PersonalCode.Kind.RETURN).exclude(issued_by=user)
    if user.last_login:
        made = made.filter(issued_at__gt=user.last_login)
    latest = made.select_related("issued_by").first()
    if latest is None or latest.issued_by is None:
        return ""
    return _("%(name)s made a new return slip for you. The one before it no longer works.") % {
        "name": latest.issued_by.get_full_name()
    }


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: secrets sealed at rest, the QR code drawn by the house."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("That is not the code. Wait for the next one in your app and type that."),
        "unverified_email": gettext_lazy("First show that your e-mail address is yours: sign in once with a code."),
        "cannot_delete_authenticator": gettext_lazy("You need a second way of showing who you are. Add another first."),
    }

    def encrypt(self, text: str) -> str:
        """Sealed with the site's key."""
        return seal.seal(text, purpose=TOTP)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened with the site's key, or one before it."""
        return seal.unseal(encrypted_text, purpose=TOTP)

    def build_totp_svg(self, url: str) -> str:
        """The QR code of an authenticator app's address."""
        return str(qr.svg(url, title=_("QR code for your authenticator app")))

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """A first name for a passkey, which its owner may change."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever must have a second factor keeps the last one."""
        if not needs_second_factor(authenticator.user) or authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        factors = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def let_in(request: HttpRequest, person: User, *, shared: bool) -> HttpResponse | None:
    """Sign somebody in who has shown who they are by a code of ours: new session key, shared device remembered.

    Somebody with a second factor is not signed in by this: their challenge waits for them, and the returned answer
    leads to it. Callers may ignore it, as the next page that needs a sign-in leads there too.
    """
    if is_mfa_enabled(person, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
        login = Login(user=person, email_verification=EmailVerificationMethod.NONE)
        return perform_login(request, login)
    AccountAdapter(request).login(request, person)
    record_authentication(request, person, method="code")
    if shared:
        request.session["shared_device"] = True
    return None


def typed_email(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """For axes: the e-mail that was typed, in lower case. Its own default reads a field that we do not have."""
    typed = (credentials or {}).get("email") or (request.POST.get("login", "") if request else "")
    return typed.strip().lower()[:254]


def client_address(request: HttpRequest) -> str | None:
    """For axes: the same reading of the address as everywhere in the house."""
    address = limits.client(request)
    return None if address == "unknown" else address


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """For axes: the sign-in page again, with what to do now and all that was typed except the password."""
    minutes = 15
    words = ngettext(
        "Too many tries. Wait %(minutes)d minute, or leave the password empty and we will send you a code.",
        "Too many tries. Wait %(minutes)d minutes, or leave the password empty and we will send you a code.",
        minutes,
    )
    form_class = get_form_class(app_settings.FORMS, "login", None)
    form = form_class.with_refusal(typed_email(request, credentials), words % {"minutes": minutes})
    context = get_entrance_context_data(request) | {"form": form}
    return render(request, "account/login.html", context, status=429)


def stay_signed_in(request: HttpRequest, person: User) -> None:
    """After every sign-in of a person was ended: this browser stays, under a new key, and is the one in their list."""
    update_session_auth_hash(request, person)
    sign_ins.note(person=person, session_key=request.session.session_key, agent=request.headers.get("User-Agent", ""))
