"""Shown once more who one is, for somebody with no password to type: a code by e-mail, or the one on the slip."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people import limits
from people.adapters import AccountAdapter, first_page
from people.forms.account import ConfirmAgainForm, PaperCodeAgainForm
from people.services import email_code
from people.services.accounts import person_for_code
from people.views.return_code import DOOR
from people.views.sign_in import own_path

SENT = "again_code"  # in the session: the state of the code that was sent


@never_cache
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Asked where somebody comes to what matters. What they were doing goes on afterwards."""
    ways = {way["id"]: way for way in AccountAdapter(request).get_reauthentication_methods(request.user)}
    others = [
        way | {"url": f"{way['url']}?{urlencode({'next': _next(request)})}"}
        for name, way in ways.items()
        if name != "people_again"
    ]
    context = {"next": _next(request), "others": others}
    if "people_again" not in ways:  # a stronger way, or none
        return render(request, "people/again.html", context)
    return (_by_mail if request.user.email else _by_slip)(request, context)


def _by_mail(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    context["address"] = request.user.email
    state = request.session.get(SENT)
    if request.method == "POST" and request.POST.get("act") == "send":
        state = request.session[SENT] = email_code.begin(address=request.user.email)
        if not state["sent"]:
            messages.error(request, _("Too many tries. Wait a minute, then ask for a new code."))
        return redirect(f"{request.path}?{urlencode({'next': context['next']})}")
    if not state:
        return render(request, "people/again.html", context)
    form = ConfirmAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        right = email_code.check(state, form.cleaned_data["code"])
        request.session[SENT] = state
        if right:
            del request.session[SENT]
            return _shown(request)
        form.add_error("code", _("That is not the code. Check each figure, or ask for a new one."))
    return render(request, "people/again.html", context | {"form": form})


def _by_slip(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    form = PaperCodeAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not DOOR.allow(limits.client(request)):
            form.add_error(None, _("Too many tries. Wait a minute, or ask your trainer."))
            return render(request, "people/again.html", context | {"form": form}, status=429)
        found = person_for_code(form.cleaned_data["code"])
        if found is not None and found.person_id == request.user.pk:
            DOOR.give_back(limits.client(request))
            return _shown(request)
        form.add_error("code", _("That is not the code on your slip. Check for a missing letter."))
    return render(request, "people/again.html", context | {"form": form})


def _shown(request: HttpRequest) -> HttpResponse:
    record_authentication(request, request.user, method="code", reauthenticated=True)
    return resume_request(request) or redirect(first_page(request.user))


def _next(request: HttpRequest) -> str:
    return own_path(request.POST.get("next") or request.GET.get("next", ""), "")
