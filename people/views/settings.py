"""A person's own settings: sections that each save alone; their way back; where they are signed in."""

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people import mail, permissions, seal
from people.adapters import stay_signed_in
from people.adapters.again import ask_again
from people.forms.account import CalledForm, DisplayForm, LanguageForm
from people.models import PersonalCode, SignIn
from people.services import accounts, letters, sign_ins
from people.services.sent_forms import read_key
from people.views.sign_in import own_path
from press import qr

SLIP, PURPOSE, SHOWN_FOR = "return_slip", "slip-session", 15 * 60


@never_cache
@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Each section is a form of its own: what is sent changes that alone, and is said at the top."""
    person, sent = request.user, request.POST.get("section", "called") if request.method == "POST" else ""
    called = CalledForm(request.POST if sent == "called" else None, initial={"known_as": person.known_as})
    if sent == "called" and called.is_valid():
        accounts.change_details(person=person, by=person, **called.cleaned_data)
        return _saved(request, _("Saved. We will call you %(name)s.") % {"name": person.get_short_name()})
    language = LanguageForm(request.POST if sent == "language" else None, initial={"language": person.language})
    if sent == "language" and language.is_valid():
        accounts.change_details(person=person, by=person, **language.cleaned_data)
        return _saved(request, _("Saved. This is your language from the next page on."))
    factors = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    context = {
        "form": language if sent == "language" else called,
        "called": called,
        "language": language if len(settings.LANGUAGES) > 1 else None,
        "display": DisplayForm.as_kept(request.COOKIES),
        "has_password": person.has_usable_password(),
        "has_second_factor": any(kind != Authenticator.Type.RECOVERY_CODES for kind in factors),
        "passkeys": factors.count(Authenticator.Type.WEBAUTHN),
        "wise_second_factor": permissions.is_advised_a_second_factor(person),
        "is_hr": permissions.is_hr(person),
        "reminders": letters.choices(person=person),
        "can_make_slip": permissions.can_make_own_slip(person),
        "sign_in_sessions": sign_ins.sign_in_sessions(person=person, session_key=request.session.session_key),
    }
    return render(request, "people/settings.html", context)


def _saved(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("people:settings")


def _only_with_slip(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for whoever comes in by paper; 403 for everybody else, before anything is asked."""

    def inside(request: HttpRequest) -> HttpResponse:
        if not permissions.can_make_own_slip(request.user):
            raise PermissionDenied
        return view(request)

    return inside


@never_cache
@require_http_methods(["GET", "POST"])
@_only_with_slip
def slip(request: HttpRequest) -> HttpResponse:
    """A new return slip. It is shown for a quarter of an hour in this browser, then never again."""
    onward = own_path(request.POST.get("next") or request.GET.get("next", ""), "")
    if request.method == "POST" and "kept" in request.POST:
        request.session.pop(SLIP, None)
        messages.success(request, _("Good. Keep your slip like a key."))
        return redirect(onward or "people:settings")
    code = _shown(request)
    just_made = code and request.method == "GET"  # nobody can be asked for a code that they have not seen yet
    if not just_made and (asked := ask_again(request)):
        return asked
    if request.method == "POST":
        fresh = accounts.issue_code(person=request.user, kind=PersonalCode.Kind.RETURN, by=request.user)
        return show_slip(request, fresh, onward)
    address = mail.absolute(reverse("people:return_code"))
    picture = qr.png_data_uri(f"{address}?code={code}") if code else ""
    context = {"code": code, "address": address, "picture": picture, "next": onward}
    return render(request, "people/slip.html", context)


def show_slip(request: HttpRequest, code: str, onward: str = "") -> HttpResponse:
    """On to the page that shows this fresh code, in this browser alone, and from there onward."""
    request.session[SLIP] = {"code": seal.seal(code, purpose=PURPOSE), "until": int(time.time()) + SHOWN_FOR}
    return redirect(reverse("people:slip") + (f"?{urlencode({'next': onward})}" if onward else ""))


def _shown(request: HttpRequest) -> str:
    kept = request.session.get(SLIP)
    if not kept or kept["until"] < time.time():
        return ""
    try:
        return seal.unseal(kept["code"], purpose=PURPOSE)
    except seal.BrokenSeal:
        return ""


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Ends every other sign-in of this person; this one goes on under a new key."""
    accounts.end_sign_ins(person=request.user, by=request.user)
    stay_signed_in(request, request.user)
    return _saved(request, _("You are signed out everywhere else."))


@require_POST
def sign_out_there(request: HttpRequest) -> HttpResponse:
    """Ends one other sign-in of this person, named in the form. One that is over already is over."""
    others = SignIn.objects.visible_to(request.user).exclude(session_key=request.session.session_key)
    found = get_object_or_404(others, uuid=read_key(request.POST.get("sign_in", "")))
    sign_ins.end(sign_in=found, by=request.user)
    return _saved(request, _("Signed out: %(device)s.") % {"device": found})
