"""A person's own settings: what to call them, how they sign in, their way back."""

import time

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people import mail, permissions, seal
from people.forms.account import SettingsForm
from people.models import PersonalCode
from people.services import accounts
from press import qr

SLIP, PURPOSE, SHOWN_FOR = "return_slip", "slip-session", 15 * 60


@never_cache
@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """One form for the name and the language, then links to everything else about signing in."""
    person = request.user
    form = SettingsForm(request.POST or None, initial={"known_as": person.known_as, "language": person.language})
    if request.method == "POST" and form.is_valid():
        accounts.change_details(person=person, by=person, **form.cleaned_data)
        messages.success(request, _("Saved. We will call you %(name)s.") % {"name": person.get_short_name()})
        return redirect("people:settings")
    context = {
        "form": form,
        "has_password": person.has_usable_password(),
        "has_second_factor": Authenticator.objects.filter(user=person).exists(),
        "needs_second_factor": permissions.needs_second_factor(person),
        "wise_second_factor": permissions.is_trainer(person),
        "can_make_slip": permissions.can_make_own_slip(person),
    }
    return render(request, "people/settings.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def slip(request: HttpRequest) -> HttpResponse:
    """A new return slip. It is shown for a quarter of an hour in this browser, then never again."""
    if not permissions.can_make_own_slip(request.user):
        raise PermissionDenied
    if request.method == "POST" and "kept" in request.POST:
        request.session.pop(SLIP, None)
        messages.success(request, _("Good. Keep your slip like a key."))
        return redirect("people:settings")
    if request.method == "POST":
        fresh = accounts.issue_code(person=request.user, kind=PersonalCode.Kind.RETURN, by=request.user)
        sealed = seal.seal(fresh, purpose=PURPOSE)
        request.session[SLIP] = {"code": sealed, "until": int(time.time()) + SHOWN_FOR}
        return redirect("people:slip")
    code = _shown(request)
    address = mail.absolute(reverse("people:return_code"))
    picture = qr.png_data_uri(f"{address}?code={code}") if code else ""
    return render(request, "people/slip.html", {"code": code, "address": address, "picture": picture})


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
    update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("people:settings")
